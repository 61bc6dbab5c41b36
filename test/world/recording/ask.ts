import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect as connectHttp2, type IncomingHttpHeaders } from 'node:http2';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { bodyOf } from './items.ts';
import { SIGNALS, signalOf } from './questions.ts';
import type { Answer, AskOrder, GrpcAnswer, Question, RecordedPort } from './recording.ts';

/** A program that asks the ports of a receiver everything, in its network, and prints what it answers as JSON. */
const order = JSON.parse(process.argv[2] ?? '{}') as AskOrder;
const agent = new Agent({ keepAlive: false });
const HOST = '127.0.0.1';
const PATIENCE = 20_000;

async function askHttp(port: number, question: Question): Promise<Answer> {
  const { method, path, type = '', encoding, body, headers } = question;
  const content = bodyOf(body, signalOf(path), type);
  const packed = encoding === 'gzip' ? gzipSync(content) : content;
  const sent = request({
    ...{ host: HOST, port, method, path, agent, timeout: PATIENCE },
    headers: {
      host: `localhost:${port}`,
      ...(method === 'POST' && { 'content-type': type, 'content-length': packed.length }),
      ...(encoding && { 'content-encoding': encoding }),
      ...headers,
    },
  });
  sent.on('timeout', () => sent.destroy(new Error('no answer')));
  sent.end(packed);
  try {
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const received = await buffer(response);
    return { status: response.statusCode ?? 0, headers: pairs(response.rawHeaders), body: base64(received) };
  } catch {
    return { closed: true };
  }
}

/** What differs from run to run, and what the answering server writes anew, is left out. */
const OWN = /^(date|connection|keep-alive|transfer-encoding|content-length)$/i;

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 && !OWN.test(name) ? [[name, raw[index + 1] ?? '']] : [],
  );
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The client preface of RFC 9113, 3.4, with empty SETTINGS. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1');

/** What comes back within a second and a half. */
async function exchange(port: number, bytes: Buffer): Promise<Buffer> {
  const socket = connect(port, HOST);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part)).on('error', () => undefined);
  socket.write(bytes);
  const ended = once(socket, 'close').catch(() => undefined);
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1_500))]);
  socket.destroy();
  return Buffer.concat(parts);
}

const service = (signal: string): string => {
  const name = `${signal[0]?.toUpperCase()}${signal.slice(1).replace(/s$/, '')}`;
  const package_ = signal === 'traces' ? 'trace' : signal;
  const type = signal === 'metrics' ? 'Metrics' : signal === 'logs' ? 'Logs' : name;
  return `/opentelemetry.proto.collector.${package_}.v1.${type}Service/Export`;
};

async function askGrpc(port: number, path: string, body: 'item' | 'empty'): Promise<GrpcAnswer> {
  const content = bodyOf(body, signalOf(path), 'application/grpc');
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(content.length, 1);
  const session = connectHttp2(`http://${HOST}:${port}`);
  session.on('error', () => undefined);
  try {
    const stream = session.request({
      ...{ ':method': 'POST', ':path': path, te: 'trailers', 'content-type': 'application/grpc' },
      'user-agent': 'grpc-world/1',
    });
    let trailers: IncomingHttpHeaders = {};
    stream.on('trailers', (came: IncomingHttpHeaders) => {
      trailers = came;
    });
    stream.end(Buffer.concat([prefix, content]));
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    const received = await buffer(stream);
    return { headers: plain(headers), trailers: plain(trailers), body: base64(received) };
  } catch (error) {
    return { raw: base64(Buffer.from(String(error))) };
  } finally {
    session.destroy();
  }
}

const plain = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (name === 'date' ? [] : [[name, String(value)]])),
  );

async function grpcAnswers(port: number): Promise<RecordedPort['grpc']> {
  const first = await exchange(port, PREFACE);
  const speaksHttp2 = first.length >= 9 && first[3] === 4;
  const answers: RecordedPort['grpc'][number][] = [];
  for (const signal of SIGNALS) {
    const path = service(signal);
    for (const body of ['item', 'empty'] as const) {
      const answer = speaksHttp2 ? await askGrpc(port, path, body) : { raw: base64(first) };
      answers.push({ path, body, answer });
    }
  }
  return answers;
}

/** What a TLS client gets to hear from a port that has no TLS. */
async function tlsAnswer(port: number): Promise<string> {
  const plainSocket = connect(port, HOST);
  const parts: Buffer[] = [];
  plainSocket.on('data', (part: Buffer) => parts.push(part)).on('error', () => undefined);
  const socket = connectTls({ socket: plainSocket, servername: 'localhost', rejectUnauthorized: false });
  socket.on('error', () => undefined);
  const ended = once(plainSocket, 'close').catch(() => undefined);
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1_500))]);
  plainSocket.destroy();
  return base64(Buffer.concat(parts));
}

const ports: RecordedPort<Answer>[] = [];
for (const { port, http } of order.ports) {
  const answers: RecordedPort<Answer>['http'][number][] = [];
  for (const question of http) answers.push({ question, answer: await askHttp(port, question) });
  ports.push({ port, http: answers, grpc: await grpcAnswers(port), tls: await tlsAnswer(port) });
}
process.stdout.write(JSON.stringify(ports));
