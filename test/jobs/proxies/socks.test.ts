import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Endpoint, listen } from '../../lab/endpoints/endpoint.ts';
import { closedPort, loopback } from '../../lab/ports.ts';
import { collector, type Running, startStub } from '../receivers/stubs.ts';
import { told } from './told.ts';

const started: (Endpoint | Running)[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

/** A SOCKS proxy as dante is: names and logins are taken as they come, and every name is this machine. */
async function socksProxy(login?: string): Promise<Endpoint> {
  const serve = (socket: Socket, port: number): void => {
    const upstream = connect(port, loopback, () => {
      socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      socket.pipe(upstream);
      upstream.pipe(socket);
    });
    upstream.on('error', () => socket.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])));
    socket.on('close', () => upstream.destroy());
  };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const ask = (): unknown =>
      socket.once('data', (request: Buffer) => serve(socket, request.readUInt16BE(request.length - 2)));
    socket.once('data', (greeting: Buffer) => {
      if (greeting[0] !== 5) {
        socket.end();
        return;
      }
      socket.write(Buffer.from([5, login === undefined ? 0 : 2]));
      if (login === undefined) ask();
      else
        socket.once('data', (given: Buffer) => {
          const right = given.toString('latin1').includes(login);
          socket.write(Buffer.from([1, right ? 0 : 1]));
          if (right) ask();
        });
    });
  });
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

async function receiver(): Promise<Running> {
  const running = await startStub(collector('traces'));
  started.push(running);
  return running;
}

/** The receiver has a name that this machine knows, and that is no loopback for Go's rule. */
const settings = (url: string, proxy: string, protocol = 'http/protobuf') => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
  HTTP_PROXY: proxy,
  HTTPS_PROXY: proxy,
  http_proxy: proxy,
  https_proxy: proxy,
});

const elsewhere = (port: number | string): string => `http://192.0.2.7:${port}`;

describe('a SOCKS proxy', () => {
  test('is spoken to as Go does over HTTP', async () => {
    const { url } = await receiver();
    const { port } = await socksProxy();
    const { verdict, text } = await told(
      'go',
      settings(elsewhere(new URL(url).port), `socks5://127.0.0.1:${port}`),
    );
    expect(verdict, text).toBe('healthy');
  });

  test('is given the login of its URL', async () => {
    const { url } = await receiver();
    const { port } = await socksProxy('open-sesame');
    const at = elsewhere(new URL(url).port);
    const right = await told('go', settings(at, `socks5://me:open-sesame@127.0.0.1:${port}`));
    expect(right.verdict, right.text).toBe('healthy');
    const wrong = await told('go', settings(at, `socks5://me:something@127.0.0.1:${port}`));
    expect(wrong.code, wrong.text).toBe('network/proxy-refused');
    expect(wrong.text).not.toContain('something');
  });

  test('that cannot connect is what refuses', async () => {
    const { port } = await socksProxy();
    const at = elsewhere(await closedPort());
    const { code, text } = await told('go', settings(at, `socks5://127.0.0.1:${port}`));
    expect(code, text).toBe('network/proxy-refused');
  });

  test('is no HTTP proxy for gRPC in Go', async () => {
    const { port } = await socksProxy();
    const { code, text } = await told('go', settings(elsewhere(4317), `socks5://127.0.0.1:${port}`, 'grpc'));
    expect(code, text).toBe('network/proxy-refused');
    expect(text).toMatch(/SOCKS/);
  });

  test('wants a package in Python, which is told', async () => {
    const { code, text } = await told('python', settings(elsewhere(4318), 'socks5h://127.0.0.1:1080'));
    expect(code, text).toBe('config/proxy-invalid');
    expect(text).toMatch(/requests\[socks\]/);
    expect(text).not.toMatch(/is no proxy URL/);
  });
});
