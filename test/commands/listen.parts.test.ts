import { createServer, type Server } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { Session } from '../../src/commands/shared/session.ts';
import type { Report } from '../../src/model/report.ts';
import type { TelemetryEvent } from '../../src/model/telemetry-event.ts';
import { httpUpstream } from '../forward/upstream.ts';
import { expectReport } from '../kit/schema.ts';
import { type FakeSession, fakeSession } from '../kit/session.ts';
import { cli, emptyDirectory } from '../lab/doctor.ts';
import { closedPort, isFree, ownPort, ownPorts, portOf } from '../lab/ports.ts';
import { finish, launch } from '../lab/process.ts';
import { sleep, waitFor } from '../lab/wait.ts';

/** A `listen` in this process: its ports, and how to end it. */
const listen = async (args: readonly string[], change: Partial<Session> = {}) => {
  const [grpcPort = 0, httpPort = 0] = await ownPorts(2);
  let interrupt = (): void => undefined;
  const session: FakeSession = fakeSession({
    onInterrupt: (listener) => {
      interrupt = () => listener('SIGINT');
      return () => undefined;
    },
    ...change,
  });
  const ports = ['--grpc-port', String(grpcPort), '--http-port', String(httpPort)];
  const ended = main(['listen', ...ports, ...args], session);
  await waitFor(
    () =>
      /listening|nothing has arrived/.test(session.out() + session.err()) || session.status() !== undefined,
    () => `word that it listens; it wrote ${session.out()}${session.err()}`,
  );
  onTestFinished(async () => {
    interrupt();
    await ended;
  });
  const interrupted = async (): Promise<void> => {
    interrupt();
    await ended;
  };
  return { session, grpcPort, httpPort, ended, interrupted };
};

const attributes = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: { stringValue: value } }));

const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0');

const bodyOf = (count: number, values: Readonly<Record<string, string>> = {}): string => {
  const now = BigInt(Date.now()) * 1_000_000n;
  const spans = Array.from({ length: count }, (_, index) => ({
    traceId: hex(Math.floor(Math.random() * 1e12) + 1, 32),
    spanId: hex(index + 1, 16),
    name: 'work',
    kind: 1,
    startTimeUnixNano: String(now - 5_000_000n),
    endTimeUnixNano: String(now),
    attributes: attributes(values),
  }));
  const resource = { attributes: attributes({ 'service.name': 'shop', 'telemetry.sdk.language': 'python' }) };
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'shop' }, spans }] }] });
};

const post = async (port: number, body: string, path = '/v1/traces'): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await response.arrayBuffer();
  return response.status;
};

const eventsOf = (session: FakeSession): readonly TelemetryEvent[] =>
  session
    .out()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TelemetryEvent);

const reportOf = (session: FakeSession): Report => {
  const last = eventsOf(session).at(-1);
  if (last?.event !== 'report') throw new Error(`the last event is ${last?.event}`);
  return last.report;
};

describe('wrong usage is one line and exit status 2', () => {
  test.each([
    [['--grpc-port', '99999'], /--grpc-port takes a port from 0 to 65535, not "99999"/],
    [['--http-port', 'x'], /--http-port takes a port/],
    [['--grpc-port', '5000', '--http-port', '5000'], /are both 5000: each needs a port of its own/],
    [['--until-spans', '0'], /--until-spans takes a whole number above 0/],
    [['--max-spans', 'many'], /--max-spans takes a whole number/],
    [['--for', 'soon'], /--for takes a time/],
    [['--settle', '0'], /--settle takes a time/],
    [['--host', '203.0.113.9'], /--host 203.0.113.9 is no address of this machine/],
    [['--host='], /--host takes an address of this machine/],
    [['--forward', 'collector:4318'], /--forward takes a URL/],
    [['--forward', 'http://c', '--forward-protocol', 'soap'], /--forward-protocol takes grpc or http/],
    [['--only', 'telemetry/clock-skwe'], /did you mean telemetry\/clock-skew/],
    [['--format', 'pdf'], /--format takes/],
    [['--fail-on', 'info'], /--fail-on takes error or warning/],
    [['http://localhost:4318'], /localhost:4318/],
  ])('%j', async (args, message) => {
    const session = fakeSession();
    const ports = args.some((one) => one.includes('-port')) ? [] : ['--grpc-port', '0', '--http-port', '0'];
    await main(['listen', ...ports, ...args], session);
    expect(session.err()).toMatch(/^otel-doctor: [^\n]+\n$/);
    expect(session.err()).toMatch(message);
    expect(session.out()).toBe('');
    expect(session.status()).toBe(2);
  });
});

const hold = (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => resolve(server));
    onTestFinished(() => void server.close());
  });

