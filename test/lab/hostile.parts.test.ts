import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTurn } from './cases/pool.ts';
import { createAuthority, issue } from './certificates.ts';
import { cli, emptyDirectory } from './doctor.ts';
import { type Endpoint, listen } from './endpoints/endpoint.ts';
import { startGoaway, startGrpc } from './endpoints/grpc.ts';
import {
  frame,
  frameTypes,
  startAnswering,
  startEndless,
  startHttp2Frames,
  startSaying,
} from './endpoints/hostile.ts';
import { startHttp } from './endpoints/http.ts';
import { startEndlessBody, startGarbage, startHeaderFlood, startTcp } from './endpoints/tcp.ts';
import { createNamespace } from './namespace.ts';
import { describeWith } from './parts.ts';
import { fileWith, temporaryDirectory } from './ports.ts';
import { type Environment, finish, type Launch, launch } from './process.ts';

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Megabytes of memory at the most; 0 where that is not known. */
  readonly peak: number;
}

/** Milliseconds in which the doctor has to end by itself. */
const patience = 20_000;

const slot = inTurn(3);

/** Runs the built doctor and watches its memory. */
function runDoctor(
  args: readonly string[],
  environment: Environment = {},
  start: Launch = launch,
): Promise<Run> {
  return slot(async () => {
    const running = start(process.execPath, [cli, ...args], { environment, directory: emptyDirectory() });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, peakMemory(running.pid));
    }, 25);
    const { exitCode, stdout, stderr } = await finish(running, patience);
    clearInterval(watch);
    return { exitCode, stdout, stderr, peak };
  });
}

/** Node 20 reads `--env-file` even behind the script, unless the script comes after `--`. */
const ownArguments: Launch = (command, args, options) => launch(command, ['--', ...args], options);

