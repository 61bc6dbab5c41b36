import { chmodSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { main } from '../../src/commands/main.ts';
import type { Session } from '../../src/commands/shared/session.ts';
import type { Report } from '../../src/model/report.ts';
import { expectReport } from '../kit/schema.ts';
import { type FakeSession, fakeSession } from '../kit/session.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';

const run = async (argv: readonly string[], change: Partial<Session> = {}): Promise<FakeSession> => {
  const session = fakeSession(change);
  await main(argv, session);
  return session;
};

let directory = '';

beforeAll(() => {
  directory = temporaryDirectory('commands');
});

const file = (name: string, content: string): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};

/** Wrong usage is told in one line on standard error, with status 2, and nothing goes to standard output. */
const expectUsageError = (session: FakeSession, message: string | RegExp): void => {
  expect(session.err()).toMatch(/^otel-doctor: [^\n]+\n$/);
  expect(session.err()).toMatch(message);
  expect(session.err()).not.toMatch(/\n\s+at |\.ts:\d|own mistake/);
  expect(session.out()).toBe('');
  expect(session.status()).toBe(2);
};

const NOBODY = 65_534;

/** Root may read everything, so it takes the rights of nobody for a moment. */
const withoutRights = async <T>(action: () => Promise<T>): Promise<T> => {
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(NOBODY);
  try {
    return await action();
  } finally {
    if (root) process.seteuid?.(0);
  }
};

describe('wrong usage', () => {
  test.each([
    ['an unknown flag', ['--sginals', 'traces'], /there is no option --sginals; did you mean --signals\?/],
    ['an unknown flag with its value', ['--protocl=grpc'], /no option --protocl; did you mean --protocol\?/],
    ['an unknown flag of a command', ['checks', '--sdk', 'js'], /no option --sdk; otel-doctor checks --help/],
    ['a letter that is no flag', ['-v'], /no option -v; did you mean --version or --verbose\?/],
    [
      'a second endpoint',
      ['http://localhost:1', 'http://localhost:2'],
      /"http:\/\/localhost:2" is one word too many: it is written otel-doctor \[endpoint\]/,
    ],
    ['a mistyped command', ['statsu'], /there is no command "statsu"; .*http:\/\/host:port/],
    ['a command near to one', ['lisen'], /there is no command "lisen"; did you mean listen\?/],
    ['a flag without its dashes', ['version'], /did you mean --version\?/],
    ['a command that wants two files', ['diff', 'a'], /it is written otel-doctor diff <a> <b>/],
    ['signals that do not exist', ['--signals', 'traces,spans'], /--signals takes .*, not "spans"/],
    ['signals without a value', ['--signals'], /signals/],
    ['an endpoint without a value', ['--endpoint'], /--endpoint wants a value/],
    ['an env file without a name', ['--env-file'], /--env-file wants a value/],
    ['a format that does not exist', ['--format', 'pdf'], /--format takes .*, not "pdf"/],
    ['a time that is none', ['--timeout', 'soon'], /--timeout takes a time .*, not "soon"/],
    ['an SDK that is not known', ['--sdk', 'cobol'], /--sdk takes .*, not "cobol"/],
    ['a header without a name', ['--header', 'Bearer TOKEN'], /--header takes name=value/],
    ['a severity that does not exist', ['--fail-on', 'info'], /--fail-on takes error or warning/],
    ['a check that does not exist', ['--only', 'tls/requird'], /did you mean tls\/required\?/],
    ['explain without a code', ['explain'], /code|arguments/],
    [
      'a misspelt code',
      ['explain', 'tls/requird'],
      /no finding code "tls\/requird"; did you mean tls\/required\?/,
    ],
    ['a code that is like no other', ['explain', 'zzzzzzzzzzzz'], /otel-doctor checks lists them/],
    [
      'checks as a format that it has not',
      ['checks', '--format', 'short'],
      /--format takes text or json, not "short"/,
    ],
  ])('%s', async (_, argv, message) => {
    expectUsageError(await run(argv), message);
  });

  test('is none of these raw words of the parser', async () => {
    for (const argv of [['--nothing-like-it'], ['--format'], ['diff'], ['a b'], ['scan', '--wat', '--wot']])
      expect((await run(argv)).err()).not.toMatch(/Unknown arg|Not enough|Missing/);
  });

  test('of a code with only its name finds the area', async () => {
    expectUsageError(await run(['explain', 'path-doubled']), /did you mean endpoint\/path-doubled\?/);
  });

  test('text from the command line comes back without line breaks and control characters', async () => {
    expectUsageError(await run(['--format', 'a\nb\u001b[31m']), /not "a b\?\[31m"/);
  });

  test('a very long argument is cut', async () => {
    const session = await run(['--format', 'x'.repeat(10_000)]);
    expect(session.err().length).toBeLessThan(600);
  });
});

