import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { Session } from '../../src/commands/shared/session.ts';
import type { Comparison } from '../../src/model/difference.ts';
import { startReceiver } from '../../src/receiver/receiver.ts';
import { type FakeSession, fakeSession } from '../kit/session.ts';
import { createAuthority, issue } from '../lab/certificates.ts';
import { httpAnswers, startHttp } from '../lab/endpoints/http.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';

const directory = temporaryDirectory('diff');
const at = (name: string): string => join(directory, name);

type Variables = Readonly<Record<string, string>>;

const run = async (argv: readonly string[], change: Partial<Session> = {}): Promise<FakeSession> => {
  const session = fakeSession({ writeFile: (path, content) => writeFile(path, content), ...change });
  await main(argv, session);
  return session;
};

const save = (name: string, environment: Variables): Promise<FakeSession> =>
  run(['--sdk', 'js', '--save', at(name)], { environment });

const compared = async (a: string, b: string, environment: Variables = {}): Promise<Comparison> => {
  const session = await run(['diff', a, b, '--sdk', 'js', '--format', 'json'], { environment });
  expect(session.err()).toBe('');
  return JSON.parse(session.out()) as Comparison;
};

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let good: Variables = {};

beforeAll(async () => {
  receiver = await startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0 });
  good = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${receiver.httpPort}` };
  await save('works.json', good);
  return () => receiver.stop();
});

describe('works there, fails here: the difference that matters is', () => {
  test('the port', async () => {
    const port = await closedPort();
    const { matters, b, summary } = await compared(at('works.json'), '.', {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    });
    expect(matters).toEqual({
      step: 'settings',
      name: 'port',
      a: String(receiver.httpPort),
      b: String(port),
    });
    expect([b.verdict, b.failed, b.code]).toEqual(['unhealthy', 'tcp', 'network/connection-refused']);
    expect(summary).toBe('. fails at the connection: the port differs');
  });

  test('the same whichever side is named first', async () => {
    const port = await closedPort();
    await save('refused.json', { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
    const { matters, a } = await compared(at('refused.json'), at('works.json'));
    expect(matters).toMatchObject({ name: 'port', a: String(port) });
    expect(a).toMatchObject({ kind: 'bundle', verdict: 'unhealthy', failed: 'tcp' });
  });

  test('the protocol', async () => {
    const { matters } = await compared(at('works.json'), '.', {
      ...good,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    });
    expect(matters).toMatchObject({ name: 'protocol', a: 'http/protobuf', b: 'grpc' });
  });

  test('the path', async () => {
    const server = await startHttp(({ url }) =>
      url === '/v1/traces' ? httpAnswers.okProtobuf : { status: 404, body: 'not found' },
    );
    const origin = `http://127.0.0.1:${server.port}`;
    await save('path.json', { OTEL_EXPORTER_OTLP_ENDPOINT: origin });
    const { matters } = await compared(at('path.json'), '.', {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${origin}/otlp`,
      OTEL_EXPORTER_OTLP_TIMEOUT: '9000',
    });
    expect(matters).toMatchObject({ name: 'path of traces', a: '/v1/traces', b: '/otlp/v1/traces' });
    await server.stop();
  });

  test('a header, whose values are never told apart', async () => {
    const server = await startHttp(({ headers }) =>
      headers['x-key'] === undefined ? { status: 401, body: '' } : httpAnswers.okProtobuf,
    );
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.port}` };
    await save('header.json', { ...environment, OTEL_EXPORTER_OTLP_HEADERS: 'x-key=canary-value' });
    const { matters, limits } = await compared(at('header.json'), '.', environment);
    expect(matters).toEqual({ step: 'settings', name: 'header x-key', a: '*** (12 characters)', b: null });
    expect(limits.join()).toMatch(/Values of headers are never kept/);
    await server.stop();
  });

  test('the certificate to trust', async () => {
    const authority = await createAuthority('of the test');
    const certificate = await issue(authority);
    const server = await startHttp(httpAnswers.okProtobuf, { tls: certificate });
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: `https://localhost:${server.port}` };
    await save('tls.json', { ...environment, OTEL_EXPORTER_OTLP_CERTIFICATE: authority.certificateFile });
    const { matters, b } = await compared(at('tls.json'), '.', environment);
    expect(b.failed).toBe('tls');
    expect(matters).toMatchObject({ name: 'certificate to trust', b: 'none' });
    await server.stop();
  });

  test('that it is switched off', async () => {
    const { matters } = await compared(at('works.json'), '.', { ...good, OTEL_SDK_DISABLED: 'true' });
    expect(matters).toMatchObject({ step: 'settings', name: 'sending', a: 'yes' });
  });
});

