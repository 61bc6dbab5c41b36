/** Lines of code that make an SDK's trace exporter send to `{url}`; `{url}` is complete, with the signal's path. */
interface ExporterCode {
  readonly http: readonly string[];
  readonly grpc: readonly string[];
}

/** Constructors as the SDKs' own documentation has them, by SDK. */
export const EXPORTER_CODE: Readonly<Record<string, ExporterCode>> = {
  js: {
    http: [
      '// package @opentelemetry/exporter-trace-otlp-proto',
      "const traceExporter = new OTLPTraceExporter({ url: '{url}' });",
    ],
    grpc: [
      '// package @opentelemetry/exporter-trace-otlp-grpc',
      "const traceExporter = new OTLPTraceExporter({ url: '{url}' });",
    ],
  },
  python: {
    http: [
      'from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter',
      'exporter = OTLPSpanExporter(endpoint="{url}")',
    ],
    grpc: [
      'from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter',
      'exporter = OTLPSpanExporter(endpoint="{url}")',
    ],
  },
  java: {
    http: ['OtlpHttpSpanExporter.builder().setEndpoint("{url}").build();'],
    grpc: ['OtlpGrpcSpanExporter.builder().setEndpoint("{url}").build();'],
  },
  go: {
    http: ['exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL("{url}"))'],
    grpc: ['exporter, err := otlptracegrpc.New(ctx, otlptracegrpc.WithEndpointURL("{url}"))'],
  },
  dotnet: {
    http: [
      '.AddOtlpExporter(options => {',
      '    options.Endpoint = new Uri("{url}");',
      '    options.Protocol = OtlpExportProtocol.HttpProtobuf;',
      '})',
    ],
    grpc: [
      '.AddOtlpExporter(options => {',
      '    options.Endpoint = new Uri("{url}");',
      '    options.Protocol = OtlpExportProtocol.Grpc;',
      '})',
    ],
  },
};
