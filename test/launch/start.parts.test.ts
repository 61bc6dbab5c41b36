import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type RunningApplication, startApplication } from '../../src/launch/start.ts';
import { isUsageError } from '../../src/model/usage.ts';
import { livingTree } from '../../src/processes/tree.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { run } from '../lab/process.ts';
import { waitFor } from '../lab/wait.ts';
import { collecting, quiet, runToEnd } from './kit.ts';

const node = (program: string): readonly string[] => [process.execPath, '-e', program];

/** What has ended and was not asked for its status yet is no more. */
const isAlive = (pid: number): boolean => livingTree([{ pid, started: null }]).length > 0;

/** Starts a command, and waits until it has written a line. */
const startAndWait = async (
  argv: readonly string[],
  signals = new EventEmitter(),
  atTerminal = false,
): Promise<{ running: RunningApplication; output(): string; signals: EventEmitter }> => {
  const out = collecting();
  const terminal = { stdin: atTerminal, stdout: false };
  const options = { ...quiet(argv), terminal, signals, to: { stdout: out.stream, stderr: out.stream } };
  const running = await startApplication(options);
  const output = (): string => String(out.bytes());
  await waitFor(
    () => output().includes('\n'),
    () => `a line; so far: ${output()}`,
  );
  return { running, output, signals };
};

