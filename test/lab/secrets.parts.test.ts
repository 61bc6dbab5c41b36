import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTurn } from './cases/pool.ts';
import { createAuthority, issue } from './certificates.ts';
import { runDoctor } from './doctor.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { startGrpc } from './endpoints/grpc.ts';
import { type HttpAnswer, type HttpRequest, startHttp } from './endpoints/http.ts';
import { startClosing, startRefused, startReset, startSilent, startTcp } from './endpoints/tcp.ts';
import { createNamespace } from './namespace.ts';
import { describeWith } from './parts.ts';
import { fileWith, temporaryDirectory } from './ports.ts';
import type { Environment, Launch } from './process.ts';

const canary = (): string => randomBytes(18).toString('base64url').replace(/[-_]/g, 'x');

/** What must never be printed. */
const secrets = {
  bearer: canary(),
  password: canary(),
  percentEncoded: `${canary()}/+ =${canary()}`,
  userinfo: canary(),
  query: canary(),
  proxy: canary(),
  key: canary(),
  shadowed: canary(),
  general: canary(),
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A part of a secret that is as long as this gives it away. */
const TELLING = 10;

const forms = Object.entries(secrets).flatMap(([name, secret]) =>
  [
    secret,
    base64(secret),
    base64(`probe:${secret}`),
    base64(`Bearer ${secret}`),
    encodeURIComponent(secret),
  ].flatMap((form) =>
    Array.from(
      { length: form.length - TELLING + 1 },
      (_, at) => [name, form.slice(at, at + TELLING)] as const,
    ),
  ),
);

/** The words of the login that are no secrets, in the encoding that begins with them. */
const harmless = [base64('probe:').slice(0, 8), base64('Bearer ').slice(0, 9)];

function leaks(output: string): string[] {
  const found = forms.filter(
    ([, part]) => output.includes(part) && !harmless.some((word) => part.startsWith(word)),
  );
  return [...new Set(found.map(([name, part]) => `${name}: ${part}`))];
}

const headers = [
  `authorization=Bearer%20${secrets.bearer}`,
  `x-login=Basic%20${encodeURIComponent(base64(`probe:${secrets.password}`))}`,
  `x-api-key=${encodeURIComponent(secrets.percentEncoded)}`,
].join(',');

type Carrier = 'http/protobuf' | 'http/json' | 'grpc';

/** An application whose settings are full of secrets. */
function settings(carrier: Carrier, port: number, origin = 'http'): Environment {
  const login = `probe:${secrets.userinfo}@`;
  const endpoint: Environment =
    carrier === 'grpc'
      ? { OTEL_EXPORTER_OTLP_ENDPOINT: `${origin}://${login}localhost:${port}?api_key=${secrets.query}` }
      : {
          OTEL_EXPORTER_OTLP_ENDPOINT: `http://probe:${secrets.general}@localhost:1/?key=${secrets.general}`,
          OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${origin}://${login}localhost:${port}/v1/traces?api_key=${secrets.query}`,
        };
  return {
    ...endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: carrier,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${secrets.shadowed}`,
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: headers,
    OTEL_EXPORTER_OTLP_TIMEOUT: '700',
  };
}

const slot = inTurn(3);
const formats = ['text', 'short', 'json'] as const;

interface Run {
  readonly environment: Environment;
  readonly args?: readonly string[];
  readonly start?: Launch;
}

/** Runs the doctor in every format and says what leaked. */
async function leaksOf(run: Run): Promise<string[]> {
  const each = formats.map((format) =>
    slot(async () => {
      const { stdout, stderr, exitCode } = await runDoctor({ ...run, format });
      expect([0, 1, 2]).toContain(exitCode);
      expect(stdout + stderr).not.toBe('');
      return leaks(stdout + stderr).map((leak) => `${format}: ${leak}`);
    }),
  );
  return (await Promise.all(each)).flat();
}

/** Everything of a request that holds a secret, in one line. */
const told = ({ url, headers: sent }: Pick<HttpRequest, 'url' | 'headers'>): string =>
  `${url} ${sent.authorization} ${sent['x-login']} ${sent['x-api-key']}`.replace(/[^\x20-\x7e]/g, '?');

/** Logins as a server decodes them. */
const decoded = ({ headers: sent }: HttpRequest): string =>
  [sent.authorization, String(sent['x-login'])]
    .map((header) => Buffer.from(header?.split(' ')[1] ?? '', 'base64').toString('latin1'))
    .join(' ')
    .replace(/[^\x20-\x7e]/g, '?');

const quotable = (text: string): string => text.replace(/["\\]/g, "'");

/** Where a server may say to a client what it got from it. */
const echoes: Readonly<Record<string, (request: HttpRequest) => HttpAnswer>> = {
  'the body of a 401': (request) => ({ status: 401, body: `no such token: ${told(request)}` }),
  'the body of a 404': (request) => ({ status: 404, body: told(request) }),
  'the body of a 500': (request) => ({ status: 500, body: `${told(request)} ${decoded(request)}` }),
  'a JSON body': (request) => ({
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 3, message: told(request), headers: request.headers }),
  }),
  'a page': (request) => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: `<title>${told(request)}</title>`,
  }),
  Location: (request) => ({
    status: 302,
    headers: {
      location: `https://login.example.com/${encodeURIComponent(told(request))}?next=${request.url}`,
    },
  }),
  'a plain Location': (request) => ({
    status: 307,
    headers: {
      location: `https://${secrets.userinfo}:x@login.example.com/${request.headers.authorization ?? ''}`,
    },
  }),
  'WWW-Authenticate': (request) => ({
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="${quotable(told(request))}"` },
  }),
  'Server, Content-Type and Retry-After': (request) => ({
    status: 503,
    headers: { server: told(request), 'content-type': told(request), 'retry-after': told(request) },
  }),
  'a partial success': (request) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ partialSuccess: { rejectedSpans: '1', errorMessage: told(request) } }),
  }),
};

/** A body in which a secret lies across a limit at which answers are cut. */
const straddling = [392, 396, 400, 410, 64 * 1024 - 12, 64 * 1024 - 5, 64 * 1024].map(
  (at) =>
    [
      `a body with the token across byte ${at}`,
      (request: HttpRequest): HttpAnswer => ({
        status: 500,
        body: `${'.'.repeat(at - 10)}${request.headers['x-api-key']}`,
      }),
    ] as const,
);

async function withEndpoint(
  starting: Promise<Endpoint>,
  run: (port: number) => Promise<void>,
): Promise<void> {
  const endpoint = await starting;
  try {
    await run(endpoint.port);
  } finally {
    await endpoint.stop();
  }
}

describe.concurrent('secrets are never printed', () => {
  it.for([...Object.entries(echoes), ...straddling])('that a server echoes in %s', ([, answer]) =>
    withEndpoint(startHttp(answer), async (port) => {
      expect(await leaksOf({ environment: settings('http/protobuf', port) })).toEqual([]);
      expect(await leaksOf({ environment: settings('grpc', port) })).toEqual([]);
    }),
  );

  it.for(['normal', 'trailers-only'] as const)('that a server echoes in grpc-message, %s', (trailers) =>
    withEndpoint(
      startGrpc(({ path, headers: sent }) => ({
        status: 16,
        message: `${'.'.repeat(300)}${told({ url: path, headers: sent })}`,
        trailers,
      })),
      async (port) => {
        expect(await leaksOf({ environment: settings('grpc', port) })).toEqual([]);
        expect(await leaksOf({ environment: settings('http/json', port) })).toEqual([]);
      },
    ),
  );

  it('that a server of no known protocol echoes', () =>
    withEndpoint(
      startTcp((socket) =>
        socket.once('data', (data) => socket.end(`ERR unknown command ${data.toString('latin1')}`)),
      ),
      async (port) => {
        expect(await leaksOf({ environment: settings('http/protobuf', port) })).toEqual([]);
        expect(await leaksOf({ environment: settings('grpc', port) })).toEqual([]);
      },
    ));

  it('that a server echoes in its status line', () =>
    withEndpoint(
      startTcp((socket) =>
        socket.once('data', (data) => {
          const token = /authorization: ([^\r]*)/i.exec(data.toString('latin1'))?.[1] ?? 'none';
          socket.end(`HTTP/1.1 403 ${token}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
        }),
      ),
      async (port) => {
        expect(await leaksOf({ environment: settings('http/protobuf', port) })).toEqual([]);
      },
    ));

  it.for([
    ['refuses', startRefused],
    ['resets', startReset],
    ['closes', startClosing],
    ['is silent', startSilent],
  ] as const)('when the port %s', ([, start]) =>
    withEndpoint(start(), async (port) => {
      expect(await leaksOf({ environment: settings('http/protobuf', port) })).toEqual([]);
      expect(await leaksOf({ environment: settings('grpc', port) })).toEqual([]);
    }),
  );

  it('when TLS fails', async () => {
    const { chain, key } = await issue(await createAuthority('a root that nobody knows'));
    await withEndpoint(startHttp({ status: 200 }, { tls: { chain, key } }), async (port) => {
      expect(await leaksOf({ environment: settings('http/protobuf', port, 'https') })).toEqual([]);
      expect(await leaksOf({ environment: settings('http/protobuf', port, 'http') })).toEqual([]);
      expect(await leaksOf({ environment: settings('grpc', port, 'https') })).toEqual([]);
    });
  });

  it('when all is well', () =>
    withEndpoint(
      startHttp({ status: 200, headers: { 'content-type': 'application/x-protobuf' } }),
      async (port) => {
        expect(await leaksOf({ environment: settings('http/protobuf', port) })).toEqual([]);
      },
    ));

  const login = `probe:${secrets.userinfo}@`;
  it.for([
    ['without a scheme', `${login}localhost:9?token=${secrets.query}`],
    ['in quotes', `"http://${login}localhost:9/?token=${secrets.query}"`],
    ['with two schemes', `http://http://${login}localhost:9`],
    ['with a blank', `http://${login}local host:9/?token=${secrets.query}`],
    ['with an impossible port', `http://${login}localhost:99999?token=${secrets.query}`],
    ['with an unknown scheme', `otlp://${login}localhost:9`],
    ['with a fragment', `http://localhost:9/#${secrets.query}`],
    ['with a second at sign', `http://probe:${secrets.userinfo}@${secrets.userinfo}@localhost:9`],
  ] as const)('of an endpoint %s', async ([, endpoint]) => {
    for (const protocol of ['http/protobuf', 'grpc']) {
      const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: protocol };
      expect(await leaksOf({ environment })).toEqual([]);
      expect(await leaksOf({ environment: {}, args: [endpoint, '--protocol', protocol] })).toEqual([]);
    }
  });

  it.for([
    ['a colon', `authorization: Bearer ${secrets.bearer}`],
    ['nothing', `Bearer ${secrets.bearer}`],
    ['quotes', `"authorization=Bearer ${secrets.bearer}"`],
    ['semicolons', `authorization=Bearer ${secrets.bearer};x-api-key=${secrets.key}`],
    ['JSON', `{"authorization":"Bearer ${secrets.bearer}"}`],
    ['a broken percent code', `authorization=Bearer%2${secrets.bearer}%`],
    ['a line break', `authorization=Bearer ${secrets.bearer}\nx-api-key=${secrets.key}`],
  ] as const)('of a header list written with %s', async ([, list]) => {
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_HEADERS: list,
    };
    expect(await leaksOf({ environment })).toEqual([]);
  });

  it('of flags and env files', async () => {
    const file = join(temporaryDirectory('env'), '.env');
    writeFileSync(file, `OTEL_EXPORTER_OTLP_HEADERS=x-api-key=${secrets.key}\nBearer ${secrets.general}\n`);
    const args = [
      ...['--endpoint', 'http://127.0.0.1:9', '--env-file', file],
      ...['--header', `authorization=Bearer ${secrets.bearer}`],
      ...['--header', `x-login: Basic ${base64(`probe:${secrets.password}`)}`],
    ];
    expect(await leaksOf({ environment: {}, args })).toEqual([]);
    expect(await leaksOf({ environment: {}, args: ['--header', secrets.bearer] })).toEqual([]);
  });

  it('of key files', async () => {
    const text = `-----BEGIN PRIVATE KEY-----\n${secrets.key}\n-----END PRIVATE KEY-----\n`;
    const file = fileWith(text);
    const files = {
      OTEL_EXPORTER_OTLP_CERTIFICATE: file,
      OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: file,
      OTEL_EXPORTER_OTLP_CLIENT_KEY: file,
    };
    const { chain, key } = await issue(await createAuthority('another root that nobody knows'));
    await withEndpoint(startHttp({ status: 200 }, { tls: { chain, key } }), async (port) => {
      for (const carrier of ['http/protobuf', 'grpc'] as const) {
        const environment = { ...settings(carrier, port, 'https'), ...files };
        expect(await leaksOf({ environment })).toEqual([]);
        const pasted = { ...environment, OTEL_EXPORTER_OTLP_CLIENT_KEY: text };
        expect(await leaksOf({ environment: pasted })).toEqual([]);
      }
    });
  });
}, 60_000);

