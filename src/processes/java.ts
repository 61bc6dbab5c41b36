import { mayBeTelemetryAgent } from '../knowledge/java-agents.ts';
import type { Property } from '../model/process.ts';

/** Whether a JVM runs with an agent that can be OpenTelemetry's. */
export const hasAgent = (options: readonly string[]): boolean => options.some(mayBeTelemetryAgent);

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
