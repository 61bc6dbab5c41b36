import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checkBundle } from '../../src/bundle/schema.ts';
import { main } from '../../src/commands/main.ts';
import type { Session } from '../../src/commands/shared/session.ts';
import { judgeAgain } from '../../src/jobs/diagnose/judge-targets.ts';
import type { Report } from '../../src/model/report.ts';
import { startReceiver } from '../../src/receiver/receiver.ts';
import { expectReport } from '../kit/schema.ts';
import { type FakeSession, fakeSession } from '../kit/session.ts';
import { startHttp } from '../lab/endpoints/http.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';

const directory = temporaryDirectory('bundle');
const at = (name: string): string => join(directory, name);

const run = async (argv: readonly string[], change: Partial<Session> = {}): Promise<FakeSession> => {
  const session = fakeSession({ writeFile: (path, content) => writeFile(path, content), ...change });
  await main(argv, session);
  return session;
};

const reportOf = (session: FakeSession): Report => JSON.parse(session.out()) as Report;

/** A report without what is of the run itself. */
const essence = ({ limits: _, ...rest }: Report): object => rest;

const saved = async (name: string, argv: readonly string[]): Promise<Report> =>
  reportOf(await run([...argv, '--format', 'json', '--save', at(name)]));

describe('a bundle', () => {
  test('is judged again as it was, with the proofs of that run', async () => {
    const receiver = await startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0 });
    const then = await saved('grpc.json', [`http://127.0.0.1:${receiver.httpPort}`, '--protocol', 'grpc']);
    await receiver.stop();
    expect(then.rootCause?.code).toBe('protocol/grpc-to-http-port');
    const again = await run(['--from', at('grpc.json'), '--format', 'json']);
    const now = reportOf(again);
    expectReport(now);
    expect(essence(now)).toEqual(essence(then));
    expect(now.rootCause?.fixes[0]?.proven).toBe(true);
    expect(now.limits.at(-1)).toMatch(/^Judged from the bundle .*nothing was connected to or sent now/);
    expect(again.status()).toBe(1);
  });

  test('says what it is and what is inside', () => {
    const { manifest } = JSON.parse(readFileSync(at('grpc.json'), 'utf8')) as {
      manifest: Record<string, unknown>;
    };
    expect(manifest).toMatchObject({ format: 'otel-doctor bundle', formatVersion: 1 });
    expect(manifest['secrets']).toMatch(/never were/);
    expect(Object.keys(manifest['contents'] as object)).toContain('report');
  });

  test('of a healthy run is healthy', async () => {
    const receiver = await startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0 });
    const then = await saved('healthy.json.gz', [`http://127.0.0.1:${receiver.httpPort}`]);
    await receiver.stop();
    const again = await run(['--from', at('healthy.json.gz'), '--format', 'json']);
    expect(essence(reportOf(again))).toEqual(essence(then));
    expect(again.status()).toBe(0);
  });

  test('is written in every format, and with the selection of today', async () => {
    const text = await run(['--from', at('grpc.json')]);
    expect(text.out()).toMatch(/^UNHEALTHY {2}gRPC is sent to port/);
    const less = await run(['--from', at('grpc.json'), '--skip', 'protocol', '--format', 'json']);
    expect(reportOf(less).findings.filter(({ code }) => code.startsWith('protocol/'))).toEqual([]);
  });

  test.each([
    ['an endpoint', ['http://localhost:4318']],
    ['a header', ['--header', 'a=b']],
    ['--sdk', ['--sdk', 'js']],
    ['--wait', ['--wait', '5s']],
  ])('does not go together with %s', async (_, argv) => {
    const session = await run(['--from', at('grpc.json'), ...argv]);
    expect(session.err()).toMatch(/^otel-doctor: --from judges what was seen then[^\n]*\n$/);
    expect(session.status()).toBe(2);
  });

  test('stays whole when secrets are words of its own', async () => {
    const words = ['targets', 'seen', 'tried', 'manifest', 'refused', 'verdict', '4318', 'state', 'facts'];
    const headers = words.flatMap((word, index) => ['--header', `h${index}=${word}`]);
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    await run([endpoint, ...headers, '--save', at('words.json')]);
    const again = await run(['--from', at('words.json'), '--format', 'short']);
    expect(again.out()).toMatch(/^unhealthy: /);
    expect(again.out()).toContain('cause: network/connection-refused');
  });

  test('that cannot be written is told after the report', async () => {
    const endpoint = `http://127.0.0.1:${await closedPort()}`;
    const session = await run([endpoint, '--save', at('nowhere/bundle.json')]);
    expect(session.out()).toMatch(/^UNHEALTHY/);
    expect(session.err()).toMatch(/the bundle could not be written to .*ENOENT/);
    expect(session.status()).toBe(2);
  });
});

