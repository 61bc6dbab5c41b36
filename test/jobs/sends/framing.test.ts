import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Certificates, createCertificates } from '../../lab/certificates.ts';
import { type Endpoint, listen } from '../../lab/endpoints/endpoint.ts';
import { told } from '../proxies/told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

/** A request as it came: its head, and what is in its body once that is unpacked. */
interface Came {
  readonly version: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const unpacked = async (request: IncomingMessage): Promise<Buffer> => {
  const body = await buffer(request);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
};

const isDecodable = (body: Buffer): boolean => body.length === 0 || body.length > 10;

/** How a server treats a request before it decodes it. */
type Manner = (request: IncomingMessage) => { readonly refuse?: number; readonly unread?: boolean };

/** A receiver that decodes, and keeps what came. */
function receiver(came: Came[], manner: Manner = () => ({})): RequestListener {
  return async (request, response) => {
    const { refuse, unread } = manner(request);
    const sent = await unpacked(request);
    came.push({ version: request.httpVersion, headers: request.headers, body: sent });
    const body = unread === true ? Buffer.alloc(0) : sent;
    const decoded = isDecodable(body) ? 200 : 400;
    const status = request.url === '/v1/traces' ? (refuse ?? decoded) : 404;
    response.writeHead(status, { 'content-type': status === 200 ? 'application/x-protobuf' : 'text/plain' });
    response.end();
  };
}

async function start(server: Parameters<typeof listen>[0]): Promise<Endpoint> {
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

const over = (scheme: string, { port }: Endpoint, more: Record<string, string> = {}) => ({
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  OTEL_EXPORTER_OTLP_ENDPOINT: `${scheme}://127.0.0.1:${port}`,
  ...more,
});
const GZIP = { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' };

/** What was measured of the real SDKs: test/sdk/habits. */
interface Measured {
  readonly request: Record<'framing' | 'framingWithGzip', string> & { readonly headers: readonly string[] };
  readonly tls: { readonly version: string } | undefined;
}
const { habits } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../sdk/habits/habits.json'), 'utf8'),
) as { habits: Record<string, Record<string, Measured>> };
const measured = Object.entries(habits).flatMap(([sdk, { 'http/protobuf': own }]) =>
  own === undefined ? [] : [{ sdk, ...own }],
);

const framingOf = ({ headers }: Came): string =>
  headers['transfer-encoding'] === 'chunked' ? 'chunked' : headers['content-length'] ? 'content-length' : '';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await createCertificates();
});

describe('the test item goes out as the real SDK sends', () => {
  test.each(measured)('of $sdk', async ({ sdk, request, tls }) => {
    const came: Came[] = [];
    const plain = await start(createServer(receiver(came)));
    expect((await told(sdk, over('http', plain))).verdict).toBe('healthy');
    expect((await told(sdk, over('http', plain, GZIP))).verdict).toBe('healthy');
    const items = came.filter(({ body }) => body.includes('otel-doctor'));
    expect(items.map(framingOf)).toEqual([request.framing, request.framingWithGzip]);
    expect(items.map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip']);
    const name = request.headers.map((line) => /^user-agent: (.+)\/\S+$/i.exec(line)?.[1]).find(Boolean);
    expect(items[0]?.headers['user-agent']).toContain(name);

    const secured: Came[] = [];
    const { chain: cert, key } = certificates.valid;
    const options = { cert, key, allowHTTP1: true };
    const both = await start(createSecureServer(options, receiver(secured) as never));
    const ca = { OTEL_EXPORTER_OTLP_CERTIFICATE: certificates.root.certificateFile };
    expect((await told(sdk, over('https', both, ca))).verdict).toBe('healthy');
    const [item] = secured.filter(({ body }) => body.includes('otel-doctor'));
    expect(item?.version).toBe(tls?.version === '2' ? '2.0' : '1.1');
  });

  test('over HTTP/1.1 where the server selects nothing else', async () => {
    const came: Came[] = [];
    const { chain: cert, key } = certificates.valid;
    const server = await start(createHttpsServer({ cert, key }, receiver(came)));
    const ca = { OTEL_EXPORTER_OTLP_CERTIFICATE: certificates.root.certificateFile };
    expect((await told('go', over('https', server, ca))).verdict).toBe('healthy');
    const [item] = came.filter(({ body }) => body.includes('otel-doctor'));
    expect(item?.version).toBe('1.1');
    expect((await told('go', over('https', server))).code).toBe('tls/certificate-untrusted');
  });

  test('deflated where Python deflates', async () => {
    const came: Came[] = [];
    const refuses: Manner = ({ headers }) => (headers['content-encoding'] ? { refuse: 415 } : {});
    const server = await start(createServer(receiver(came, refuses)));
    const deflate = { OTEL_EXPORTER_OTLP_COMPRESSION: 'deflate' };
    const { code, text, proven } = await told('python', over('http', server, deflate));
    expect(code, text).toBe('protocol/compression-unsupported');
    expect(proven).toHaveLength(1);
  });
});

describe('a receiver that wants the length of a request', () => {
  const isChunked = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] === 'chunked';
  const refusing: Manner = (request) => (isChunked(request) ? { refuse: 411 } : {});
  const hidden: Manner = (request) => (isChunked(request) ? { refuse: 500 } : {});
  const blind: Manner = (request) => (isChunked(request) ? { unread: true } : {});

  test.each([
    ['says so', refusing],
    ['says anything', hidden],
    ['reads nothing', blind],
  ])('and %s is told to JavaScript only', async (_, manner) => {
    const server = await start(createServer(receiver([], manner)));
    const { code, text } = await told('js', over('http', server));
    expect(code, text).toBe('protocol/length-required');
    for (const sdk of ['python', 'go', 'java'])
      expect((await told(sdk, over('http', server))).verdict).toBe('healthy');
  });

  test('is reached without compression from Go', async () => {
    const server = await start(createServer(receiver([], refusing)));
    const { code, proven } = await told('go', over('http', server, GZIP));
    expect(code).toBe('protocol/length-required');
    expect(proven).toEqual([{ OTEL_EXPORTER_OTLP_COMPRESSION: 'none' }]);
  });
});
