import { readFileSync } from 'node:fs';
import { OTLPTraceExporter as TracesGrpc } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as TracesJson } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as TracesProtobuf } from '@opentelemetry/exporter-trace-otlp-proto';
import { expect, it } from 'vitest';
import type { ForwardTarget } from '../../src/forward/forward.ts';
import type { Span } from '../../src/receiver/otlp.ts';
import { createAuthority, issue } from '../lab/certificates.ts';
import { type Collector, type CollectorOptions, startCollector } from '../lab/collector.ts';
import { describeWith } from '../lab/parts.ts';
import { waitFor } from '../lab/wait.ts';
import { bytes, spanRequest } from '../receiver/encode.ts';
import { type Recorded, record } from '../receiver/recorded.ts';
import { span } from '../receiver/samples.ts';
import { environmentFor, HEALTHY, spansOf } from '../receiver/spans.ts';
import { framed, grpc, PROTOBUF, post } from '../receiver/wire.ts';
import { sendWithPython } from '../sdk/senders.ts';
import { type Passing, passOn, targetsOf } from './upstream.ts';

/** The real Collector as the destination. */

const endpointOf = ({ grpcPort, httpPort }: Collector, protocol: ForwardTarget['protocol']): string =>
  `http://127.0.0.1:${protocol === 'grpc' ? grpcPort : httpPort}`;

/** A Collector that passes on to a receiver of ours, which shows what reached it. */
const startBehind = (behind: Recorded): Promise<Collector> =>
  startCollector({
    extra: {
      exporters: {
        otlp_http: { endpoint: `http://127.0.0.1:${behind.httpPort}`, sending_queue: { enabled: false } },
      },
      service: { pipelines: { traces: { exporters: ['otlp_http'] } } },
    },
  });

const byId = (spans: readonly Span[]): readonly Span[] =>
  [...spans].sort((one, other) => (one.spanId < other.spanId ? -1 : 1));

const exporterOf = (receiver: Passing, protocol: ForwardTarget['protocol'], compression: string) => {
  const { grpcPort, httpPort } = receiver;
  const url = protocol === 'grpc' ? `http://127.0.0.1:${grpcPort}` : `http://127.0.0.1:${httpPort}/v1/traces`;
  const config = { url, compression } as object;
  if (protocol === 'grpc') return new TracesGrpc(config);
  return protocol === 'http/json' ? new TracesJson(config) : new TracesProtobuf(config);
};

const SENT = 50;

describeWith(['otelcol'], 'through the forwarder to a Collector', () => {
  it.each([
    ['grpc', 'none', 'grpc'],
    ['grpc', 'gzip', 'grpc'],
    ['grpc', 'gzip', 'http/protobuf'],
    ['http/protobuf', 'none', 'grpc'],
    ['http/protobuf', 'gzip', 'grpc'],
    ['http/protobuf', 'gzip', 'http/protobuf'],
    ['http/json', 'none', 'http/protobuf'],
    ['http/json', 'gzip', 'http/protobuf'],
  ] as const)('%s, %s, to %s: every span with all it has', async (protocol, compression, upstream) => {
    const behind = await record();
    const collector = await startBehind(behind);
    try {
      const arrived: Span[] = [];
      const receiver = await passOn(targetsOf(endpointOf(collector, upstream), upstream));
      const exporter = exporterOf(receiver, protocol, compression);
      for (let request = 0; request < SENT; request += 1) {
        const spans = [0, 1, 2, 3].map((place) => span(4 * request + place));
        await new Promise<void>((resolve, reject) =>
          exporter.export(spans, ({ code, error }) => (code === 0 ? resolve() : reject(error))),
        );
      }
      await exporter.shutdown();
      await receiver.forwarder.finish(10_000);
      expect(receiver.forwarder.facts()).toMatchObject([{ delivered: SENT, failed: 0, dropped: 0 }]);
      await waitFor(() => spansOf(behind.exports).length >= 4 * SENT, 'the spans behind the Collector');
      arrived.push(...spansOf(behind.exports));
      expect(byId(arrived)).toEqual(byId(spansOf(receiver.exports)));
    } finally {
      await collector.stop();
    }
  });
});