describe('no difference explains it', () => {
  test('when the receiver went away', async () => {
    const server = await startHttp(httpAnswers.okProtobuf);
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.port}` };
    await save('gone.json', environment);
    await server.stop();
    const { matters, summary, differences } = await compared(at('gone.json'), '.', environment);
    expect(matters).toBeNull();
    expect(summary).toBe('No difference explains why . fails at the connection');
    expect(differences.map(({ name }) => name)).toContain('connection');
  });

  test('when both fail', async () => {
    const port = await closedPort();
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
    await save('fails.json', environment);
    const { matters, summary } = await compared(at('fails.json'), '.', environment);
    expect([matters, summary]).toEqual([null, 'Neither delivers, so neither tells what the other lacks']);
  });
});

describe('env files', () => {
  const file = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };

  test('are compared by what their settings mean, and nothing is sent', async () => {
    const a = file('a.env', 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318\n');
    const b = file('b.env', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://collector:4318/v1/traces\n');
    const same = await run(['diff', a, b, '--sdk', 'js', '--format', 'json']);
    expect((JSON.parse(same.out()) as Comparison).differences).toEqual([]);
    expect(same.status()).toBe(0);
    const c = file('c.env', 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4319\n');
    const session = await run(['diff', a, c, '--sdk', 'js']);
    expect(session.out()).toMatch(/port \(settings\)\n.*a\.env +4318\n.*c\.env +4319/);
    expect(session.out()).toContain('nothing was sent with it');
    expect(session.status()).toBe(1);
  });

  test('of which one does not send', async () => {
    const a = file('on.env', 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318\n');
    const b = file('off.env', 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318\nOTEL_SDK_DISABLED=true\n');
    const { differences } = await compared(a, b);
    expect(differences[0]).toMatchObject({ name: 'sending', a: 'yes' });
    const { matters, summary } = await compared(b, a);
    expect(matters).toMatchObject({ name: 'sending', b: 'yes' });
    expect(summary).toMatch(/off\.env fails at the settings: the sending differs/);
  });

  test('show no secret', async () => {
    const a = file('s1.env', 'OTEL_EXPORTER_OTLP_HEADERS=x-key=canary-one\n');
    const b = file('s2.env', 'OTEL_EXPORTER_OTLP_ENDPOINT=http://u:canary-two@h/?k=canary-three\n');
    for (const format of ['text', 'json']) {
      expect((await run(['diff', a, b, '--format', format])).out()).not.toContain('canary');
    }
  });
});

test('the present environment is read as the bundle was, where nothing else says how', async () => {
  const session = await run(['diff', at('works.json'), '.', '--format', 'json'], { environment: good });
  expect((JSON.parse(session.out()) as Comparison).differences).toEqual([]);
  expect(session.status()).toBe(0);
});

test('the text names the difference first', async () => {
  const session = await run(['diff', at('works.json'), '.', '--sdk', 'js'], {
    environment: { ...good, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
  });
  expect(session.out()).toMatch(/^\. fails at .*: the protocol differs\.\n/);
  expect(session.out()).toMatch(
    /The difference that matters\n {2}protocol \(settings\)\n {4}.*works\.json +http\/protobuf/,
  );
});

test.each([
  ['one side only', ['diff', '.'], /written otel-doctor diff <a> <b>/],
  ['a file that is not there', ['diff', '.', '/nowhere/a.env'], /there is no such file/],
  ['another format', ['diff', '.', '.', '--format', 'html'], /--format takes text or json/],
])('wrong usage: %s', async (_, argv, message) => {
  const session = await run(argv, { environment: { OTEL_SDK_DISABLED: 'true' } });
  expect(session.err()).toMatch(message);
  expect(session.status()).toBe(2);
});
