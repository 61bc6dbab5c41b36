import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { Session } from '../../src/commands/shared/session.ts';
import { writeFile } from '../../src/disk/write.ts';
import { type FakeSession, fakeSession } from '../kit/session.ts';
import { makePipe } from '../lab/pipe.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';

const directory = temporaryDirectory('hostile-files');
const at = (...names: readonly string[]): string => join(directory, ...names);

const run = async (argv: readonly string[], change: Partial<Session> = {}): Promise<FakeSession> => {
  const session = fakeSession({
    writeFile: async (path, content, writing) => writeFile(path, content, writing),
    ...change,
  });
  await main(argv, session);
  return session;
};

makePipe(at('pipe'));

/** Files that would be waited for, or held, without end. */
const ENDLESS = [at('pipe'), '/dev/zero', '/dev/tty'];

describe('a file that never ends is said in one line, at once', () => {
  test.each(ENDLESS)('explain %s', async (path) => {
    const session = await run(['explain', path]);
    expect(session.status()).toBe(2);
    expect(session.err()).toMatch(/^otel-doctor: cannot read \S+: it is (a pipe|not a file)[^\n]*\n$/);
  });

  test.each(ENDLESS)('--env-file %s', async (path) => {
    const session = await run(['--env-file', path]);
    expect(session.status()).toBe(2);
    expect(session.err()).toMatch(
      /^otel-doctor: cannot read the env file \S+: it is (a pipe|not a file)[^\n]*\n$/,
    );
  });

  test.each(ENDLESS)('--from %s, and diff', async (path) => {
    for (const argv of [
      ['--from', path],
      ['diff', path, '.'],
    ]) {
      const session = await run(argv);
      expect(session.status()).toBe(2);
      expect(session.err()).toMatch(/^otel-doctor: cannot read \S+: it is (a pipe|not a file)[^\n]*\n$/);
    }
  });

  test.each(ENDLESS)('OTEL_CONFIG_FILE=%s', async (path) => {
    const session = await run(['--sdk', 'java', '--offline', '--format', 'json'], {
      environment: { OTEL_CONFIG_FILE: path },
    });
    const { findings } = JSON.parse(session.out());
    expect(findings.map(({ code }: { code: string }) => code)).toContain('config/file-invalid');
    expect(session.err()).toBe('');
  });

  test.each(ENDLESS)('a certificate %s', async (path) => {
    const session = await run(['--format', 'json', '--timeout', '2s'], {
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: `https://127.0.0.1:${await closedPort()}`,
        OTEL_EXPORTER_OTLP_CERTIFICATE: path,
      },
    });
    expect(JSON.parse(session.out()).findings.map(({ code }: { code: string }) => code)).toContain(
      'tls/ca-file-unreadable',
    );
  });

  test.each([...ENDLESS, '/proc/kmsg'])('env_file: %s of a Compose file', async (path) => {
    mkdirSync(at('compose'), { recursive: true });
    writeFileSync(
      at('compose/compose.yaml'),
      `services:\n  app:\n    image: node:22\n    env_file: [${path}]\n    environment:\n      OTEL_TRACES_EXPORTER: none\n`,
    );
    const session = await run(['scan', at('compose'), '--format', 'json']);
    expect(JSON.parse(session.out()).rootCause.code).toBe('config/exporter-none');
  });
});

/** A service that exports nothing, whose setting stands in another file. */
const OTHER =
  'services:\n  app:\n    image: node:22\n    environment:\n      OTEL_EXPORTER_OTLP_ENDPOINT: http://otel.example.org:4318\n      OTEL_TRACES_EXPORTER: oltp\n';

const ENV = 'OTEL_EXPORTER_OTLP_ENDPOINT=http://otel.example.org:4318\nOTEL_TRACES_EXPORTER=oltp\n';

const FIX = (text: string): string => text.replace('oltp', 'otlp');

describe('scan --write', () => {
  test.each([
    ['env_file', 'services:\n  app:\n    image: node:22\n    env_file: [../other.env]\n', 'other.env'],
    [
      'an absolute path',
      `services:\n  app:\n    image: node:22\n    env_file: [${at('out/other.env')}]\n`,
      'other.env',
    ],
    ['extends', 'services:\n  app:\n    extends: {file: ../base.yaml, service: app}\n', 'base.yaml'],
    ['include', 'include: [../base.yaml]\n', 'base.yaml'],
  ])('changes nothing outside of the tree that was named, through %s', async (_name, compose, outside) => {
    mkdirSync(at('out/tree'), { recursive: true });
    const text = outside.endsWith('.env') ? ENV : OTHER;
    writeFileSync(at('out', outside), text);
    writeFileSync(at('out/tree/compose.yaml'), compose);
    await run(['scan', at('out/tree'), '--write']);
    expect(readFileSync(at('out', outside), 'utf8')).toBe(text);
    expect(readFileSync(at('out/tree/compose.yaml'), 'utf8')).toBe(compose);
  });

  test('says what it left alone, and changes it when it is named', async () => {
    mkdirSync(at('named/tree'), { recursive: true });
    writeFileSync(at('named/other.env'), ENV);
    writeFileSync(
      at('named/tree/compose.yaml'),
      'services:\n  app:\n    image: node:22\n    env_file: [../other.env]\n',
    );
    const left = await run(['scan', at('named/tree'), '--write', '--format', 'json']);
    expect(JSON.parse(left.out()).limits.join('\n')).toMatch(/other\.env was not changed: it lies outside/);
    await run(['scan', at('named'), '--write']);
    expect(readFileSync(at('named/other.env'), 'utf8')).toBe(FIX(ENV));
  });

  test.each([
    ['comments in Latin-1', Buffer.from(`# gr\xfc\xdfe\n${OTHER}`, 'latin1')],
    [
      'a comment in Latin-1 on the line itself',
      Buffer.from(OTHER.replace('oltp', 'oltp # gr\xfc\xdfe'), 'latin1'),
    ],
    ['a byte order mark', Buffer.from(`\uFEFF${OTHER}`)],
    ['a byte order mark and line ends of Windows', Buffer.from(`\uFEFF${OTHER.replaceAll('\n', '\r\n')}`)],
    ['no line end at the end', Buffer.from(OTHER.trimEnd())],
  ])('keeps every byte that it was not asked to change: %s', async (_name, bytes) => {
    mkdirSync(at('bytes'), { recursive: true });
    writeFileSync(at('bytes/compose.yaml'), bytes, { mode: 0o640 });
    const session = await run(['scan', at('bytes'), '--write']);
    expect(session.status()).toBe(0);
    expect(readFileSync(at('bytes/compose.yaml'), 'latin1')).toBe(FIX(bytes.toString('latin1')));
    expect(statSync(at('bytes/compose.yaml')).mode & 0o777).toBe(0o640);
  });
});

describe('what is written', () => {
  test('bundles are for their owner alone; a link is not followed, and that is the exit status', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    await run([endpoint, '--save', at('b.json')]);
    expect(statSync(at('b.json')).mode & 0o777).toBe(0o600);
    execFileSync('ln', ['-s', at('elsewhere.json'), at('linked.json')]);
    for (const path of [at('linked.json'), at('pipe')]) {
      const session = await run([endpoint, '--output', `json=${path}`]);
      expect(session.status()).toBe(2);
      expect(session.out()).toMatch(/^UNHEALTHY/);
      expect(session.err()).toMatch(
        /^otel-doctor: the report could not be written to \S+ \(it is (a link|not a file)/,
      );
    }
  });
});
