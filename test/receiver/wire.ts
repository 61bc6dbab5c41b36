import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import {
  connect as connectHttp2,
  type IncomingHttpHeaders as Http2Headers,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { connect, type Socket } from 'node:net';

/** Senders that are lower than any SDK. */

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One HTTP/1.1 request; the body is sent in the given pieces. */
export const http = (
  port: number,
  options: RequestOptions,
  ...pieces: (string | Uint8Array)[]
): Promise<HttpReply> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    for (const piece of pieces) request.write(piece);
    request.end();
  });

export const PROTOBUF = { 'content-type': 'application/x-protobuf' };
export const JSON_TYPE = { 'content-type': 'application/json' };

export const post = (port: number, headers: Record<string, string>, ...pieces: (string | Uint8Array)[]) =>
  http(port, { method: 'POST', path: '/v1/traces', headers }, ...pieces);

/** Writes to a connection and reads until the other side closes it, or `enough` is there. */
export const raw = (
  port: number,
  written: string | Uint8Array,
  enough: (text: string) => boolean = () => false,
): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(written));
    const done = (): void => {
      socket.destroy();
      resolve(text);
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (enough(text)) done();
    });
    socket.on('error', done).on('close', done);
  });

export const open = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });

export interface Http2Reply {
  readonly headers: Http2Headers;
  readonly trailers: Http2Headers;
  readonly body: Buffer;
}

/** One HTTP/2 request without TLS, its body sent in the given pieces, each in a frame of its own. */
export const http2 = (
  port: number,
  headers: OutgoingHttpHeaders,
  ...pieces: Uint8Array[]
): Promise<Http2Reply> =>
  new Promise((resolve, reject) => {
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    session.on('error', reject);
    const stream = session.request({ ':method': 'POST', ...headers });
    let answered: Http2Headers = {};
    let trailers: Http2Headers = {};
    const chunks: Buffer[] = [];
    stream.on('response', (given) => {
      answered = given;
    });
    stream.on('trailers', (given) => {
      trailers = given;
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('close', () => {
      session.destroy();
      resolve({ headers: answered, trailers, body: Buffer.concat(chunks) });
    });
    const write = async (): Promise<void> => {
      for (const piece of pieces) await new Promise((written) => stream.write(piece, written));
      stream.end();
    };
    void write();
  });

/** Flag and length in front of a gRPC message. */
export const framed = (message: Uint8Array, flag = 0, length = message.length): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix[0] = flag;
  prefix.writeUInt32BE(length, 1);
  return Buffer.concat([prefix, message]);
};

export const TRACES_METHOD = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';

export const grpc = (
  port: number,
  headers: OutgoingHttpHeaders,
  ...pieces: Uint8Array[]
): Promise<Http2Reply> =>
  http2(
    port,
    { ':path': TRACES_METHOD, 'content-type': 'application/grpc', te: 'trailers', ...headers },
    ...pieces,
  );
