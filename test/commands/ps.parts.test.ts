import { describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import { showProcesses } from '../../src/jobs/ps.ts';
import type { ListedProcess } from '../../src/model/process-list.ts';
import { width } from '../../src/report/screen/layout.ts';
import { fakeSession } from '../kit/session.ts';
import { cli } from '../lab/doctor.ts';
import { describeWith } from '../lab/parts.ts';
import { run } from '../lab/process.ts';
import { procTree, type RecordedProcess } from '../processes/proc-tree.ts';

const CANARY = 'CANARY-9a8b7c';

const ps = (
  format: 'text' | 'json',
  processes: Readonly<Record<string, RecordedProcess>>,
  columns = 80,
): { readonly text: string } => ({
  text: showProcesses(format, columns, { platform: 'linux', root: procTree(processes) }),
});

const listed = (processes: Readonly<Record<string, RecordedProcess>>): readonly ListedProcess[] =>
  JSON.parse(ps('json', processes).text).processes;

const grpcPort =
  '   0: 0100007F:10DD 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1077 1 00000000f7d56b66 100 0 0 10 0';
const httpPort =
  '   1: 00000000:10DE 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1078 1 00000000f7d56b66 100 0 0 10 0';

const shop: RecordedProcess = {
  name: 'node',
  command: ['node', 'shop.js', '--password', CANARY],
  executable: '/usr/bin/node',
  environment: {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://me:${CANARY}@collector:4318/${'long/'.repeat(12)}?token=${CANARY}`,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${CANARY}`,
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://other:4318/v1/metrics',
    OTEL_SERVICE_NAME: CANARY,
    SECRET: CANARY,
  },
};

const machine: Readonly<Record<string, RecordedProcess>> = {
  self: { tcp: [grpcPort, httpPort] },
  7: { name: 'bash', environment: { HOME: '/root' } },
  12: { name: 'otelcol', command: ['/otelcol'], sockets: [1077], environment: { PATH: '/bin' } },
  30: shop,
  31: { name: 'python3', executable: '/usr/bin/python3', environment: { OTEL_SERVICE_NAME: 'cart' } },
};

describe('otel-doctor ps', () => {
  test('lists who has settings or holds a port', () => {
    const { text } = ps('json', machine);
    const document = JSON.parse(text);
    expect(document).toMatchObject({ schemaVersion: 1, notPermitted: 0 });
    expect(document.processes).toMatchObject([
      {
        pid: 12,
        name: 'otelcol',
        settings: 'none',
        exports: null,
        ports: [{ port: 4317, address: '127.0.0.1', scope: 'loopback' }],
      },
      {
        pid: 30,
        program: 'node shop.js',
        language: 'js',
        sdk: 'js',
        settings: 'set',
        exports: { metrics: { protocol: 'http/protobuf', url: 'http://other:4318/v1/metrics' } },
        ports: [],
      },
      {
        pid: 31,
        language: 'python',
        sdk: 'python',
        exports: { traces: { protocol: 'grpc', url: 'http://localhost:4317' } },
      },
      { pid: null, settings: 'not-permitted', ports: [{ port: 4318, address: '0.0.0.0', scope: 'all' }] },
    ]);
  });

  test('says which signals are sent', () => {
    const environment = { OTEL_METRICS_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' };
    const [only] = listed({ 30: { ...shop, environment } });
    expect(only?.exports?.traces).toMatchObject({ sends: true, why: null, url: 'http://c:4318/v1/traces' });
    expect(only?.exports?.metrics.sends).toBe(false);
  });

  test('fits the terminal, with everything that is long continued', () => {
    for (const columns of [80, 50]) {
      const { text } = ps('text', machine, columns);
      expect(text).toMatch(/^PID {2}PROGRAM +LANGUAGE {2}PORTS\n/);
      expect(text).toMatch(/ 12 {2}otelcol +- +4317 \(loopback\)\n/);
      expect(text).toContain('long/long/');
      for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
    }
  });

  test('shows no secret of another process', () => {
    for (const format of ['text', 'json'] as const) expect(ps(format, machine).text).not.toContain(CANARY);
  });

  test('keeps its JSON sound where a password is a number of it', () => {
    const environment = { OTEL_EXPORTER_OTLP_HEADERS: 'a=4317,b=none,c=traces,d=true' };
    const [first] = listed({ ...machine, 30: { ...shop, environment } });
    expect(first?.ports).toEqual([{ port: 4317, address: '127.0.0.1', scope: 'loopback' }]);
  });

  test('shows nothing that moves the cursor', () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a\u001b[2Jb:4318' };
    const { text } = ps('text', {
      30: { name: 'a\u001b[2Jb\r', command: [], environment },
      31: { command: ['\u001b[2J'], environment },
    });
    expect(text).toContain('a?[2Jb?');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('does not take its own variables for settings', () => {
    expect(listed({ 30: { environment: { OTEL_DOCTOR_ENTERED: 'own names' } } })).toEqual([]);
  });

  test('finds the settings of a JVM on its command line only for a process that is listed', () => {
    const [only] = listed({
      30: {
        executable: '/usr/bin/java',
        command: ['java', '-Dotel.exporter.otlp.endpoint=http://property:4317', '-jar', 'a.jar'],
        environment: { OTEL_SERVICE_NAME: 'x' },
      },
    });
    expect(only?.exports?.traces).toMatchObject({ protocol: 'grpc', url: 'http://property:4317' });
  });

  test('says in one line that there is nothing', () => {
    expect(ps('text', { 7: {} })).toEqual({
      text: 'No process has OTEL_ settings or holds port 4317 or 4318.\n',
    });
    expect(JSON.parse(ps('json', { 7: {} }).text)).toEqual({
      schemaVersion: 1,
      processes: [],
      notPermitted: 0,
    });
  });

  test('takes text and json only, and ends well with either', async () => {
    const statusOf = async (format: string): Promise<readonly [number | undefined, string]> => {
      const session = fakeSession();
      await main(['ps', '--format', format], session);
      return [session.status(), session.err()];
    };
    expect(await statusOf('text')).toEqual([0, '']);
    expect(await statusOf('json')).toEqual([0, '']);
    expect(await statusOf('xml')).toEqual([2, 'otel-doctor: --format takes text or json, not "xml"\n']);
  });
});

/** Processes in a process and network namespace of their own, so that no others are looked at. */
const script = `
ip link set lo up
serve() { "$NODE" -e "require('node:net').createServer().listen($1, '$2')"; }
OTEL_EXPORTER_OTLP_HEADERS=api-key=${CANARY} OTEL_EXPORTER_OTLP_ENDPOINT=http://u:${CANARY}@c:4318 serve 4317 127.0.0.1 &
SECRET=${CANARY} serve 4318 0.0.0.0 &
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  test "$(grep -c ':10D[DE] 00000000:0000 0A' /proc/net/tcp)" = 2 && break; sleep 0.1
done
"$NODE" "$CLI" ps --format "$FORMAT"; echo "status $?" >&2
kill $(jobs -p)`;

describeWith(['ip'], 'otel-doctor ps with real processes', () => {
  const real = (format: string) =>
    run('unshare', ['--pid', '--fork', '--mount-proc', '--net', '--kill-child', 'bash', '-c', script], {
      environment: { NODE: process.execPath, CLI: cli, FORMAT: format },
    });

  test('lists them as JSON', async () => {
    const { stdout, stderr } = await real('json');
    expect(stderr).toContain('status 0');
    const processes = JSON.parse(stdout).processes as ListedProcess[];
    expect(processes).toHaveLength(2);
    expect(processes.find(({ settings }) => settings === 'set')).toMatchObject({
      program: 'node',
      language: 'js',
      network: 'own',
      exports: { logs: { url: 'http://***@c:4318/v1/logs' } },
      ports: [{ port: 4317, address: '127.0.0.1', scope: 'loopback' }],
    });
    expect(processes.find(({ settings }) => settings === 'none')).toMatchObject({
      program: 'node',
      exports: null,
      ports: [{ port: 4318, address: '0.0.0.0', scope: 'all' }],
    });
    expect(stdout).not.toContain(CANARY);
  });

  test('lists them as a table', async () => {
    const { stdout } = await real('text');
    expect(stdout).toMatch(
      /node +js +4317 \(loopback\)\n +traces: http:\/\/\*\*\*@c:4318\/v1\/traces \(http/,
    );
    expect(stdout).toMatch(/node +js +4318 \(all\)\n/);
    expect(stdout).not.toContain(CANARY);
  });
});