/** What the forwarder tells of one export to a Collector like this. */
const failuresOf = async (options: CollectorOptions, protocol: 'grpc' | 'http/protobuf', headers = {}) => {
  const collector = await startCollector(options);
  try {
    const receiver = await passOn(targetsOf(endpointOf(collector, protocol), protocol));
    if (protocol === 'grpc') await grpc(receiver.grpcPort, headers, framed(HEALTHY));
    else await post(receiver.httpPort, { ...PROTOBUF, ...headers }, HEALTHY);
    await receiver.forwarder.finish(10_000);
    return receiver.forwarder.facts()[0];
  } finally {
    await collector.stop();
  }
};

describeWith(['otelcol'], 'a Collector that does not take it', () => {
  const auth = { type: 'bearer', token: 'right-token' } as const;

  it.each([
    ['without a token', { auth }, 'http/protobuf', {}, 'HTTP 401'],
    [
      'with another token',
      { auth },
      'grpc',
      { authorization: 'Bearer wrong-token' },
      'gRPC 16 UNAUTHENTICATED',
    ],
    ['without a pipeline for traces', { signals: ['logs'] }, 'http/protobuf', {}, 'HTTP 404'],
    ['without a pipeline for traces', { signals: ['logs'] }, 'grpc', {}, 'gRPC 12 UNIMPLEMENTED'],
    ['out of memory', { refuseAll: true }, 'http/protobuf', {}, 'HTTP 503'],
    ['out of memory', { refuseAll: true }, 'grpc', {}, 'gRPC 14 UNAVAILABLE'],
  ] as const)('%s', async (_name, options, protocol, headers, answer) => {
    const fact = await failuresOf(options, protocol, headers);
    expect(fact).toMatchObject({ delivered: 0, failed: 1, failures: [{ answer, count: 1 }] });
    expect(JSON.stringify(fact)).not.toContain('wrong-token');
  });

  it('larger than its limit for gRPC', async () => {
    const collector = await startCollector();
    try {
      const receiver = await passOn(targetsOf(endpointOf(collector, 'grpc'), 'grpc'));
      await post(receiver.httpPort, PROTOBUF, spanRequest(bytes(5, Buffer.alloc(15 * 1024 * 1024, 'x'))));
      await receiver.forwarder.finish(20_000);
      expect(receiver.forwarder.facts()).toMatchObject([
        {
          delivered: 0,
          failures: [
            { answer: 'gRPC 8 RESOURCE_EXHAUSTED', message: expect.stringMatching(/larger than max/) },
          ],
        },
      ]);
    } finally {
      await collector.stop();
    }
  });

  it.each(['grpc', 'http/protobuf'] as const)('the right token is passed on over %s', async (protocol) => {
    const fact = await failuresOf({ auth }, protocol, { authorization: 'Bearer right-token' });
    expect(fact).toMatchObject({ delivered: 1, failed: 0 });
  });

  it.each(['grpc', 'http/protobuf'] as const)(
    'over TLS, %s: trusted with its authority only',
    async (protocol) => {
      const authority = await createAuthority('root');
      const { chainFile, keyFile } = await issue(authority);
      const collector = await startCollector({ tls: { certFile: chainFile, keyFile } });
      try {
        const port = protocol === 'grpc' ? collector.grpcPort : collector.httpPort;
        const url = `https://localhost:${port}`;
        const ca = readFileSync(authority.certificateFile);
        const trusting = await passOn(targetsOf(url, protocol, { tls: { ca } }));
        const distrusting = await passOn(targetsOf(url, protocol));
        for (const receiver of [trusting, distrusting]) {
          await post(receiver.httpPort, PROTOBUF, HEALTHY);
          await receiver.forwarder.finish(10_000);
        }
        expect(trusting.forwarder.facts()).toMatchObject([{ delivered: 1, failures: [] }]);
        expect(distrusting.forwarder.facts()).toMatchObject([
          { delivered: 0, failures: [{ answer: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) }] },
        ]);
      } finally {
        await collector.stop();
      }
    },
  );
});

describeWith(['otelcol', 'python'], 'the SDK of Python through the forwarder', () => {
  it.each(['grpc', 'http/protobuf'] as const)('over %s', async (protocol) => {
    const collector = await startCollector();
    try {
      const receiver = await passOn(targetsOf(endpointOf(collector, protocol), protocol));
      const { traceId } = await sendWithPython(environmentFor(receiver, protocol, 'gzip'));
      await receiver.forwarder.finish(10_000);
      expect(await collector.waitForTrace(traceId)).toMatchObject({ traceId });
    } finally {
      await collector.stop();
    }
  });
});
