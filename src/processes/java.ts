import type { Property } from '../model/process.ts';

/** Agents for other purposes than telemetry over OTLP. */
const OTHER_AGENTS =
  /jmx_prometheus|jmx-exporter|jacoco|newrelic|dd-java-agent|appdynamics|dynatrace|jolokia|aspectj|byte-?buddy|mockito|idea_rt|debugger-agent|elastic-apm|glowroot|jrebel|hotswap|lombok|async-profiler|pyroscope/i;

/** Whether a JVM runs with an agent that can be OpenTelemetry's. */
export const hasAgent = (options: readonly string[]): boolean =>
  options.some((option) => option.startsWith('-javaagent:') && !OTHER_AGENTS.test(option));

/** Options of a JVM that stand in a variable instead of on the command line. */
export const OPTION_VARIABLES: readonly string[] = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'];

export const splitOptions = (text: string): readonly string[] =>
  [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([option]) => option.replace(/["']/g, ''));

const PROPERTY = /^-D(otel\.[\w.-]+)=([\s\S]*)$/;

/**
 * System properties that stand for a variable: `-Dotel.exporter.otlp.endpoint` wins over `OTEL_EXPORTER_OTLP_ENDPOINT`.
 * https://opentelemetry.io/docs/languages/java/configuration/
 */
export const propertiesOf = (options: readonly string[]): readonly Property[] =>
  options.flatMap((option) => {
    const [, name, value] = PROPERTY.exec(option) ?? [];
    if (name === undefined || value === undefined) return [];
    return [{ variable: name.toUpperCase().replace(/[.-]/g, '_'), written: `-D${name}`, value }];
  });