describe('a command', () => {
  it('writes the same bytes as without us', async () => {
    const program = `
      const bytes = require('crypto').createHash('sha512').update('x').digest();
      for (let i = 0; i < 4000; i++) { process.stdout.write(bytes); if (i % 7 === 0) process.stderr.write(bytes); }
      process.stdout.write('no newline at the end');`;
    const seen = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
    const ran = await runToEnd(
      quiet(node(program), {
        onOutput: (chunk, stream) => {
          seen[stream] = Buffer.concat([seen[stream], chunk]);
        },
      }),
    );
    expect(ran.stdout.length).toBe(4000 * 64 + 21);
    expect(ran.stdout.subarray(0, 64).equals(ran.stderr.subarray(0, 64))).toBe(true);
    expect(ran.stderr.length).toBe(572 * 64);
    expect(seen.stdout.equals(ran.stdout) && seen.stderr.equals(ran.stderr)).toBe(true);
  });

  it('has its lines marked where several share a terminal', async () => {
    const ran = await runToEnd(
      quiet(['sh', '-c', 'printf a; sleep 0.1; printf "b\\nc"; echo d >&2'], { prefix: 'shop' }),
    );
    expect(String(ran.stdout)).toBe('shop | ab\nshop | c\n');
    expect(String(ran.stderr)).toBe('shop | d\n');
  });

  it('ends with its status, and its variables are those given', async () => {
    const environment = { PATH: process.env.PATH ?? '', ONLY: 'this' };
    const ran = await runToEnd(quiet(['sh', '-c', 'env | grep -c . ; echo $ONLY; exit 7'], { environment }));
    expect(ran).toMatchObject({ code: 7, signal: null, outliving: 0 });
    expect(String(ran.stdout)).toMatch(/^\d\nthis\n$/);
    expect(ran.ranMs).toBeGreaterThanOrEqual(0);
  });

  it('has no input where it is one of several', async () => {
    const ran = await runToEnd(quiet(['cat']));
    expect(ran).toMatchObject({ code: 0, stdout: Buffer.alloc(0) });
  });

  it('is not read faster than its output is taken', async () => {
    const slow = new Writable({ highWaterMark: 1024, write: () => undefined });
    let taken = 0;
    const running = await startApplication({
      ...quiet(node(`process.stdout.write(Buffer.alloc(8 << 20)); setInterval(() => {}, 1000)`)),
      onOutput: (chunk) => {
        taken += chunk.length;
      },
      to: { stdout: slow, stderr: new PassThrough() },
    });
    await waitFor(
      () => taken > 0,
      () => 'the first bytes',
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(taken).toBeLessThan(1 << 20);
    slow.destroy();
    await running.stop(0);
    expect((await running.exited).signal).toMatch(/SIGTERM|SIGKILL/);
  });

  it('notices that nobody takes its output any more', async () => {
    const closed = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    const running = await startApplication({
      ...quiet(['sh', '-c', 'while :; do echo x; done']),
      to: { stdout: closed, stderr: new PassThrough() },
    });
    expect(await running.exited).toMatchObject({ signal: 'SIGPIPE' });
  });

  it.each([
    ['/nowhere/program', /cannot start \/nowhere\/program: there is no such program/],
    ['no-such-program-here', /cannot start no-such-program-here: there is no such program/],
    [import.meta.filename, /cannot start .*: it is not executable/],
    ['', /no command/],
  ])('that cannot be started is a usage error: %s', async (program, says) => {
    const thrown = await startApplication(quiet([program])).catch((error: unknown) => error);
    expect(isUsageError(thrown)).toBe(true);
    expect((thrown as Error).message).toMatch(says);
  });
});

describe('signals', () => {
  it.each(['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGINT'])('%s arrives', async (signal) => {
    const program = `
      process.on('${signal}', () => { console.log('got ${signal}'); process.exit(3); });
      setInterval(() => {}, 1000); console.log('ready');`;
    const { running, output, signals } = await startAndWait(node(program));
    signals.emit(signal);
    expect(await running.exited).toMatchObject({ code: 3 });
    expect(output()).toBe(`ready\ngot ${signal}\n`);
    expect(signals.eventNames()).toEqual([]);
  });

  it('of a terminal are not sent twice', async () => {
    const program = `
      let times = 0;
      process.on('SIGINT', () => times++);
      process.on('SIGTERM', () => { console.log(times); process.exit(0); });
      setInterval(() => {}, 1000); console.log('ready');`;
    const { running, output, signals } = await startAndWait(node(program), new EventEmitter(), true);
    signals.emit('SIGINT');
    signals.emit('SIGTERM');
    await running.exited;
    expect(output()).toBe('ready\n0\n');
  });
});

describe('stopping', () => {
  it('lets a command end by itself', async () => {
    const program = `process.on('SIGTERM', () => { console.log('flushed'); process.exit(0); });
      setInterval(() => {}, 1000); console.log('ready');`;
    const { running, output } = await startAndWait(node(program));
    await running.stop(10_000);
    expect(await running.exited).toMatchObject({ code: 0 });
    expect(output()).toBe('ready\nflushed\n');
  });

  it('ends one that does not listen', async () => {
    const { running } = await startAndWait(
      node(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready');`),
    );
    await running.stop(50);
    expect(await running.exited).toMatchObject({ signal: 'SIGKILL' });
  });

  it('ends what a script has started, also where its parent has ended', async () => {
    const script = `sleep 300 & echo $!; (sleep 301 & echo $!; sleep 0.8); echo ready; wait`;
    const { running, output } = await startAndWait(['sh', '-c', script]);
    await waitFor(() => output().includes('ready'), output);
    const pids = output().split('\n').slice(0, 2).map(Number);
    expect(pids.map(isAlive)).toEqual([true, true]);
    await running.stop(2_000);
    await running.exited;
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it('tells what outlives a command, and does not wait for it', async () => {
    const { running, output } = await startAndWait(['sh', '-c', 'sleep 300 & echo $!; sleep 0.7']);
    const exit = await running.exited;
    expect(exit).toMatchObject({ code: 0, outliving: 1 });
    await running.stop(2_000);
    expect(isAlive(Number(output()))).toBe(false);
  });
});

it('our own streams are written to without waiting, in order, and to the end', async () => {
  const directory = temporaryDirectory('start');
  const program = join(directory, 'run.ts');
  writeFileSync(
    program,
    `import { startApplication } from '${join(import.meta.dirname, '../../src/launch/start.ts')}';
    const running = await startApplication({
      argv: ['sh', '-c', 'seq 100000; echo mistake >&2; cat; exit 5'],
      environment: { PATH: process.env.PATH }, directory: '.', stdin: 'inherit',
      terminal: { stdin: false, stdout: false }, prefix: null, onOutput: () => {},
    });
    const { code } = await running.exited;
    process.exitCode = code;`,
  );
  writeFileSync(join(directory, 'package.json'), '{"type": "module"}');
  const ran = await run(process.execPath, ['--import', import.meta.resolve('tsx'), program], {
    input: 'typed\n',
    directory,
  });
  const expected = `${Array.from({ length: 100_000 }, (_, index) => index + 1).join('\n')}\ntyped\n`;
  expect({ ...ran, stdout: ran.stdout === expected }).toEqual({
    exitCode: 5,
    stdout: true,
    stderr: 'mistake\n',
  });
});
