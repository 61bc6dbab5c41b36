import { afterEach, expect, it, vi } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type Collector, type CollectorOptions, startCollector } from './collector.ts';
import { diagnose } from './doctor.ts';
import { startBlackHole } from './endpoints/black-hole.ts';
import type { Tree } from './merge.ts';
import { describeWith } from './parts.ts';
import { closedPort } from './ports.ts';

// A run waits up to 30 s behind the receiver, and starts several Collectors.
vi.setConfig({ testTimeout: 120_000 });

const started: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
});

const keep = <One extends { stop(): Promise<void> }>(one: One): One => {
  started.push(one);
  return one;
};

const collector = async (options: CollectorOptions = {}): Promise<Collector> =>
  keep(await startCollector({ ownMetrics: true, signals: ['traces'], ...options }));

/** A pipeline of traces with other processors and exporters. */
const pipeline = (processors: Tree, exporters: Tree): Tree => ({
  processors,
  exporters,
  service: {
    pipelines: { traces: { processors: Object.keys(processors), exporters: Object.keys(exporters) } },
  },
});

const metricsOf = ({ metricsPort }: Collector): string => `http://127.0.0.1:${metricsPort}`;

const follow = async (
  to: Collector,
  args: readonly string[] = [],
  metrics: readonly Collector[] = [to],
): Promise<Report> => {
  const { report, schemaErrors, stderr } = await diagnose({
    args: [
      `http://127.0.0.1:${to.httpPort}`,
      ...metrics.flatMap((one) => ['--collector', metricsOf(one)]),
      ...args,
    ],
    environment: { OTEL_SERVICE_NAME: 'shop' },
    milliseconds: 90_000,
  });
  expect(schemaErrors).toEqual([]);
  if (report === undefined) throw new Error(`no report: ${stderr}`);
  return report;
};

const hops = ({ targets }: Report): readonly string[] =>
  (targets[0]?.behind ?? []).map(({ kind, name, state }) => `${kind} ${name} ${state}`);

const causeOf = ({ rootCause }: Report) => ({ code: rootCause?.code, summary: rootCause?.summary });

const otlp = (port: number, more: Tree = {}): Tree => ({
  endpoint: `127.0.0.1:${port}`,
  tls: { insecure: true },
  ...more,
});
const http = (port: number, more: Tree = {}): Tree => ({ endpoint: `http://127.0.0.1:${port}`, ...more });
const SAMPLER = { probabilistic_sampler: { sampling_percentage: 0 } };
const ALL = { probabilistic_sampler: { sampling_percentage: 100 } };
const BATCH = { batch: { timeout: '100ms' } };
const LIMITER = { memory_limiter: { check_interval: '1s', limit_mib: 4000 } };
const DEBUG = { debug: { verbosity: 'basic', use_internal_logger: false } };
const NO_QUEUE = { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } };

