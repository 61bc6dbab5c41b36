import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { width } from '../../src/report/screen/layout.ts';
import { cli } from '../lab/doctor.ts';
import { describeWith } from '../lab/parts.ts';
import { isFree, ownPorts, temporaryDirectory } from '../lab/ports.ts';
import { sleep, waitFor } from '../lab/wait.ts';

/** A terminal multiplexer of our own, told by its socket. */
const socket = join(temporaryDirectory('tmux'), 'socket');

const tmux = (...args: readonly string[]): string =>
  execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], { encoding: 'utf8' });

const screen = (...more: readonly string[]): string => tmux('capture-pane', '-p', ...more).trimEnd();

const until = (pattern: RegExp): Promise<boolean> =>
  waitFor(
    () => pattern.test(screen()),
    () => `${pattern} on\n${screen()}`,
  );

/** One trace of two services with wide characters in its names. */
const send = async (port: number, trace: number): Promise<void> => {
  const now = BigInt(Date.now()) * 1_000_000n;
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const span = (id: number, parent: number, name: string) => ({
    traceId: trace.toString(16).padStart(32, '0'),
    spanId: id.toString(16).padStart(16, '0'),
    parentSpanId: parent === 0 ? '' : parent.toString(16).padStart(16, '0'),
    name,
    kind: parent === 0 ? 2 : 1,
    startTimeUnixNano: String(now - 20_000_000n + BigInt(id)),
    endTimeUnixNano: String(now - BigInt(id)),
    attributes: [attribute('http.status_code', '200')],
  });
  const of = (service: string, ...spans: readonly object[]) => ({
    resource: { attributes: [attribute('service.name', service), attribute('telemetry.sdk.language', 'go')] },
    scopeSpans: [{ scope: { name: 'own' }, spans }],
  });
  await fetch(`http://127.0.0.1:${port}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceSpans: [
        of('shop', span(1, 0, 'GET /orders')),
        of('在庫', span(2, 1, '在庫を調べる'.repeat(6))),
      ],
    }),
  });
};

const start = async (columns: number, rows: number, environment: string): Promise<number> => {
  const [grpc = 0, http = 0] = await ownPorts(2);
  tmux(
    'new-session',
    '-d',
    '-x',
    String(columns),
    '-y',
    String(rows),
    'env PS1="$ " bash --norc --noprofile',
  );
  const ports = `--grpc-port ${grpc} --http-port ${http} --settle 100ms`;
  await until(/\$/);
  tmux('send-keys', `clear; ${environment} ${process.execPath} ${cli} listen ${ports}`, 'Enter');
  await until(/nothing has arrived yet/);
  return http;
};

afterAll(() => {
  try {
    tmux('kill-server');
  } catch {
    // It ends with its last session.
  }
});

describeWith(['tmux'], 'listen at a terminal', () => {
  test.each([
    ['with colours', 80, 24, 'NO_COLOR='],
    ['without colours', 80, 24, 'NO_COLOR=1'],
    ['a narrow one', 44, 16, 'NO_COLOR=1'],
  ])('%s', async (_, columns, rows, environment) => {
    const port = await start(columns, rows, environment);
    for (let trace = 1; trace <= 10; trace += 1) {
      await send(port, trace);
      await sleep(150);
    }
    await until(/20 spans in 10 traces/);
    // One block, however often it was drawn.
    const once = (pattern: RegExp): number => screen('-S', '-200').match(pattern)?.length ?? 0;
    expect(once(/t shows the latest trace/g)).toBe(1);
    expect(once(/for \d[\d.]* m?s/g)).toBe(columns === 80 ? 1 : 0);
    expect(screen()).toMatch(
      /shop {2}10 spans in 10 traces, go\n {2}在庫 {2}10 spans in 10 traces, go\n2 warnings?|1 warning/,
    );
    await until(/10 spans in 10 traces/);
    tmux('send-keys', 't');
    await until(/trace\s+0{20}/);
    expect(screen()).toMatch(/GET \/orders[\s\S]*在庫を/);
    expect(Math.max(...screen().split('\n').map(width))).toBeLessThanOrEqual(columns);
    const painted = screen('-e', '-S', '-200');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
    if (environment === 'NO_COLOR=1') expect(painted).not.toMatch(/\u001b\[[0-9;]*3[1-6]m/);
    else expect(painted).toContain('\u001b[33m');
    tmux('send-keys', 'C-c');
    await until(/\$ *$/);
    expect(await isFree(port)).toBe(true);
    expect(screen('-S', '-200')).toMatch(/\nHEALTHY {2}20 spans in 10 traces/);
    expect(once(/t shows the latest trace/g)).toBe(0);
    tmux('send-keys', "s=$?; clear; stty -a | grep -ow -- '-*icanon\\|-*echo'; echo status $s", 'Enter');
    await until(/^icanon\necho\nstatus 0$/m);
    expect(tmux('display-message', '-p', '#{cursor_flag}').trim()).toBe('1');
    tmux('kill-session');
  });
});
