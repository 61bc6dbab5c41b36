import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { parseBundle } from '../../../src/bundle/bundle.ts';
import type { Diagnosis } from '../../../src/jobs/diagnose/diagnose.ts';
import { diagnoseSettings, type Watcher } from '../../../src/jobs/diagnose/from-settings.ts';
import type { Waiting } from '../../../src/jobs/diagnose/wait.ts';
import { packBundle } from '../../../src/jobs/save.ts';
import { startReceiver } from '../../../src/receiver/receiver.ts';
import { expectReport } from '../../kit/schema.ts';
import { closedPort, portOf } from '../../lab/ports.ts';

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type Settings = Readonly<Record<string, string>>;

interface Interrupting {
  /** Interrupts at this try; `0` before anything was seen. */
  readonly at: number;
}

const run = async (
  settings: Settings,
  { at = null, watcher = {} }: { readonly at?: Interrupting['at'] | null; readonly watcher?: Watcher } = {},
): Promise<{ readonly tries: readonly Waiting[]; readonly done: Diagnosis }> => {
  const tries: Waiting[] = [];
  let interrupt = (_: string): void => undefined;
  const done = await diagnoseSettings(
    {
      ...{
        signals: ['traces'],
        timeoutMs: 20_000,
        offline: false,
        controls: false,
        only: undefined,
        skip: undefined,
      },
      ...{
        sdk: 'js',
        pid: undefined,
        envFile: [],
        flags: {},
        ...{ follow: undefined, collector: [], readBack: undefined, withinMs: null },
        waitMs: 30_000,
      },
    },
    {
      environment: { OTEL_SERVICE_NAME: 'shop', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', ...settings },
      onInterrupt: (listener) => {
        interrupt = listener;
        if (at === 0) queueMicrotask(() => listener('SIGTERM'));
        return () => undefined;
      },
    },
    {
      ...watcher,
      onTry: (waiting) => {
        tries.push(waiting);
        if (waiting.tries === at) interrupt('SIGTERM');
      },
    },
  );
  if ('status' in done) throw new Error('done elsewhere');
  return { tries, done };
};

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

describe('a wait that is ended by a signal', () => {
  test('names what it was refused by as the cause', async () => {
    const { tries, done } = await run({ [ENDPOINT]: `http://127.0.0.1:${await closedPort()}` }, { at: 1 });
    expect(tries.map(({ by }) => by)).toEqual(['ECONNREFUSED']);
    expect(done.report.rootCause?.code).toBe('network/connection-refused');
    expect(done.report.verdict).toBe('unhealthy');
    expect(done.report.limits.join(' ')).toContain('Ended by SIGTERM after 1 try of --wait');
    expectReport(done.report);
  });

  test('names no cause where one try cannot tell it, but what was answered', async () => {
    const server = createServer((_, response) => response.writeHead(404).end('nothing here'));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { done } = await run({ [ENDPOINT]: `http://127.0.0.1:${portOf(server)}` }, { at: 1 });
    expect(done.report.verdict).toBe('inconclusive');
    expect(done.report.rootCause).toBeNull();
    expect(done.report.limits.join(' ')).toContain('refused by: HTTP 404 Not Found');
  });

  test.each([0, 1])('can be read from its bundle (ended at try %i)', async (at) => {
    const { done } = await run({ [ENDPOINT]: `http://127.0.0.1:${await closedPort()}` }, { at });
    const text = packBundle('wait.json', done);
    const { seen, report } = await parseBundle('wait.json', String(text));
    expect(seen.targets).toHaveLength(1);
    expect(report.verdict).toBe(done.report.verdict);
  });
});

describe('a wait', () => {
  test('ends when the item arrives', async () => {
    const receiver = await startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0 });
    const { tries, done } = await run({ [ENDPOINT]: `http://127.0.0.1:${receiver.httpPort}` });
    await receiver.stop();
    expect(tries).toEqual([]);
    expect(done.report.verdict).toBe('healthy');
  });

  test.each<[string, Settings]>([
    ['a scheme that nobody speaks', { [ENDPOINT]: 'ftp://127.0.0.1:1' }],
    ['no URL', { [ENDPOINT]: 'localhost:4318' }],
    ['an exporter that is none', { OTEL_TRACES_EXPORTER: 'none' }],
    ['an SDK that is switched off', { OTEL_SDK_DISABLED: 'true' }],
    ['a placeholder', { [ENDPOINT]: 'http://$(NODE_IP):4318' }],
  ])('is not begun for %s', async (_, settings) => {
    const { tries, done } = await run(settings);
    expect(tries).toEqual([]);
    expect(done.report.verdict).toBe('unhealthy');
  });

  test('tells when everything is looked at, and where it goes', async () => {
    const walked: string[] = [];
    await run(
      { OTEL_TRACES_EXPORTER: 'none' },
      { watcher: { onRun: (targets) => walked.push(...targets.map(({ id }) => id)) } },
    );
    expect(walked).toEqual(['t1']);
  });
});