describeWith(['ip'], 'secrets of proxies are never printed', () => {
  const echo = (text: string) =>
    `HTTP/1.1 407 ${text}\r\nProxy-Authenticate: Basic realm="${text}"\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`;

  /** A proxy that says to everybody what it was told, in a namespace in which there is nothing else. */
  const proxy = `
    require('node:net').createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (data) => {
        const login = /proxy-authorization: *Basic *([^\\r]*)/i.exec(data.toString('latin1'))?.[1] ?? '';
        const text = login + ' ' + Buffer.from(login, 'base64');
        socket.end(${JSON.stringify(echo('TEXT'))}.replaceAll('TEXT', text));
      });
    }).listen(3128, '127.0.0.1', () => console.log('listening'));`;

  it('when the proxy echoes its login', async () => {
    const namespace = await createNamespace();
    const running = namespace.launch(process.execPath, ['-e', proxy]);
    try {
      await running.waitForOutput(/listening/);
      const url = `http://probe:${secrets.proxy}@127.0.0.1:3128`;
      for (const [protocol, origin, variable] of [
        ['http/protobuf', 'http', 'http_proxy'],
        ['http/protobuf', 'https', 'https_proxy'],
        ['grpc', 'http', 'grpc_proxy'],
      ] as const) {
        const environment = {
          OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
          OTEL_EXPORTER_OTLP_ENDPOINT: `${origin}://192.0.2.1:4318`,
          [variable]: url,
          [variable.toUpperCase()]: url,
        };
        expect(await leaksOf({ environment, start: namespace.launch })).toEqual([]);
        const deaf = { ...environment, [variable]: url.replace('3128', '3129') };
        expect(await leaksOf({ environment: deaf, start: namespace.launch })).toEqual([]);
      }
    } finally {
      await running.stop();
      await namespace.remove();
    }
  }, 60_000);
});