describeWith(['otelcol'], 'healthy Collectors, followed', () => {
  it.each<readonly [string, (next: Collector) => Tree]>([
    ['no processor', () => ({})],
    ['a batch', () => pipeline(BATCH, DEBUG)],
    ['a sampler of everything', () => pipeline(ALL, DEBUG)],
    ['a limiter with room', () => pipeline(LIMITER, DEBUG)],
    ['all of them', () => pipeline({ ...LIMITER, ...ALL, ...BATCH }, DEBUG)],
    ['another Collector over gRPC', (next) => pipeline({}, { 'otlp_grpc/next': otlp(next.grpcPort) })],
    ['another Collector over HTTP', (next) => pipeline(BATCH, { 'otlp_http/next': http(next.httpPort) })],
    ['no queue', (next) => pipeline({}, { 'otlp_http/next': http(next.httpPort, NO_QUEUE) })],
    ['two exporters', (next) => pipeline({}, { ...DEBUG, 'otlp_grpc/next': otlp(next.grpcPort) })],
    [
      'a queue that makes batches',
      (next) =>
        pipeline(
          {},
          {
            'otlp_grpc/next': otlp(next.grpcPort, {
              sending_queue: { batch: { flush_timeout: '200ms', min_size: 1000 } },
            }),
          },
        ),
    ],
  ])('%s', async (_, configuration) => {
    const next = await collector();
    const first = await collector({ extra: configuration(next) });
    const report = await follow(first, [], [first, next]);
    expect(report.verdict, JSON.stringify(report.findings)).toBe('healthy');
    expect(report.findings.filter(({ code }) => /^(pipeline|backend)\//.test(code))).toEqual([]);
    expect(report.summary).toContain('handed on behind it');
    expect(hops(report)).toContain('receiver otlp passed');
  });
});

describeWith(['otelcol'], 'a fault behind the receiver, followed', () => {
  it('a sampler at 0 %', async () => {
    const report = await follow(await collector({ extra: pipeline(SAMPLER, DEBUG) }));
    expect(causeOf(report)).toMatchObject({
      code: 'pipeline/spans-dropped',
      summary: expect.stringContaining('probabilistic_sampler'),
    });
  });

  it('a memory limiter that refuses', async () => {
    const report = await follow(await collector({ refuseAll: true }));
    expect(causeOf(report)).toMatchObject({
      code: 'pipeline/spans-refused',
      summary: expect.stringContaining('memory limiter'),
    });
  });

  it.each<readonly [string, Tree, string]>([
    ['with its queue', {}, 'does not get rid of'],
    ['without queue and tries', NO_QUEUE, 'failed to send'],
  ])('a next hop that is dead, %s', async (_, more, says) => {
    const dead = await closedPort();
    const report = await follow(
      await collector({ extra: pipeline({}, { 'otlp_http/next': http(dead, more) }) }),
    );
    expect(causeOf(report)).toMatchObject({
      code: 'pipeline/exporter-failing',
      summary: expect.stringContaining(says),
    });
  });

  it.each<readonly [string, CollectorOptions]>([
    ['401', { auth: { type: 'bearer', token: 'right' } }],
    ['404', { signals: ['metrics'] }],
    ['413', { maxBodyBytes: 100 }],
  ])('a next hop that answers %s', async (_, options) => {
    const next = await collector(options);
    const first = await collector({
      extra: pipeline({}, { 'otlp_http/next': http(next.httpPort, { compression: 'none' }) }),
    });
    expect(causeOf(await follow(first))).toMatchObject({
      code: 'pipeline/exporter-failing',
      summary: expect.stringMatching(/otlp_http\/next .*failed to send/),
    });
  });

  it('TLS to plaintext', async () => {
    const next = await collector();
    const first = await collector({
      extra: pipeline({}, { 'otlp_grpc/next': { endpoint: `127.0.0.1:${next.grpcPort}` } }),
    });
    expect(causeOf(await follow(first)).code).toBe('pipeline/exporter-failing');
  });

  it('an exporter that is kept waiting, and its full queue', async () => {
    const hole = await startBlackHole();
    keep({ stop: async () => void (await hole.stop()) });
    const queue = { timeout: '60s', sending_queue: { queue_size: 1, num_consumers: 1 } };
    const first = await collector({ extra: pipeline({}, { 'otlp_http/next': http(hole.port, queue) }) });
    // The test item is under way, and nothing else has room.
    expect(causeOf(await follow(first))).toMatchObject({
      code: 'pipeline/exporter-failing',
      summary: expect.stringMatching(/no room in its queue|does not get rid of/),
    });
  });

  it('the second of two Collectors', async () => {
    const second = await collector({
      extra: pipeline(
        {},
        { 'otlp_http/backend': http(await closedPort(), { retry_on_failure: { enabled: false } }) },
      ),
    });
    const first = await collector({ extra: pipeline({}, { 'otlp_grpc/next': otlp(second.grpcPort) }) });
    const report = await follow(first, [], [first, second]);
    expect(causeOf(report)).toMatchObject({
      code: 'pipeline/exporter-failing',
      summary: expect.stringContaining('otlp_http/backend'),
    });
    expect(hops(report)).toContain('exporter otlp_grpc/next passed');
  });

  it('a batch of 10 s is late, not lost', async () => {
    const first = await collector({ extra: pipeline({ batch: { timeout: '10s' } }, DEBUG) });
    const report = await follow(first);
    expect(report.verdict).toBe('healthy');
    expect(hops(report)).toContain('exporter debug passed');
  });
});

describeWith(['otelcol'], 'metrics that do not tell', () => {
  const found = ({ findings }: Report) => findings.map(({ code, severity }) => `${severity} ${code}`);

  it('of another replica, until its own are named too', async () => {
    const [first, other] = [await collector(), await collector()];
    const report = await follow(first, [], [other]);
    expect(report.verdict).toBe('healthy');
    expect(found(report)).toContain('warning pipeline/not-this-collector');
    expect(found(await follow(first, [], [other, first]))).not.toContain(
      'warning pipeline/not-this-collector',
    );
  });

  it('at level none', async () => {
    const report = await follow(await collector({ ownMetrics: false }));
    expect(report.verdict).toBe('healthy');
    expect(found(report)).toContain('info pipeline/metrics-unreachable');
  });

  it('nobody asks them unless it is said', async () => {
    const { report } = await diagnose({ args: [`http://127.0.0.1:${(await collector()).httpPort}`] });
    expect(report?.targets[0]?.behind).toBeUndefined();
    expect(report?.limits.join(' ')).toContain('otel-doctor --follow');
  });
});

/** Spans of somebody else, as fast as the Collector takes them, until it is stopped. */
const traffic = (port: number) => {
  let isOn = true;
  const body = JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: Array.from({ length: 500 }, () => ({
              traceId: '0af7651916cd43dd8448eb211c80319c',
              spanId: 'b7ad6b7169203331',
              name: 'other',
            })),
          },
        ],
      },
    ],
  });
  const send = async (): Promise<void> => {
    while (isOn) {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }).catch(() => undefined);
      await answer?.arrayBuffer();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const sending = send();
  keep({
    stop: async () => {
      isOn = false;
      await sending;
    },
  });
};

describeWith(['otelcol'], 'with 5,000 spans a second of others', () => {
  it('nothing is blamed where all goes on', async () => {
    const first = await collector({ extra: pipeline(ALL, DEBUG) });
    traffic(first.httpPort);
    const report = await follow(first);
    expect(report.verdict, JSON.stringify(report.findings)).toBe('healthy');
    expect(report.findings.filter(({ code }) => code.startsWith('pipeline/'))).toEqual([]);
  });

  it('what happens to all of it is told', async () => {
    const first = await collector({ extra: pipeline(SAMPLER, DEBUG) });
    traffic(first.httpPort);
    expect(causeOf(await follow(first)).code).toBe('pipeline/spans-dropped');
  });
});
