import { createServer as createHttp2Server } from 'node:http2';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Endpoint, listen } from '../../lab/endpoints/endpoint.ts';
import { told } from './told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

/** Answers as HAProxy with accept-proxy and nginx with proxy_protocol do: HTTP after the line, else nothing. */
async function behindLine(hangUp: 'closes' | 'resets'): Promise<Endpoint> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      if (data.toString('latin1').startsWith('PROXY '))
        socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
      else if (hangUp === 'closes') socket.end();
      else socket.resetAndDestroy();
    });
  });
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

/** SETTINGS and GOAWAY, as nginx 1.22 with `listen ... http2 proxy_protocol` sends them before it has read a line. */
const FRAMES = Buffer.from('0000000400000000000000080700000000000000000000000001', 'hex');

/** The same where HTTP/2 is spoken: frames come first, and the connection ends without the line. */
async function behindLineInHttp2(): Promise<Endpoint> {
  const behind = await listen(
    createHttp2Server((_, response) => {
      response.writeHead(405, { server: 'nginx/1.22.1' });
      response.end();
    }),
  );
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      if (!data.toString('latin1').startsWith('PROXY ')) {
        socket.end(FRAMES);
        return;
      }
      const inner = connect(behind.port, '127.0.0.1').on('error', () => socket.destroy());
      inner.write(data.subarray(data.indexOf('\n') + 1));
      socket.pipe(inner).pipe(socket);
    });
  });
  const endpoint = await listen(server);
  started.push(endpoint, behind);
  return endpoint;
}

/** The Collector's HTTP server behind HAProxy with send-proxy: the line in front makes every request unreadable. */
async function unreadable(): Promise<Endpoint> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () =>
      socket.end(
        'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request',
      ),
    );
  });
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

const settings = ({ port }: Endpoint, protocol: string) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
});

describe('the PROXY protocol is named', () => {
  test.each([
    ['closes', 'grpc', 'network/connection-closed'],
    ['closes', 'http/protobuf', 'network/connection-closed'],
    ['resets', 'http/protobuf', 'network/connection-reset'],
  ] as const)('where a port %s without it (%s)', async (hangUp, protocol, expected) => {
    const { code, text } = await told('python', settings(await behindLine(hangUp), protocol));
    expect(code, text).toBe(expected);
    expect(text).toMatch(/wants a line of the PROXY protocol/);
  });

  test.each(['grpc', 'http/protobuf'])('where frames of HTTP/2 come before it (%s)', async (protocol) => {
    const { code, text } = await told('python', settings(await behindLineInHttp2(), protocol));
    expect(code, text).toBe('network/connection-closed');
    expect(text).toMatch(/wants a line of the PROXY protocol/);
  });

  test('where a receiver cannot read what comes', async () => {
    const { code, text } = await told('python', settings(await unreadable(), 'http/protobuf'));
    expect(code, text).toBe('receiver/rejected-payload');
    expect(text).toMatch(/send-proxy/);
  });
});