describe('a file that is no sound bundle ends in one line', () => {
  const sound = (): { manifest: Record<string, unknown>; seen: Record<string, unknown> } =>
    JSON.parse(readFileSync(at('grpc.json'), 'utf8')) as never;
  const deep = (): string => {
    const { manifest } = sound();
    return `{"manifest":${JSON.stringify(manifest)},"seen":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  };
  const cases: readonly (readonly [string, () => string | Uint8Array, RegExp])[] = [
    ['nothing', () => '', /is no bundle of otel-doctor/],
    ['text', () => 'OTEL_SDK_DISABLED=true', /is no bundle/],
    ['other JSON', () => '{"manifest":{"format":"other"}}', /is no bundle/],
    ['a list', () => '[]', /is no bundle/],
    ['binary', () => new Uint8Array([0, 1, 2, 3, 255, 254]), /is no bundle/],
    ['half of one', () => readFileSync(at('grpc.json'), 'utf8').slice(0, 5_000), /is damaged/],
    [
      'a newer one',
      () => JSON.stringify({ ...sound(), manifest: { ...sound().manifest, formatVersion: 2 } }),
      /newer/,
    ],
    [
      'one without facts',
      () => JSON.stringify({ ...sound(), seen: { ...sound().seen, targets: [] } }),
      /damaged/,
    ],
    [
      'facts of another shape',
      () => {
        const { seen, ...rest } = sound();
        const [first] = seen['targets'] as readonly { facts: object }[];
        const facts = { ...first?.facts, send: { state: 'seen', value: 'x', ms: 0 } };
        return JSON.stringify({ ...rest, seen: { ...seen, targets: [{ ...first, facts }] } });
      },
      /damaged/,
    ],
    ['deep nesting', deep, /damaged/],
    ['gzip that is not whole', () => gzipSync(readFileSync(at('grpc.json'))).subarray(0, 800), /not whole/],
    ['a gzip bomb', () => gzipSync(Buffer.alloc(33 * 1024 * 1024)), /larger than 32 MiB when unpacked/],
  ];

  test.each(cases)('%s', async (name, content, message) => {
    const path = at(`wrong-${name.replaceAll(' ', '-')}`);
    writeFileSync(path, content());
    for (const argv of [
      ['--from', path],
      ['diff', at('grpc.json'), `${path}.json`],
    ]) {
      if (argv[0] === 'diff') writeFileSync(`${path}.json`, content());
      const session = await run(argv);
      expect(session.err()).toMatch(/^otel-doctor: [^\n]+\n$/);
      expect(session.err()).toMatch(message);
      expect(session.out()).toBe('');
      expect(session.status()).toBe(2);
    }
  });

  test.each([
    ['no file', 'missing.json', /there is no such file/],
    ['a directory', 'folder', /it is a directory/],
  ])('%s', async (_, name, message) => {
    mkdirSync(at('folder'), { recursive: true });
    const session = await run(['--from', at(name)]);
    expect(session.err()).toMatch(message);
    expect(session.status()).toBe(2);
  });
});

/** Every place of a document, with what stands there. */
const placesOf = (
  part: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] => {
  if (typeof part !== 'object' || part === null) return [path];
  const keys = Array.isArray(part) ? part.map((_, index) => index) : Object.keys(part);
  return [path, ...keys.flatMap((key) => placesOf(Reflect.get(part, key), [...path, key]))];
};

const WRONG: readonly unknown[] = [null, 7, 'x', true, [], {}, [null], { toString: 1 }, -1e308];

describe('a bundle with a wrong leaf', () => {
  test.each(['grpc.json', 'words.json'])('%s: is judged, or refused with its place', async (name) => {
    const text = readFileSync(at(name), 'utf8');
    const places = placesOf(JSON.parse(text)).filter((path) => path.length > 1);
    expect(places.length).toBeGreaterThan(100);
    let refused = 0;
    for (const [index, path] of places.entries()) {
      const changed = JSON.parse(text);
      const parent = path.slice(0, -1).reduce((part, step) => Reflect.get(part, step), changed);
      Reflect.set(parent, path.at(-1) ?? '', WRONG[index % WRONG.length]);
      const checked = checkBundle(changed);
      if ('problem' in checked) {
        refused += 1;
        expect(checked.problem).toMatch(/^(manifest|seen|report)[^\n]*: [^\n]+$/);
        continue;
      }
      expect(() => judgeAgain(checked.value.seen)).not.toThrow();
    }
    expect(refused).toBeGreaterThan(places.length / 2);
  });

  test('is one line that names the place and what is expected there', async () => {
    const changed = JSON.parse(readFileSync(at('grpc.json'), 'utf8'));
    changed.seen.durationMs = '1<img src=x onerror=document.title="PWNED">';
    writeFileSync(at('leaf.json'), JSON.stringify(changed));
    for (const argv of [
      ['--from', at('leaf.json')],
      ['diff', at('grpc.json'), at('leaf.json')],
    ]) {
      const session = await run(argv);
      expect(session.err()).toBe(
        `otel-doctor: the bundle ${at('leaf.json')} is damaged: seen.durationMs: Invalid input: expected number, received string\n`,
      );
      expect(session.status()).toBe(2);
    }
  });

  test('what a later version has more is dropped', () => {
    const later = JSON.parse(readFileSync(at('grpc.json'), 'utf8'));
    later.seen.weather = 'fine';
    later.report.weather = 'fine';
    later.report.sdk.mood = 1;
    later.seen.targets[0].facts.send.value.deliveries[0].colour = 'blue';
    const checked = checkBundle(later);
    expect('value' in checked && JSON.stringify(checked.value)).not.toMatch(/weather|mood|blue/);
  });
});

describe('a bundle holds no secret', () => {
  const SECRETS = [
    'k3Zq9wHeader',
    'k3Zq9wLogin',
    'k3Zq9wQuery',
    'k3Zq9wProxy',
    'k3Zq9wStray',
    'k3Zq9wPasted',
  ];
  const forms = SECRETS.flatMap((secret) => [
    secret,
    Buffer.from(secret).toString('base64').slice(0, 14),
    Buffer.from(`user:${secret}`).toString('base64').slice(8),
  ]);

  test.each(['secret.json', 'secret.json.gz'])('in %s, whatever the server says back', async (name) => {
    const server = await startHttp((request) => ({
      status: 401,
      headers: { 'www-authenticate': `Bearer realm="${request.headers['x-api-key']}"` },
      body: `no such token: ${request.url} ${JSON.stringify(request.headers)}`,
    }));
    const session = await run(
      ['--save', at(name), '--header', 'x-api-key=k3Zq9wHeader', '--output', at('all.html')],
      {
        environment: {
          OTEL_EXPORTER_OTLP_ENDPOINT: `http://user:k3Zq9wLogin@127.0.0.1:${server.port}/?key=k3Zq9wQuery`,
          OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20k3Zq9wHeader',
          OTEL_EXPORTER_OTLP_TRACES_HEADERS: `authorization=Basic%20${Buffer.from('user:k3Zq9wHeader').toString('base64')}`,
          OTEL_EXPORTER_OTLP_HEADER: 'token=k3Zq9wStray',
          OTEL_EXPORTER_OTLP_CLIENT_KEY:
            '-----BEGIN PRIVATE KEY-----\nk3Zq9wPasted\n-----END PRIVATE KEY-----',
          HTTP_PROXY: 'http://user:k3Zq9wProxy@127.0.0.1:1',
        },
      },
    );
    await server.stop();
    const bytes = readFileSync(at(name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    expect(text).toContain('"format": "otel-doctor bundle"');
    const everything = text + session.out() + session.err() + readFileSync(at('all.html'), 'utf8');
    expect(forms.filter((form) => everything.includes(form))).toEqual([]);
    const again = await run(['--from', at(name), '--format', 'json']);
    expect(forms.filter((form) => again.out().includes(form))).toEqual([]);
  });
});
