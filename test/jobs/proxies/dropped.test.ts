import { createServer as createHttp2Server } from 'node:http2';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Endpoint, listen } from '../../lab/endpoints/endpoint.ts';
import { told } from './told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

const PAGE =
  '<html><head><title>400 Bad Request</title></head><body><hr><center>nginx/1.22.1</center></body></html>';
const BAD_REQUEST = `HTTP/1.1 400 Bad Request\r\nServer: nginx/1.22.1\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`;

/** The first frame of a gRPC server: empty SETTINGS. */
const SETTINGS = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

/** nginx: what is no HTTP/1.1 is refused, a request is handed to what stands behind. */
async function nginx(behind: 'frames' | 'hangs up'): Promise<Endpoint> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      const proper = /^(GET|POST) \S+ HTTP\/1\.1\r\n/.test(data.toString('latin1'));
      if (!proper) socket.end(BAD_REQUEST);
      else if (behind === 'frames') socket.end(SETTINGS);
      else socket.end();
    });
  });
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

/** nginx with `listen ... http2` and proxy_pass to a gRPC port: each call is broken off, TRACE it refuses itself. */
async function breaksOff(server: string | null): Promise<Endpoint> {
  const http2 = createHttp2Server();
  http2.on('stream', (stream, { ':method': method }) => {
    stream.on('error', () => undefined);
    if (method === 'TRACE' && server !== null)
      stream.respond({ ':status': 405, server, 'content-type': 'text/html' }, { endStream: true });
    else stream.close(2);
  });
  const endpoint = await listen(http2);
  started.push(endpoint);
  return endpoint;
}

/** A router that reads the first bytes, or a forwarder without anybody behind it. */
async function hangsUp(when: 'when something is said' | 'at once'): Promise<Endpoint> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (when === 'at once') socket.end();
    else socket.once('data', () => socket.end());
  });
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

const settings = ({ port }: Endpoint, protocol: string, scheme = 'http') => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `${scheme}://127.0.0.1:${port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
});

describe('a proxy that hands nothing on', () => {
  test('is named where frames of a gRPC port come in place of an answer', async () => {
    const { code, text } = await told('js', settings(await nginx('frames'), 'http/protobuf'));
    expect(code, text).toBe('receiver/bad-gateway');
    expect(text).toMatch(/nginx at \S+ forwards OTLP over HTTP to a gRPC port/);
  });

  test('is named where it hangs up on a request', async () => {
    const { code, text } = await told('js', settings(await nginx('hangs up'), 'http/protobuf'));
    expect(code, text).toBe('network/connection-closed');
    expect(text).toMatch(/answered by.{1,20}nginx/);
    expect(text).not.toMatch(/all addresses/);
  });

  test('is named where it breaks gRPC calls off', async () => {
    const { code, text } = await told('python', settings(await breaksOff('nginx/1.22.1'), 'grpc'));
    expect(code, text).toBe('protocol/grpc-over-http1');
    expect(text).toMatch(/grpc_pass/);
  });

  test('is not made up where nobody says who it is', async () => {
    const { code, text } = await told('python', settings(await breaksOff(null), 'grpc'));
    expect(code, text).toBe('receiver/delivery-failed');
    expect(text).not.toMatch(/nginx/);
  });
});

describe('a port that hangs up', () => {
  test('on what is said, of TLS, chooses by what is said', async () => {
    const place = settings(await hangsUp('when something is said'), 'grpc', 'https');
    const { code, text } = await told('python', place);
    expect(code, text).toBe('network/connection-closed');
    expect(text).toMatch(/write the name that it serves into the endpoint/);
    expect(text).not.toMatch(/all addresses/);
  });

  test('at once has nobody behind it', async () => {
    const { code, text } = await told('python', settings(await hangsUp('at once'), 'grpc', 'https'));
    expect(code, text).toBe('network/connection-closed');
    expect(text).toMatch(/all addresses/);
  });
});
