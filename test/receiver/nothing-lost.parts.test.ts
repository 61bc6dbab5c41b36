import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startCollector } from '../lab/collector.ts';
import { requirePart } from '../lab/find-part.ts';
import type { Tree } from '../lab/merge.ts';
import { describeWith, type Part } from '../lab/parts.ts';
import { run } from '../lab/process.ts';
import { waitFor } from '../lab/wait.ts';
import { type Sender, sendWithGo, sendWithJava, sendWithJs, sendWithPython } from '../sdk/senders.ts';
import { type Recorded, record } from './recorded.ts';
import { environmentFor, exportOf, idsOf, spanIdOf, spansOf, traceIdOf } from './spans.ts';
import { PROTOBUF, post } from './wire.ts';

const COMPRESSIONS = ['none', 'gzip'] as const;

const onWire = (compression: string): string => (compression === 'gzip' ? 'gzip' : 'identity');

const SDKS: readonly (readonly [name: string, part: Part[], send: Sender, protocols: readonly string[]])[] = [
  ['Python', ['python'], sendWithPython, ['grpc', 'http/protobuf']],
  ['JavaScript', [], sendWithJs, ['grpc', 'http/protobuf', 'http/json']],
  ['Go', ['go-sdk'], sendWithGo, ['grpc', 'http/protobuf']],
  ['Java', ['java-sdk'], sendWithJava, ['grpc', 'http/protobuf']],
];

for (const [name, parts, send, protocols] of SDKS) {
  describeWith(parts, `the SDK of ${name}`, () => {
    it.each(
      protocols.flatMap((protocol) => COMPRESSIONS.map((compression) => [protocol, compression] as const)),
    )('over %s, %s', async (protocol, compression) => {
      for (const ports of ['strict', 'either'] as const) {
        const receiver = await record({ ports });
        const { traceId, exitCode, log } = await send(environmentFor(receiver, protocol, compression));
        expect({ exitCode, refusals: receiver.refusals }, log).toEqual({ exitCode: 0, refusals: [] });
        expect(
          spansOf(receiver.exports).map((span) => span.traceId),
          log,
        ).toEqual([traceId]);
        expect(receiver.exports).toMatchObject([{ transport: protocol, compression: onWire(compression) }]);
      }
    });
  });
}

describeWith(['python'], 'many spans of the SDK of Python', () => {
  it.each([
    ['grpc', 'gzip'],
    ['http/protobuf', 'none'],
  ])('over %s, %s', async (protocol, compression) => {
    const receiver = await record();
    const python = requirePart('python');
    const program = join(dirname(fileURLToPath(import.meta.url)), 'python', 'many.py');
    const { exitCode, stdout, stderr } = await run(
      join(dirname(python), 'opentelemetry-instrument'),
      [python, program, '2000'],
      {
        environment: {
          OTEL_SERVICE_NAME: 'many',
          OTEL_METRICS_EXPORTER: 'none',
          OTEL_LOGS_EXPORTER: 'none',
          OTEL_BSP_MAX_QUEUE_SIZE: '100000',
          ...environmentFor(receiver, protocol, compression),
        },
      },
    );
    expect(exitCode, stderr).toBe(0);
    const sent = JSON.parse(stdout) as string[];
    expect(sent).toHaveLength(4000);
    expect(idsOf(spansOf(receiver.exports))).toEqual([...sent].sort());
    expect(receiver.refusals).toEqual([]);
  });
});

/** Exporters of the Collector, and how they say that they send. */
const EXPORTERS: readonly (readonly [name: string, transport: string, compression: string, more: Tree])[] = [
  ['otlp/plain', 'grpc', 'none', {}],
  ['otlp_grpc/gzip', 'grpc', 'gzip', {}],
  ['otlp_http/plain', 'http/protobuf', 'none', {}],
  ['otlphttp/gzip', 'http/protobuf', 'gzip', {}],
  ['otlp_http/json', 'http/json', 'gzip', { encoding: 'json' }],
];

const REQUESTS = 200;
const SPANS = 100;

describeWith(['otelcol'], 'a Collector under load', () => {
  it('loses nothing through any of its exporters, trace by trace', async () => {
    const receivers: readonly Recorded[] = await Promise.all(EXPORTERS.map(() => record()));
    const exporters = EXPORTERS.map(([name, transport, compression, more], place) => {
      const { grpcPort, httpPort } = receivers[place] as Recorded;
      const endpoint = transport === 'grpc' ? `127.0.0.1:${grpcPort}` : `http://127.0.0.1:${httpPort}`;
      const tls = transport === 'grpc' ? { tls: { insecure: true } } : {};
      return [
        name,
        { endpoint, compression, sending_queue: { block_on_overflow: true }, ...tls, ...more },
      ] as const;
    });
    const collector = await startCollector({
      signals: ['traces'],
      extra: {
        exporters: Object.fromEntries(exporters),
        service: { pipelines: { traces: { exporters: exporters.map(([name]) => name) } } },
      },
    });
    try {
      for (let request = 0; request < REQUESTS; request += 1) {
        const { status } = await post(collector.httpPort, PROTOBUF, exportOf(request * SPANS, SPANS));
        expect(status).toBe(200);
      }
      const count = (): readonly number[] => receivers.map(({ exports }) => spansOf(exports).length);
      const total = REQUESTS * SPANS;
      await waitFor(
        () => count().every((spans) => spans >= total),
        () => `${total} spans each, got ${count()}; the Collector's log:\n${collector.log()}`,
      );
    } finally {
      await collector.stop();
    }
    const sent = Array.from(
      { length: REQUESTS * SPANS },
      (_, value) => `${traceIdOf(value)}/${spanIdOf(value)}`,
    );
    for (const [place, [name, transport, compression]] of EXPORTERS.entries()) {
      const { exports, refusals } = receivers[place] as Recorded;
      expect(refusals, name).toEqual([]);
      expect(idsOf(spansOf(exports)), name).toEqual(sent);
      expect(exports[0], name).toMatchObject({ transport, compression: onWire(compression) });
    }
  });
});
