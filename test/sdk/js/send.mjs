// Sends one span with what NodeSDK makes of the environment, and prints its trace id.
import { trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';

const sdk = new NodeSDK();
sdk.start();
const span = trace.getTracer('otel-doctor.test').startSpan('test span from js');
span.end();
await sdk.shutdown();
process.stdout.write(`${JSON.stringify({ traceId: span.spanContext().traceId })}\n`);
