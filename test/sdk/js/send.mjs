// Sends with what NodeSDK makes of the environment: one span, and prints its trace id; with the argument "metrics" a
// point of each instrument.
import { metrics, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';

function sendSpan() {
  const span = trace.getTracer('otel-doctor.test').startSpan('test span from js');
  span.end();
  return span.spanContext().traceId;
}

function sendMetrics() {
  const meter = metrics.getMeter('otel-doctor.test');
  meter.createCounter('counter').add(1);
  meter.createUpDownCounter('updowncounter').add(1);
  meter.createHistogram('histogram').record(1);
  meter.createGauge('gauge').record(1);
  const once = (result) => result.observe(1);
  meter.createObservableCounter('observablecounter').addCallback(once);
  meter.createObservableUpDownCounter('observableupdowncounter').addCallback(once);
  meter.createObservableGauge('observablegauge').addCallback(once);
  return 'sent';
}

const sdk = new NodeSDK();
sdk.start();
const traceId = process.argv[2] === 'metrics' ? sendMetrics() : sendSpan();
await sdk.shutdown();
process.stdout.write(`${JSON.stringify({ traceId })}\n`);
