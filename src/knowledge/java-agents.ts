/** Agents for other purposes than telemetry over OTLP. */
const OTHERS =
  /jmx_prometheus|jmx-exporter|jacoco|newrelic|dd-java-agent|appdynamics|dynatrace|jolokia|aspectj|byte-?buddy|mockito|idea_rt|debugger-agent|elastic-apm|glowroot|jrebel|hotswap|lombok|async-profiler|pyroscope/i;

/** Agents that are OpenTelemetry's, or made of it. */
const TELEMETRY =
  /^-javaagent:\S*(?:opentelemetry|splunk-otel|elastic-otel|applicationinsights|grafana-opentelemetry|otel)[^/=]{0,100}\.jar/i;

/** Whether an option of a JVM starts an agent that is OpenTelemetry's for sure. */
export const isTelemetryAgent = (option: string): boolean => TELEMETRY.test(option);

/** Whether an option of a JVM starts an agent that can be OpenTelemetry's: `agent.jar` may be anything. */
export const mayBeTelemetryAgent = (option: string): boolean =>
  option.startsWith('-javaagent:') && !OTHERS.test(option);

/** The agent named in a text: a build file, the start of a container, a ticket. */
export const NAMES_AGENT =
  /-javaagent[:=]\S{0,200}opentelemetry|\bopentelemetry-javaagent\b|aws-opentelemetry-agent/i;