function peakMemory(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const stack = /^\s+at .*[:(]\d+/m;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters by which a terminal can be taken over
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with how a run ended: it has to end by itself, with a finding or with one line. */
function complaints({ exitCode, stdout, stderr, peak }: Run): string[] {
  const found: string[] = [];
  if (exitCode !== 1 && exitCode !== 2) found.push(`exit status ${exitCode}`);
  if (stack.test(stdout + stderr)) found.push('a stack trace');
  if (/its own mistake/.test(stderr)) found.push('a mistake of its own');
  if (control.test(stdout) || control.test(stderr)) found.push('control characters');
  if (peak > 200) found.push(`${Math.round(peak)} MB of memory`);
  const lines = stderr.split('\n').filter((line) => line !== '').length;
  if (stdout === '' ? lines !== 1 : lines > 0) found.push(`${lines} lines on the standard error output`);
  return found.length === 0 ? [] : [...found, stdout.slice(0, 500), stderr.slice(0, 500)];
}

const escapes = '\u001b[31mred\u001b[0m \u0007 \u009b2J \u202egnirts \u0000 end';

/** Servers that misbehave in HTTP/1.1 or in nothing at all. */
const servers: Readonly<Record<string, () => Promise<Endpoint>>> = {
  'garbage bytes': startGarbage,
  'garbage without end': () => startEndless('', Buffer.alloc(4096, 0xe7)),
  'ten megabytes of headers': startHeaderFlood,
  'headers without end': () => startEndless('HTTP/1.1 200 OK\r\n', `X-Flood: ${'x'.repeat(1000)}\r\n`),
  'headers that drip without end': () => startEndless('HTTP/1.1 200 OK\r\n', 'X-Drip: y\r\n', 20),
  'a status line without end': () => startEndless('HTTP/1.1 200 ', 'O'.repeat(4096)),
  'a body without end': startEndlessBody,
  'a body without end, fast': () =>
    startEndless('HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\n', Buffer.alloc(65_536, 0x41)),
  'a body that is promised and never comes': () =>
    startSaying('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{'),
  '100 Continue without end': () => startEndless('', 'HTTP/1.1 100 Continue\r\n\r\n'),
  '101 Switching Protocols': () =>
    startSaying('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
  'a status of 999': () => startAnswering('HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n'),
  'a status of 0': () => startAnswering('HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n'),
  'two answers at once': () =>
    startAnswering(
      'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    ),
  'the request itself': () => startTcp((socket) => void socket.pipe(socket)),
  'commands for the terminal': () =>
    startAnswering(
      `HTTP/1.1 401 ${escapes}\r\nServer: ${escapes.replace(/\0/g, '')}\r\nContent-Type: text/plain\r\n\r\n${escapes}`,
    ),
  'commands for the terminal in a greeting': () =>
    startTcp((socket) => void socket.write(`220 ${escapes}\r\n`)),
  'deeply nested JSON': () =>
    startHttp({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '['.repeat(60_000),
    }),
  'a partial success of strange types': () =>
    startHttp({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"partialSuccess":{"rejectedSpans":"99999999999999999999999999","errorMessage":{"a":[]}}}',
    }),
  'broken protobuf': () =>
    startHttp({
      status: 200,
      headers: { 'content-type': 'application/x-protobuf' },
      body: Buffer.from('ffffffffffffffffffff7f0affffffff0f', 'hex'),
    }),
  'a redirect to nowhere': () => startHttp({ status: 302, headers: { location: 'http://[::bad/%zz' } }),
};

const unknownHeaders = Buffer.from([
  0x88,
  ...Buffer.from('\x00\x01x\x7f\x81\x07'),
  ...Buffer.alloc(262, 0x78),
]);

/** Servers that misbehave in HTTP/2. */
const http2Servers: Readonly<Record<string, () => Promise<Endpoint>>> = {
  'GOAWAY to every call': () => startGoaway(11, 'enhance your calm'),
  'GOAWAY to every connection': () => startHttp2Frames(frame(frameTypes.goaway, 0, 0, Buffer.alloc(8))),
  'GOAWAY without end': () =>
    startHttp2Frames(Buffer.alloc(0), frame(frameTypes.goaway, 0, 0, Buffer.alloc(1024))),
  'SETTINGS without end': () => startHttp2Frames(Buffer.alloc(0), frame(frameTypes.settings, 0, 0)),
  'PING without end': () => startHttp2Frames(Buffer.alloc(0), frame(frameTypes.ping, 0, 0, Buffer.alloc(8))),
  'CONTINUATION without end': () =>
    startHttp2Frames(
      frame(frameTypes.headers, 0, 1, unknownHeaders),
      frame(frameTypes.continuation, 0, 1, unknownHeaders),
    ),
  'RST_STREAM to every call': () =>
    startHttp2Frames(frame(frameTypes.resetStream, 0, 1, Buffer.from([0, 0, 0, 7]))),
  'a message without end': () =>
    startHttp2Frames(
      frame(frameTypes.headers, 4, 1, Buffer.from([0x88])),
      frame(frameTypes.data, 0, 1, Buffer.alloc(16_384, 1)),
    ),
  'a frame that is too long': () => startHttp2Frames(frame(frameTypes.data, 0, 1, Buffer.alloc(100_000))),
  'a status that is no number': () => startGrpc({ status: Number.NaN, message: escapes.replace(/\0/g, '') }),
  'a status that nobody knows': () => startGrpc({ status: 4_294_967_297, trailers: 'trailers-only' }),
  'no trailers': () => startGrpc({ status: 0, trailers: 'missing' }),
  'a long grpc-message': () => startGrpc({ status: 13, message: 'long '.repeat(2_000) }),
};

/** Servers that misbehave in TLS. */
const tlsServers: Readonly<Record<string, () => Promise<Endpoint>>> = {
  'half a ServerHello': () => startSaying(Buffer.from('160303007a020000760303', 'hex')),
  'an alert': () => startAnswering(Buffer.from('15030300020228', 'hex')),
  'records of garbage': () =>
    startEndless('', Buffer.concat([Buffer.from('1603034000', 'hex'), Buffer.alloc(16_384, 7)])),
  'the ClientHello itself': () => startTcp((socket) => void socket.pipe(socket)),
  'a handshake, and then nothing': async () => {
    const { chain, key } = await issue(await createAuthority('hostile'));
    const server = createServer({ cert: chain, key, ALPNProtocols: ['h2', 'http/1.1'] }, (socket) => {
      socket.on('error', () => undefined).resume();
    });
    return listen(server);
  },
  'a certificate with commands for the terminal': async () => {
    const { chain, key } = await issue(await createAuthority(`root ${escapes}`), { names: ['localhost'] });
    return startHttp({ status: 200 }, { tls: { chain, key } });
  },
};

const at = (protocol: string, endpoint: string): Environment => ({
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
});

/** What the doctor does at a server, in the format for people. */
async function meet(start: () => Promise<Endpoint>, scheme = 'http'): Promise<string[]> {
  const endpoint = await start();
  try {
    const runs = await Promise.all(
      ['http/protobuf', 'grpc'].map((protocol) =>
        runDoctor([], at(protocol, `${scheme}://127.0.0.1:${endpoint.port}`)),
      ),
    );
    return runs.flatMap(complaints);
  } finally {
    await endpoint.stop();
  }
}

describe.concurrent('the doctor stays calm', { timeout: 90_000 }, () => {
  it.for(Object.entries({ ...servers, ...http2Servers }))('at %s', async ([, start]) => {
    expect(await meet(start)).toEqual([]);
  });

  it.for(Object.entries(tlsServers))('at TLS that is %s', async ([, start]) => {
    expect(await meet(start, 'https')).toEqual([]);
  });

  const long = 'x'.repeat(120_000);
  it.for([
    ['a long endpoint', { OTEL_EXPORTER_OTLP_ENDPOINT: `http://localhost:9/${long}` }],
    ['a long host', { OTEL_EXPORTER_OTLP_ENDPOINT: `http://${long}:9` }],
    ['long headers', { OTEL_EXPORTER_OTLP_HEADERS: `x=${long}` }],
    ['many headers', { OTEL_EXPORTER_OTLP_HEADERS: 'a=b,'.repeat(30_000) }],
    ['a long protocol', { OTEL_EXPORTER_OTLP_PROTOCOL: long }],
    ['a long timeout', { OTEL_EXPORTER_OTLP_TIMEOUT: '9'.repeat(100_000) }],
    ['a long file name', { OTEL_EXPORTER_OTLP_CERTIFICATE: long }],
    [
      'control characters',
      { OTEL_EXPORTER_OTLP_ENDPOINT: `http://localhost:9/${escapes.replace(/\0/g, '')}` },
    ],
    ['control characters in headers', { OTEL_EXPORTER_OTLP_HEADERS: `a=${escapes.replace(/\0/g, '')}` }],
    ['control characters in the protocol', { OTEL_EXPORTER_OTLP_PROTOCOL: escapes.replace(/\0/g, '') }],
  ] as [string, Environment][])('with %s', async ([, environment]) => {
    const closed = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', ...environment };
    expect(complaints(await runDoctor([], closed))).toEqual([]);
    expect(complaints(await runDoctor(['--format', 'json'], closed))).toEqual([]);
  });

  const envFiles: readonly (readonly [string, () => string])[] = [
    ['that is not there', () => '/nowhere/.env'],
    ['that is a directory', () => temporaryDirectory('env')],
    ['that never ends', () => '/dev/zero'],
    [
      'that is binary',
      () => fileWith(String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte))),
    ],
    ['that is too large', () => fileWith('x'.repeat(2 * 1024 * 1024))],
    ['that may not be read', () => '/proc/self/mem'],
  ];
  it.for(envFiles)('with an env file %s', async ([, file]) => {
    const run = await runDoctor(['--env-file', file()], {}, ownArguments);
    expect(complaints(run)).toEqual([]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('with an env file of one long line, or of bytes that are no text', async () => {
    const file = join(temporaryDirectory('env'), '.env');
    writeFileSync(file, `OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9/${'y'.repeat(1_000_000)}\n`);
    expect(complaints(await runDoctor(['--env-file', file], {}, ownArguments))).toEqual([]);
    const bytes = Buffer.from(Array.from({ length: 4_000 }, (_, index) => 1 + ((index * 89) % 255)));
    writeFileSync(file, Buffer.concat([Buffer.from('OTEL_EXPORTER_OTLP_ENDPOINT='), bytes]));
    expect(complaints(await runDoctor(['--env-file', file], {}, ownArguments))).toEqual([]);
  });

  it.for([
    ['--unknown'],
    ['--format', 'xml'],
    ['--signals', 'spans'],
    ['--timeout', 'soon'],
    ['--timeout', '-1s'],
    ['--sdk', 'cobol'],
    ['--header', 'nothing'],
    ['http://127.0.0.1:9', 'http://127.0.0.1:9'],
    ['explain', 'no/such-code'],
  ])('with the arguments %s %s', async (args) => {
    const run = await runDoctor(args);
    expect(complaints(run)).toEqual([]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describeWith(['ip'], 'the doctor stays calm, whatever the endpoint', () => {
  const piece = fc.constantFrom(
    ...[
      'http',
      'https',
      '://',
      ':',
      '/',
      '@',
      '[',
      ']',
      '%',
      '?',
      '#',
      'localhost',
      '127.0.0.1',
      '::1',
      '4318',
    ],
    ...[
      '$(HOST)',
      '$' + '{HOST}',
      '{{ x }}',
      '"',
      "'",
      ' ',
      '\t',
      '\\',
      '.',
      '-',
      '0',
      '99999',
      'ü',
      '\u202e',
      '\u001b[2J',
    ],
  );
  const endpoint = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );

  it('is', async () => {
    const namespace = await createNamespace();
    const names = fileWith('hosts: files\n');
    const start: Launch = (command, args, options) =>
      namespace.launch(command, args, { ...options, binds: { '/etc/nsswitch.conf': names } });
    try {
      await fc.assert(
        fc.asyncProperty(
          endpoint.filter((text) => !text.includes('\0')),
          fc.constantFrom('http/protobuf', 'grpc'),
          async (text, protocol) => {
            expect(complaints(await runDoctor([], at(protocol, text), start))).toEqual([]);
          },
        ),
        { numRuns: 50, endOnFailure: true },
      );
    } finally {
      await namespace.remove();
    }
  }, 120_000);
});
