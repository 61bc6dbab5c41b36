import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { kindOf } from './items.ts';
import { type Body, NONSENSE, type Question, type RecordedPort, type Recording } from './recording.ts';

/** A program that answers on the ports of a receiver what that once answered: its argument is the file of a recording. */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('say which recording');
const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;

/** A request in the terms of a question, as one word for each. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly encoding: string;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

type Exchange = RecordedPort['http'][number];

const hasHeaders = ({ headers }: Question, asked: Asked, loosely: boolean): boolean =>
  recording.about.matters.every((name) => {
    const [wanted, given] = [headers[name], asked.headers[name]];
    if (name === 'host') return (wanted ?? 'local') === hostOf(given);
    return loosely ? (wanted === undefined) === (given === undefined) : wanted === given;
  });

/** Every name of this machine by which the receiver was asked without naming it is one. */
function hostOf(host = ''): string {
  return /^(localhost|127\.|\[::1\])/.test(host) ? 'local' : host;
}

/** From the exact question to the nearest one: an unknown path is like the nonsense one. */
function find(exchanges: readonly Exchange[], asked: Asked): Exchange | undefined {
  const known = exchanges.some(({ question }) => question.path === asked.path);
  const path = known ? asked.path : NONSENSE;
  const there = exchanges.filter(
    ({ question }) => question.path === path && question.method === asked.method,
  );
  const same = (loosely: boolean, body: Body, encoding: string): Exchange | undefined =>
    there.find(
      ({ question }) =>
        (question.type ?? '') === asked.type &&
        question.body === body &&
        (question.encoding ?? '') === encoding &&
        hasHeaders(question, asked, loosely),
    );
  const plainBody = asked.body === 'delta' ? 'item' : asked.body;
  return (
    same(false, asked.body, asked.encoding) ??
    same(true, asked.body, asked.encoding) ??
    same(true, asked.body, '') ??
    same(true, plainBody, '') ??
    there[0]
  );
}

async function ask(request: IncomingMessage): Promise<Asked> {
  const { method = '', url = '', headers } = request;
  const received = await buffer(request);
  const encoding = headers['content-encoding'] ?? '';
  const type = headers['content-type']?.split(';')[0] ?? '';
  const content = encoding === 'gzip' && received.length > 0 ? gunzipSync(received) : received;
  return {
    method,
    path: url.split('?')[0] ?? '',
    type: method === 'GET' ? '' : type,
    encoding,
    body: method === 'GET' ? 'none' : kindOf(content, type),
    headers: headers as Asked['headers'],
  };
}

function answerHttp({ http }: RecordedPort) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const found = find(http, await ask(request));
    const answer = found && recording.answers[found.answer];
    if (answer === undefined || 'closed' in answer) {
      request.socket.destroy();
      return;
    }
    response.sendDate = false;
    response.writeHead(answer.status, answer.headers.flat());
    response.end(Buffer.from(answer.body, 'base64'));
  };
}

function answerGrpc({ grpc }: RecordedPort) {
  return async (stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> => {
    stream.on('error', () => undefined);
    const content = (await buffer(stream)).subarray(5);
    const body = content.length === 0 ? 'empty' : 'item';
    const path = headers[':path'];
    const there = grpc.filter((each) => each.path === path);
    const found = there.find((each) => each.body === body) ?? grpc.at(-1);
    if (found === undefined || 'raw' in found.answer) {
      stream.close(2);
      return;
    }
    const { headers: first, trailers, body: bytes } = found.answer;
    const trailersOnly = Object.keys(trailers).length === 0;
    if (!trailersOnly) stream.on('wantTrailers', () => stream.sendTrailers({ ...trailers }));
    stream.respond({ ...first }, { waitForTrailers: !trailersOnly, endStream: trailersOnly && bytes === '' });
    if (!(trailersOnly && bytes === '')) stream.end(Buffer.from(bytes, 'base64'));
  };
}

/** What a port without HTTP/2 says to its preface, or to TLS: the bytes, and the end. */
function sayRaw(socket: Socket, bytes: string): void {
  socket.end(Buffer.from(bytes, 'base64'));
}

function serve(port: RecordedPort): void {
  const http1 = createHttp((request, response) => {
    answerHttp(port)(request, response).catch(() => request.socket.destroy());
  });
  const http2 = createHttp2();
  http2.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    answerGrpc(port)(stream, headers).catch(() => stream.close(2));
  });
  http2.on('sessionError', () => undefined);
  const [first] = port.grpc;
  const raw = first !== undefined && 'raw' in first.answer ? first.answer.raw : undefined;
  createServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', (start: Buffer) => {
        if (start[0] === 0x16) return sayRaw(socket, port.tls);
        const isHttp2 = start.toString('latin1').startsWith('PRI ');
        if (isHttp2 && raw !== undefined) return sayRaw(socket, raw);
        socket.pause();
        socket.unshift(start);
        (isHttp2 ? http2 : http1).emit('connection', socket);
        if (!isHttp2) socket.resume();
      });
  }).listen(port.port);
}

for (const port of recording.ports) serve(port);
process.once('SIGTERM', () => process.exit(0));
