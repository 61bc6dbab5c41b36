import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { Session } from '../../src/commands/shared/session.ts';
import type { Report } from '../../src/model/report.ts';
import { startReceiver } from '../../src/receiver/receiver.ts';
import { expectReport } from '../kit/schema.ts';
import { type FakeSession, fakeSession } from '../kit/session.ts';
import { httpAnswers, startHttp } from '../lab/endpoints/http.ts';
import { startSilent } from '../lab/endpoints/tcp.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';
import { waitFor } from '../lab/wait.ts';

const directory = temporaryDirectory('outputs');
const at = (name: string): string => join(directory, name);
const textOf = (name: string): string => readFileSync(at(name), 'utf8');

const run = async (argv: readonly string[], change: Partial<Session> = {}): Promise<FakeSession> => {
  const session = fakeSession({ writeFile: (path, content) => writeFile(path, content), ...change });
  await main(argv, session);
  return session;
};

const output = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => ['--output', at(name)]);

const ALL = ['a.json', 'a.xml', 'a.sarif', 'a.md', 'a.html', 'a.txt'];

const FORMATS = ['text', 'short', 'json', 'junit', 'sarif', 'markdown', 'html', 'github'];

describe('--output', () => {
  test('writes every format by its ending, beside standard output', async () => {
    const session = await run([`http://127.0.0.1:${await closedPort()}`, ...output(...ALL)]);
    expect(session.out()).toMatch(/^UNHEALTHY/);
    expect(ALL.map((name) => textOf(name).slice(0, 12))).toEqual([
      '{\n  "schemaV',
      '<?xml versio',
      '{\n  "$schema',
      '### otel-doc',
      '<!doctype ht',
      'UNHEALTHY  N',
    ]);
    expectReport(JSON.parse(textOf('a.json')));
  });

  test('takes a format in front of a name that tells none', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    await run([endpoint, '--output', `github=${at('annotations')}`]);
    expect(textOf('annotations')).toMatch(/^otel-doctor: unhealthy/);
  });

  test('is written when the time is over before anything is known', async () => {
    const server = await startSilent();
    const session = await run([
      `http://127.0.0.1:${server.port}`,
      '--timeout',
      '400ms',
      ...output('late.json'),
    ]);
    const report = JSON.parse(textOf('late.json')) as Report;
    expectReport(report);
    expect(session.status()).toBe({ healthy: 0, unhealthy: 1, inconclusive: 2 }[report.verdict]);
    await server.stop();
  });

  test('is written when somebody ends the run, and then names no cause', async () => {
    const server = await startSilent();
    let interrupt: ((signal: string) => void) | undefined;
    const running = run([`http://127.0.0.1:${server.port}`, '--timeout', '20s', ...output('ended.json')], {
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => undefined;
      },
    });
    await waitFor(
      () => interrupt !== undefined,
      () => 'the run to listen for signals',
    );
    interrupt?.('SIGTERM');
    const session = await running;
    const report = JSON.parse(textOf('ended.json')) as Report;
    expectReport(report);
    expect([report.verdict, report.rootCause]).toEqual(['inconclusive', null]);
    expect(report.summary).toMatch(/ended by SIGTERM/);
    expect(session.status()).toBe(2);
    await server.stop();
  });

  test('is written while --wait goes on, when somebody ends it', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const session = await run([endpoint, '--wait', '30s', ...output('waited.json')], {
      onInterrupt: (listener) => {
        setTimeout(() => listener('SIGTERM'), 50);
        return () => undefined;
      },
    });
    const report = JSON.parse(textOf('waited.json')) as Report;
    expectReport(report);
    // Whether a try was refused by then is not in our hands; what is told of it is.
    expect(session.status()).toBe(report.verdict === 'unhealthy' ? 1 : 2);
  });

  test('that cannot be written is told before anything is looked at', async () => {
    const seen: string[] = [];
    const tryFile = async (path: string): Promise<void> => {
      seen.push(path);
      if (path.includes('nowhere')) throw Object.assign(new Error('no'), { code: 'ENOENT' });
    };
    const argv = ['http://127.0.0.1:9', '--wait', '60s', ...output('a.json', 'nowhere/b.json')];
    const session = await run(argv, { tryFile });
    expect(seen).toEqual([at('a.json'), at('nowhere/b.json')]);
    expect(session.out()).toBe('');
    expect(session.err()).toMatch(/the report could not be written to .*b\.json \(ENOENT\)/);
    expect(session.status()).toBe(2);
  });

  test('that cannot be written hinders neither the others nor the report', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const session = await run([endpoint, ...output('nowhere/a.json', 'b.json')]);
    expect(session.out()).toMatch(/^UNHEALTHY/);
    expectReport(JSON.parse(textOf('b.json')));
    expect(session.err()).toMatch(/could not be written to .*ENOENT/);
    expect(session.status()).toBe(2);
  });

  test('is not written on wrong usage', async () => {
    const session = await run(['--sdk', 'cobol', ...output('wrong.json')]);
    expect(session.status()).toBe(2);
    expect(() => textOf('wrong.json')).toThrow(/ENOENT/);
  });

  test('with an ending that tells nothing is wrong usage', async () => {
    const session = await run(['--output', at('report.pdf')]);
    expect(session.err()).toMatch(/the format is told by the ending/);
  });
});

