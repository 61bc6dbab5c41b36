/** A kind of telemetry. Profiles have no OTEL_* variables in the specification and are left out. */
export type Signal = 'traces' | 'metrics' | 'logs';

/** How OTLP is carried, as `OTEL_EXPORTER_OTLP_PROTOCOL` spells it. */
export type Protocol = 'grpc' | 'http/protobuf' | 'http/json';

export const SIGNALS: readonly Signal[] = ['traces', 'metrics', 'logs'];

export const PROTOCOLS: readonly Protocol[] = ['grpc', 'http/protobuf', 'http/json'];

/** What tells protocols apart for whoever takes them: over HTTP the encoding stands in a header. */
export const wayOf = (protocol: Protocol): 'grpc' | 'http' => (protocol === 'grpc' ? 'grpc' : 'http');

/** Path of the signal's route on an OTLP/HTTP receiver: https://opentelemetry.io/docs/specs/otlp/#otlphttp-request */
export const signalPath = (signal: Signal): string => `/v1/${signal}`;

/** What stands in front of a signal's route, however often the route is repeated, without a slash at the end. */
export const withoutRoute = (path: string): string => {
  let rest = path;
  for (;;) {
    rest = rest.replace(/(?<!\/)\/+$/, '');
    const route = SIGNALS.map(signalPath).find((known) => rest.endsWith(known));
    if (route === undefined) return rest;
    rest = rest.slice(0, -route.length);
  }
};

const SERVICES: Readonly<Record<Signal, string>> = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
};

/** Full gRPC method of the signal's export call: https://opentelemetry.io/docs/specs/otlp/#otlpgrpc */
export const grpcMethod = (signal: Signal): string => `/${SERVICES[signal]}/Export`;
