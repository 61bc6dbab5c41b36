import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import { type FakeSession, fakeSession } from '../kit/session.ts';
import { ROOT } from '../kit/sources.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const run = async (...argv: readonly string[]): Promise<FakeSession> => {
  const session = fakeSession();
  await main(['explain', ...argv], session);
  return session;
};

let directory = '';

beforeAll(() => {
  directory = temporaryDirectory('explain');
});

const HANDSHAKE =
  'rpc error: code = Unavailable desc = "tls: first record does not look like a TLS handshake"';

describe('explain', () => {
  test('of a code writes its page', async () => {
    const session = await run('tls/plaintext-server');
    expect(session.out()).toMatch(/^tls\/plaintext-server\n/);
    expect(session.status()).toBe(0);
  });

  test('of a code as JSON writes the parts of the page', async () => {
    const session = await run('tls/plaintext-server', '--format', 'json');
    const page = JSON.parse(session.out()) as Record<string, unknown>;
    expect(page).toMatchObject({ schemaVersion: 1, code: 'tls/plaintext-server', severity: 'error' });
    expect(session.status()).toBe(0);
  });

  test('of a misspelt code names the nearest', async () => {
    const session = await run('tls/plaintxt-server');
    expect(session.err()).toMatch(/did you mean tls\/plaintext-server\?\n$/);
    expect(session.out()).toBe('');
    expect(session.status()).toBe(2);
  });

  test('of a text that settles it names cause, evidence and fix', async () => {
    const session = await run(HANDSHAKE);
    expect(session.status()).toBe(0);
    expect(session.out()).toMatch(/^Found: /);
    expect(session.out()).toContain('1. tls/plaintext-server');
    const lines = session.out().split('\n');
    const quoted = lines.findIndex((line) => /^ {4}1: /.test(line));
    const marks = lines[quoted + 1] ?? '';
    expect(lines[quoted]?.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe(
      'first record does not look like a TLS handshake',
    );
    expect(session.out()).toMatch(/\nNext\n {2}otel-doctor/);
  });

  test('of a text in several words reads them as one', async () => {
    const session = await run('FRAME_SIZE_ERROR:', '4740180', 'otlp');
    expect(session.out()).toContain('protocol/grpc-to-http-port');
    expect(session.out()).toContain('HTT');
  });

  test('of a text that settles nothing says what is missing, with status 2', async () => {
    const session = await run('my spans do not show up, what now');
    expect(session.status()).toBe(2);
    expect(session.out()).toMatch(/^Inconclusive: /);
    expect(session.out()).toContain('What the text does not tell');
  });

  test('as JSON has the promised shape', async () => {
    const session = await run(`first line\n\n${HANDSHAKE}`, '--format', 'json');
    const parsed = JSON.parse(session.out()) as {
      readonly causes: readonly { readonly evidence: readonly { readonly line: number }[] }[];
    };
    expect(parsed).toMatchObject({
      schemaVersion: 1,
      verdict: 'found',
      causes: [
        {
          code: 'tls/plaintext-server',
          confidence: 'high',
          evidence: expect.any(Array),
          fixes: expect.any(Array),
        },
      ],
      next: expect.stringMatching(/^otel-doctor/),
    });
    expect(parsed.causes[0]?.evidence[0]?.line).toBe(3);
  });

  test('of a file reads it to its end, however long it is', async () => {
    const path = join(directory, 'app.log');
    writeFileSync(
      path,
      `${'GET /users 200\n'.repeat(400_000)}${'x'.repeat(5 * 1024 * 1024)}\n${HANDSHAKE}\n`,
    );
    const session = await run(path);
    expect(session.out()).toContain('tls/plaintext-server');
    expect(session.out()).toContain('400002');
  });

  test('of a directory, of nothing and of an empty file is wrong usage in one line', async () => {
    const empty = join(directory, 'empty.log');
    writeFileSync(empty, '\n\n');
    for (const argv of [[directory], [], [empty]]) {
      const session = await run(...argv);
      expect(session.err()).toMatch(/^otel-doctor: [^\n]+\n$/);
      expect(session.err()).not.toMatch(/own mistake/);
      expect(session.status()).toBe(2);
    }
  });

  test('reads standard input, asked for or not', () => {
    for (const argv of [['-'], []]) {
      const { stdout, status } = spawnSync(
        join(ROOT, 'node_modules/.bin/tsx'),
        ['src/cli.ts', 'explain', '--format', 'json', ...argv],
        { cwd: ROOT, input: HANDSHAKE, encoding: 'utf8' },
      );
      expect(JSON.parse(stdout)).toMatchObject({ verdict: 'found' });
      expect(status).toBe(0);
    }
  });
});