test.each(['--grpc-port', '--http-port'])(
  'a busy port of %s names who holds it, and nothing moves',
  async (flag) => {
    const busy = portOf(await hold(0));
    const free = await ownPort();
    const other = flag === '--grpc-port' ? '--http-port' : '--grpc-port';
    const session = fakeSession();
    await main(['listen', flag, String(busy), other, String(free)], session);
    expect(session.err()).toBe(
      `otel-doctor: port ${busy} is held by node (process ${process.pid}): stop it, or choose another with ${flag}\n`,
    );
    expect([session.status(), session.out(), await isFree(free)]).toEqual([2, '', true]);
  },
);

test('--until-spans ends as soon as they are there, and the export is answered', async () => {
  const { session, httpPort, ended } = await listen(['--until-spans', '30', '--format', 'json']);
  expect(await post(httpPort, bodyOf(20))).toBe(200);
  expect(session.status()).toBeUndefined();
  expect(await post(httpPort, bodyOf(15))).toBe(200);
  await ended;
  const report = reportOf(session);
  expectReport(report);
  expect(report.telemetry?.received).toMatchObject({ requests: 2, spans: 35, traces: 35, refused: 0 });
  expect([report.verdict, session.status(), session.err()]).toEqual(['healthy', 0, '']);
  // Long before the second in which it is looked at what arrived.
  expect(eventsOf(session).filter(({ event }) => event === 'received')).toHaveLength(1);
});

test('JSON is one event a line: what listens, who came, what was found, and the report', async () => {
  const { session, httpPort, interrupted } = await listen([
    '--format',
    'json',
    '--traces',
    '--settle',
    '10ms',
  ]);
  await post(httpPort, bodyOf(1, { 'http.status_code': '200' }));
  await post(httpPort, '{"resourceSpans": 7}');
  await post(httpPort, '{}', '/v1/trace');
  await waitFor(() => session.out().includes('"event":"trace"'), 'a trace');
  await interrupted();
  const names = eventsOf(session).map(({ event }) => event);
  expect(names[0]).toBe('listening');
  expect(new Set(names)).toEqual(
    new Set(['listening', 'service', 'received', 'refused', 'finding', 'trace', 'report']),
  );
  const report = reportOf(session);
  expectReport(report);
  expect(report.rootCause?.code).toBe('telemetry/request-invalid');
  expect(report.telemetry?.received.refused).toBe(2);
  expect(session.status()).toBe(1);
});

test('lines when piped: with the time, without control sequences, and the report at the end', async () => {
  const { session, httpPort, interrupted } = await listen([]);
  await post(httpPort, bodyOf(3));
  await post(httpPort, '{}', '/v1/trace');
  await waitFor(() => session.out().includes('received'), 'the counts');
  await interrupted();
  expect(session.out()).toMatch(/^\d\d:\d\d:\d\d {2}listening for OTLP: gRPC on 127\.0\.0\.1:\d+, HTTP on /);
  expect(session.out()).toMatch(
    /\n\d\d:\d\d:\d\d {2}refused on the http port: wrong-path, POST \/v1\/trace /,
  );
  expect(session.out()).toMatch(/\n\nUNHEALTHY {2}1 request had to be refused/);
  expect(session.out()).not.toContain('\u001b');
  expect(session.status()).toBe(1);
});

test('standard output of another format is that alone', async () => {
  const { session, httpPort, ended } = await listen(['--until-spans', '1', '--format', 'junit']);
  await post(httpPort, bodyOf(1));
  await ended;
  expect(session.out()).toMatch(/^<\?xml/);
  expect(session.err()).toContain('listening for OTLP');
});

test('nothing in a short time says nothing, in five seconds it is a finding', {
  timeout: 20_000,
}, async () => {
  const short = await listen(['--for', '100ms', '--format', 'json']);
  const long = await listen(['--for', '5100ms', '--format', 'json']);
  await Promise.all([short.ended, long.ended]);
  expect([reportOf(short.session).verdict, short.session.status()]).toEqual(['inconclusive', 2]);
  expect([reportOf(long.session).rootCause?.code, long.session.status()]).toEqual([
    'telemetry/none-received',
    1,
  ]);
  expect(eventsOf(long.session).filter(({ event }) => event === 'finding')).toEqual([]);
});

test('a time that no timer can take does not end at once', async () => {
  const { session, interrupted } = await listen(['--for', '90000m', '--format', 'json']);
  await sleep(50);
  expect(session.status()).toBeUndefined();
  await interrupted();
});

test('what had to make room is told', async () => {
  const { session, httpPort, interrupted } = await listen(['--max-spans', '10', '--format', 'json']);
  for (let round = 0; round < 5; round += 1) await post(httpPort, bodyOf(10));
  await interrupted();
  const { telemetry, limits } = reportOf(session);
  expect(telemetry?.received.spans).toBe(50);
  expect(limits.join('\n')).toMatch(/\d+ traces left the window of 10 spans .*\(--max-spans\)/);
});

