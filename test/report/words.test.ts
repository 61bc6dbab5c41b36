import { expect, test } from 'vitest';
import { beyondSummary, isProse } from '../../src/report/words.ts';

test.each([
  ['It is off', 'It is off. Nothing is sent.', 'Nothing is sent.'],
  ['It is off', 'Nothing is sent.', 'Nothing is sent.'],
  ['It is off', 'It is off.', 'It is off.'],
])('%j and %j: %j is left to say', (summary, explanation, rest) => {
  expect(beyondSummary({ summary, explanation })).toBe(rest);
});

test.each([
  'Set it to otlp.',
  'Start the Collector (or the backend) so that it listens on port 4318, or set the endpoint to where it listens.',
  'Set OTEL_SERVICE_NAME to the name of this service',
])('%j is to be read', (line) => {
  expect(isProse(line)).toBe(true);
});

test.each([
  'exporter = OTLPSpanExporter()  # without endpoint=..., it reads OTEL_EXPORTER_OTLP_ENDPOINT',
  'export OTEL_TRACES_EXPORTER=otlp',
  'TracerProvider provider = TracerProvider.builder().build();',
  '  endpoint: 0.0.0.0:4317',
  'pip install opentelemetry-exporter-otlp-proto-grpc',
  'service:',
])('%j is to be pasted', (line) => {
  expect(isProse(line)).toBe(false);
});