describe('the exit status is the same in every format', () => {
  test.each(FORMATS)('%s', async (format) => {
    const receiver = await startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0 });
    const healthy = await run([`http://127.0.0.1:${receiver.httpPort}`, '--format', format]);
    await receiver.stop();
    const unhealthy = await run([`http://127.0.0.1:${await closedPort()}`, '--format', format]);
    const inconclusive = await run(['--offline', '--format', format]);
    expect([healthy.status(), unhealthy.status(), inconclusive.status()]).toEqual([0, 1, 2]);
    expect([healthy.err(), unhealthy.err(), inconclusive.err()]).toEqual(['', '', '']);
  });
});

describe('--quiet', () => {
  test('writes nothing but files where all is well', async () => {
    const receiver = await startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0 });
    const session = await run([`http://127.0.0.1:${receiver.httpPort}`, '--quiet', ...output('well.md')]);
    await receiver.stop();
    expect([session.out(), session.err(), session.status()]).toEqual(['', '', 0]);
    expect(textOf('well.md')).toMatch(/^### otel-doctor: healthy/);
  });

  test('tells in a few lines on standard error what is not well', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const session = await run([endpoint, '--quiet', ...output('quiet.md'), '--save', at('quiet.json')]);
    expect([session.out(), session.status()]).toEqual(['', 1]);
    expect(session.err()).toMatch(
      /^unhealthy: Nothing listens on [\s\S]*cause: network\/connection-refused\n/,
    );
    expect(session.err().split('\n').length).toBeLessThan(8);
    expect(textOf('quiet.md')).toMatch(/^### otel-doctor: unhealthy/);
    expect(textOf('quiet.json')).toContain('"otel-doctor bundle"');
  });

  test('still tells wrong usage on standard error', async () => {
    const session = await run(['--quiet', '--sdk', 'cobol']);
    expect(session.err()).toMatch(/--sdk takes/);
  });

  test('is taken by listen', async () => {
    const argv = ['listen', '--quiet', '--for', '100ms', '--grpc-port', '0', '--http-port', '0'];
    const session = await run([...argv, ...output('listen.json')]);
    expect([session.out(), session.err()]).toEqual(['', '']);
    expectReport(JSON.parse(textOf('listen.json')));
  });
});

describe('a flag that is given again', () => {
  test('counts as it was given last', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const session = await run([endpoint, '--format', 'text', '--format', 'short', '--color', '--no-color']);
    expect(session.out()).toMatch(/^unhealthy: /);
  });

  test('adds to itself where that is said', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const session = await run([endpoint, '--header', 'a=1234', '--header', 'b=12', '--format', 'json']);
    const [target] = (JSON.parse(session.out()) as Report).targets;
    const headers = target?.settings.find(({ name }) => name === 'headers');
    expect(headers?.value).toBe('a: *** (4 characters), b: *** (2 characters)');
  });
});

test('--verbose lists every check with what came of it', async () => {
  const server = await startHttp(httpAnswers.okProtobuf);
  const session = await run([`http://127.0.0.1:${server.port}`, '--verbose']);
  await server.stop();
  expect(session.out()).toMatch(/\nChecks\n/);
  expect(session.out()).toMatch(/ {2}network\/connection-refused {2}(pass|skipped)/);
});
