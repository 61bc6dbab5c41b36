// Sends one item of a signal with what NodeSDK makes of the environment, and says which it was. NodeSDK prints its
// diagnostics where OTEL_LOG_LEVEL asks for them.
import { metrics, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { NodeSDK } from '@opentelemetry/sdk-node';

const [signal] = process.argv.slice(2);

/** NodeSDK of 2024 takes its metrics from the program alone. */
async function metricReader() {
  const { PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics');
  const carrier = process.env.OTEL_EXPORTER_OTLP_PROTOCOL ?? 'http/protobuf';
  const packages = { grpc: 'grpc', 'http/json': 'http', 'http/protobuf': 'proto' };
  const { OTLPMetricExporter } = await import(
    `@opentelemetry/exporter-metrics-otlp-${packages[carrier] ?? 'proto'}`
  );
  return new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() });
}

const own = signal === 'metrics' && process.argv.includes('reader');
const sdk = new NodeSDK(own ? { metricReader: await metricReader() } : {});
sdk.start();
const senders = {
  traces: () => {
    const span = trace.getTracer('checkout').startSpan('pay');
    span.end();
    return span.spanContext().traceId;
  },
  metrics: () => metrics.getMeter('checkout').createCounter('payments').add(1),
  logs: () => logs.getLogger('checkout').emit({ severityText: 'WARN', body: 'paid late' }),
};
const sent = senders[signal]() ?? signal;
await sdk.shutdown();
process.stdout.write(`${JSON.stringify({ sent })}\n`);