describe('an env file', () => {
  test('that does not exist', async () => {
    const path = join(directory, 'missing.env');
    expectUsageError(
      await run(['--env-file', path]),
      `cannot read the env file ${path}: there is no such file`,
    );
  });

  test('that is a directory', async () => {
    expectUsageError(await run(['--env-file', directory]), 'it is a directory');
  });

  test('that is larger than an env file', async () => {
    const path = file('large.env', '');
    truncateSync(path, 1024 * 1024 + 1);
    expectUsageError(await run(['--env-file', path]), 'it is larger than 1 MiB');
  });

  test('that is no text', async () => {
    expectUsageError(
      await run(['--env-file', file('binary.env', 'OTEL_A=\u0000\u0001')]),
      'it is not a text file',
    );
  });

  test('that may not be read', async () => {
    const path = file('secret.env', 'OTEL_A=1');
    chmodSync(path, 0o000);
    expectUsageError(await withoutRights(() => run(['--env-file', path])), 'it may not be read');
  });

  test('given after one that is good', async () => {
    expectUsageError(
      await run(['--env-file', file('good.env', 'OTEL_A=1'), '--env-file', join(directory, 'bad.env')]),
      /bad\.env: there is no such file/,
    );
  });
});

describe('explain and checks', () => {
  test('explain writes the page of a code', async () => {
    const session = await run(['explain', 'endpoint/path-doubled']);
    expect(session.out()).toMatch(/^endpoint\/path-doubled\n/);
    expect(session.out()).toContain('export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318\n');
    expect([session.err(), session.status()]).toEqual(['', 0]);
  });

  test('explain of an area lists its codes', async () => {
    const session = await run(['explain', 'tls']);
    const codes = checks.map(({ id }) => id).filter((id) => id.startsWith('tls/'));
    for (const code of codes) expect(session.out()).toContain(code);
    expect(session.out()).not.toContain('network/');
    expect(session.status()).toBe(0);
  });

  test('checks lists every check', async () => {
    const session = await run(['checks']);
    for (const { id } of checks) expect(session.out()).toContain(id);
    expect(session.status()).toBe(0);
  });

  test('checks as JSON', async () => {
    const session = await run(['checks', '--format', 'json']);
    const { checks: listed } = JSON.parse(session.out()) as { checks: readonly { code: string }[] };
    expect(listed.map(({ code }) => code)).toEqual(checks.map(({ id }) => id));
  });
});

describe('a diagnosis', () => {
  test('of a closed port is unhealthy, in every format', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const [text, json] = await Promise.all([
      run([endpoint]),
      run(['--format', 'json'], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } }),
    ]);
    expect(text.out()).toMatch(/^UNHEALTHY {2}/);
    const report = JSON.parse(json.out()) as Report;
    expectReport(report);
    expect(report.rootCause?.code).toBe('network/connection-refused');
    expect([text.status(), json.status()]).toEqual([1, 1]);
    expect([text.err(), json.err()]).toEqual(['', '']);
  });

  test('shows no secret, wherever it was configured', async () => {
    const endpoint = `http://canary-user:canary-password@127.0.0.1:${await closedPort()}/?key=canary-query`;
    const path = file(
      'headers.env',
      'OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer canary-file"\nno assignment',
    );
    const argv = [endpoint, '--env-file', path, '--header', 'x-api-key=canary-flag'];
    const sessions = await Promise.all(
      ['text', 'short', 'json'].map((format) => run([...argv, '--format', format])),
    );
    for (const session of sessions) {
      expect(session.status()).toBe(1);
      expect(session.out() + session.err()).not.toContain('canary');
    }
    expect(sessions[0]?.out()).toContain(`${path}:2 was ignored`);
  });

  test('of an endpoint that is no URL names that', async () => {
    const session = await run(['localhost:4318:4318', '--format', 'json']);
    expect((JSON.parse(session.out()) as Report).rootCause?.code).toBe('endpoint/invalid');
    expect(session.status()).toBe(1);
  });

  test('takes colour from its flag before the terminal', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const [forced, without] = await Promise.all([
      run([endpoint, '--color']),
      run([endpoint, '--no-color'], { colour: true }),
    ]);
    expect(forced.out()).toContain('\u001b[');
    expect(without.out()).not.toContain('\u001b[');
  });
});