test('--forward passes everything on, with its headers', async () => {
  const upstream = await httpUpstream();
  const { session, httpPort, interrupted } = await listen(['--forward', upstream.url, '--format', 'json']);
  for (let round = 0; round < 20; round += 1) expect(await post(httpPort, bodyOf(5))).toBe(200);
  await interrupted();
  expect(upstream.seen.map(({ path }) => path)).toEqual(Array(20).fill('/v1/traces'));
  const spans = upstream.seen.flatMap(({ body }) => body.toString().match(/"spanId"/g) ?? []);
  expect(spans).toHaveLength(100);
  const report = reportOf(session);
  expect(report.telemetry?.forward.map(({ delivered }) => delivered)).toContain(20);
  expect(session.status()).toBe(0);
});

test('a destination that is down is a warning of its own, and the sender does not notice', async () => {
  const forward = `http://127.0.0.1:${await closedPort()}`;
  const { session, httpPort, interrupted } = await listen(['--forward', forward, '--format', 'json']);
  expect(await post(httpPort, bodyOf(5))).toBe(200);
  await interrupted();
  const report = reportOf(session);
  expectReport(report);
  expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([
    ['telemetry/forward-failed', 'warning'],
  ]);
  expect([report.verdict, session.status()]).toEqual(['healthy', 0]);
});

test('--fail-on warning makes a warning count', async () => {
  const { session, httpPort, interrupted } = await listen(['--fail-on', 'warning', '--format', 'json']);
  await post(httpPort, bodyOf(1, { 'http.status_code': '200' }));
  await interrupted();
  expect([reportOf(session).verdict, session.status()]).toEqual(['healthy', 1]);
});

test('an export without anything in it is counted and is no fault', async () => {
  const { session, httpPort, interrupted } = await listen(['--format', 'json']);
  await post(httpPort, '{}');
  await post(httpPort, bodyOf(1));
  await interrupted();
  const report = reportOf(session);
  expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(JSON.stringify(report.findings)).toMatch(/empty/);
  expect(report.telemetry?.received).toMatchObject({ requests: 2, refused: 0 });
});

test('t shows the latest trace, and says so while there is none', async () => {
  let press = (_: string): void => undefined;
  let released = 0;
  const { session, httpPort, interrupted } = await listen(['--settle', '10ms'], {
    live: true,
    onKey: (listener) => {
      press = listener;
      return () => {
        released += 1;
      };
    },
  });
  press('t');
  expect(session.out()).toContain('no trace is complete yet');
  await post(httpPort, bodyOf(1));
  await waitFor(() => {
    press('t');
    return /trace [0-9a-f]{32}: 1 span of shop/.test(session.out());
  }, 'the trace');
  await interrupted();
  expect(released).toBe(1);
  expect(session.out()).toMatch(/HEALTHY/);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'the built command ends with a report on %s',
  async (signal) => {
    const [grpcPort = 0, httpPort = 0] = await ownPorts(2);
    const args = [
      'listen',
      '--grpc-port',
      String(grpcPort),
      '--http-port',
      String(httpPort),
      '--format',
      'json',
    ];
    const running = launch(process.execPath, [cli, ...args], { directory: emptyDirectory() });
    await running.waitForOutput(/"event":"listening"/);
    await post(httpPort, bodyOf(3));
    process.kill(running.pid, signal);
    const { exitCode, stdout, stderr } = await finish(running);
    const last = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as TelemetryEvent;
    if (last.event !== 'report') throw new Error(last.event);
    expectReport(last.report);
    expect(last.report.telemetry?.received.spans).toBe(3);
    expect([exitCode, stderr]).toEqual([0, '']);
  },
);

test('--forward that leads back is refused, whatever it is called', async () => {
  // Held on 127.0.0.1, so that nobody gets it on the address beside it.
  const port = await closedPort();
  const session = fakeSession();
  const at = ['--host', '127.0.0.2', '--grpc-port', '0', '--http-port', String(port)];
  await main(['listen', ...at, '--forward', `http://[::ffff:127.0.0.2]:${port}`], session);
  expect(session.status()).toBe(2);
  expect(session.err()).toMatch(/^otel-doctor: --forward \S+ is this receiver itself[^\n]*\n$/);
});

test.each(['app.example', 'https://app.example/path', 'ftp://app.example', ''])(
  '--allow-origin takes origins, not %j',
  async (origin) => {
    const session = fakeSession();
    await main(['listen', '--allow-origin', origin], session);
    expect(session.status()).toBe(2);
    expect(session.err()).toMatch(/--allow-origin/);
  },
);
