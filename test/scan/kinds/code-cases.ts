import { advised, type KindCase, mended, PORTS } from './kind-case.ts';

/** Exporters that programs make. */
export const CODE_CASES: readonly KindCase[] = [
  {
    name: 'Python',
    files: {
      'shop/telemetry.py':
        'from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter\nfrom opentelemetry.exporter.otlp.proto.grpc.metric_exporter import (\n    OTLPMetricExporter as MetricExporter,\n)\n\n# exporter = OTLPSpanExporter(endpoint="http://localhost:4318")\nspans = OTLPSpanExporter(\n    endpoint="http://localhost:4318/v1/traces",\n    headers={"x-key": key()},\n)\nmetrics = MetricExporter(endpoint="localhost:4317", insecure=True)\nother = OTLPSpanExporter(endpoint=f"http://{host}:4318")\n',
    },
    faults: [
      advised('"http://localhost:4318/v1/traces"', '"http://localhost:4318"', 'endpoint/signal-path-missing'),
      advised('"localhost:4317"', '"localhost:4318"', ...PORTS),
      advised('"http://localhost:4318/v1/traces"', '"http://localhost:4317/v1/traces"', ...PORTS),
    ],
  },
  {
    name: 'JavaScript',
    files: {
      'src/tracing.ts':
        "import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';\nimport { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-grpc';\n\nconst traces = new OTLPTraceExporter({\n  // url: 'http://localhost:4318'\n  url: 'http://localhost:4318/v1/traces',\n});\nconst metrics = new OTLPMetricExporter({ url: 'http://localhost:4317' });\nconst more = new OTLPTraceExporter({ url: `${process.env.BASE}/v1/traces` });\n",
    },
    faults: [
      mended(
        "  url: 'http://localhost:4318/v1/traces'",
        "  url: 'http://localhost:4318'",
        'endpoint/signal-path-missing',
      ),
      advised("'http://localhost:4317'", "'http://localhost:4318'", ...PORTS),
    ],
  },
  {
    name: 'Java',
    files: {
      'src/main/java/shop/Telemetry.java':
        'class Telemetry {\n  SpanExporter spans() {\n    return OtlpHttpSpanExporter.builder()\n        .setTimeout(Duration.ofSeconds(5))\n        .setEndpoint("http://localhost:4318/v1/traces")\n        .build();\n  }\n  MetricExporter metrics() {\n    return OtlpGrpcMetricExporter.builder().setEndpoint("http://localhost:4317").build();\n  }\n}\n',
    },
    faults: [
      advised('http://localhost:4318/v1/traces', 'http://localhost:4318', 'endpoint/signal-path-missing'),
      advised('http://localhost:4317', 'http://localhost:4318', ...PORTS),
      advised('http://localhost:4317', 'localhost:4317', 'endpoint/scheme-missing', 'endpoint/invalid'),
    ],
  },
  {
    name: 'Go and .NET',
    files: {
      'telemetry.go':
        'package shop\n\nfunc exporter(ctx context.Context) {\n\totlptracehttp.New(ctx, otlptracehttp.WithEndpointURL("http://localhost:4318/v1/traces"))\n}\n',
      'Program.cs':
        'builder.Services.AddOpenTelemetry()\n  .WithTracing(t => t.AddOtlpExporter(o =>\n  {\n    o.Endpoint = new Uri("http://localhost:4318/v1/traces");\n    o.Protocol = OtlpExportProtocol.HttpProtobuf;\n  }))\n  .WithMetrics(m => m.AddOtlpExporter(o => o.Endpoint = new Uri("http://localhost:4317")));\n',
    },
    faults: [
      advised(
        '"http://localhost:4318/v1/traces");',
        '"http://localhost:4318");',
        'endpoint/signal-path-missing',
      ),
      advised('"http://localhost:4317"', '"http://localhost:4318"', ...PORTS),
    ],
  },
  {
    name: 'a test and a test environment',
    files: {
      'tests/test_export.py':
        'from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter\nOTLPSpanExporter(endpoint="http://localhost:4318")\n',
      '.env': 'OTEL_SERVICE_NAME=shop\nOTEL_TRACES_EXPORTER=otlp\n',
    },
    faults: [],
  },
];
