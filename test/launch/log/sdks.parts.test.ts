import { expect, test } from 'vitest';
import { createLogReader } from '../../../src/launch/log/reader.ts';
import type { LoggedMessage } from '../../../src/model/application.ts';
import { ROOT } from '../../kit/sources.ts';
import { describeWith, requirePart } from '../../lab/parts.ts';
import { run } from '../../lab/process.ts';

/** Port 9 of the discard protocol, on which nothing listens here. */
const NOWHERE = '127.0.0.1:9';

const PYTHON = `
import logging
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as Http
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as Grpc
logging.basicConfig()
provider = TracerProvider()
span = provider.get_tracer("x").start_span("checkout")
span.set_attribute("user", object())
span.end()
span.set_attribute("late", 1)
span.end()
span.add_event("late")
trace.set_tracer_provider(provider)
trace.set_tracer_provider(TracerProvider())
for exporter in (Http(endpoint="http://${NOWHERE}/v1/traces", timeout=1), Grpc(endpoint="http://${NOWHERE}", timeout=1)):
    other = TracerProvider()
    other.add_span_processor(SimpleSpanProcessor(exporter))
    other.get_tracer("x").start_span("z").end()
    other.shutdown()
    other.get_tracer("x").start_span("z").end()
`;

const GENERATOR = `
import asyncio, logging
from opentelemetry.sdk.trace import TracerProvider
logging.basicConfig()
tracer = TracerProvider().get_tracer("x")
async def numbers():
    with tracer.start_as_current_span("a"):
        yield 1
        yield 2
async def main():
    generator = numbers()
    await asyncio.create_task(generator.__anext__())
    await asyncio.create_task(generator.aclose())
asyncio.run(main())
`;

const JS = `
const { diag, trace, DiagConsoleLogger, DiagLogLevel } = require('@opentelemetry/api');
diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.INFO);
const { NodeSDK } = require('@opentelemetry/sdk-node');
const sdk = new NodeSDK();
sdk.start();
const span = trace.getTracer('x').startSpan('checkout');
span.setAttribute('user', { id: 1 });
span.end();
span.setAttribute('late', 1);
span.end();
sdk.shutdown().catch(() => undefined);
`;

const messagesOf = async (
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly LoggedMessage[]> => {
  const { stdout, stderr } = await run(command, args, { environment, directory: ROOT });
  const reader = createLogReader();
  reader.take(stdout, 'stdout');
  reader.take(stderr, 'stderr');
  reader.end();
  return reader.messages().messages;
};

const ids = (messages: readonly LoggedMessage[]): readonly string[] => messages.map(({ id }) => id);

describeWith(['python'], 'what the Python SDK writes', () => {
  test('is understood', async () => {
    const messages = await messagesOf(requirePart('python'), ['-c', PYTHON]);
    expect(new Set(ids(messages))).toEqual(
      new Set([
        'python-attribute-type',
        'python-ended-attribute',
        'python-ended-twice',
        'python-ended-operation',
        'python-provider-overridden',
        'python-http-gave-up',
        'python-after-shutdown',
        'any-refused',
      ]),
    );
    expect(messages.findLast(({ id }) => id === 'any-refused')).toMatchObject({
      sdk: 'python',
      captures: { signal: 'traces', endpoint: NOWHERE },
    });
  });

  test('a generator that ends in another task', async () => {
    const messages = await messagesOf(requirePart('python'), ['-c', GENERATOR]);
    expect(messages).toMatchObject([{ id: 'python-context-other', count: 1 }]);
  });

  test('an unknown propagator', async () => {
    const messages = await messagesOf(requirePart('python'), ['-c', 'import opentelemetry.propagate'], {
      OTEL_PROPAGATORS: 'b4',
    });
    expect(messages).toMatchObject([{ id: 'python-propagator', captures: { name: 'b4' } }]);
  });
});

test('what the JavaScript SDK writes is understood', async () => {
  const messages = await messagesOf(process.execPath, ['-e', JS], {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${NOWHERE}`,
    OTEL_EXPORTER_OTLP_TIMEOUT: '1500',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_PROPAGATORS: 'tracecontext,b4',
    OTEL_TRACES_SAMPLER: 'foo',
  });
  expect(ids(messages)).toEqual(
    expect.arrayContaining([
      'js-propagator',
      'js-sampler',
      'js-attribute-type',
      'js-ended-setter',
      'js-ended-twice',
    ]),
  );
  expect(ids(messages)).not.toContain('js-ended-operation');
  expect(messages.find(({ id }) => id === 'js-attribute-type')?.captures).toEqual({ key: 'user' });
  expect(messages.find(({ id }) => id === 'js-ended-twice')?.captures.span).toBe('checkout');
});
