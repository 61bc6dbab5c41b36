// A receiver for the findings: node receiver.mjs PREFIX [options]. Takes HTTP/1.1 and HTTP/2 without TLS on one port of
// 127.0.0.1 that the system chooses, writes the port to PREFIX.port and each request as a line of JSON to PREFIX.jsonl:
// { at, http, method, path, headers, body } with the body unpacked, in base64.
//
//   --status N      status of the answer (200)       --header K:V   header of the answer, may be given again
//   --body TEXT     body of the answer               --times N      answers so N times, with success after that
//   --grpc N        grpc-status of answers to gRPC   --message TEXT grpc-message
//   --delay MS      waits before it answers
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createServer2 } from 'node:http2';
import net from 'node:net';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

const PREFACE = Buffer.from('PRI * HTTP/2');
const string = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    status: { ...string, default: '200' },
    header: { ...string, multiple: true, default: [] },
    body: { ...string, default: '' },
    times: { ...string, default: 'Infinity' },
    grpc: { ...string, default: '0' },
    message: { ...string, default: '' },
    delay: { ...string, default: '0' },
  },
});
const [prefix] = positionals;
const given = Object.fromEntries(
  values.header.map((header) => {
    const colon = header.indexOf(':');
    return [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
  }),
);
let answered = 0;

function unpacked(headers, body) {
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  if (headers['content-encoding'] === 'gzip' && isGzip) {
    return gunzipSync(body);
  }
  if (headers['grpc-encoding'] === 'gzip' && body[0] === 1) {
    return gunzipSync(body.subarray(5));
  }
  return body;
}

function answerGrpc(response, as) {
  response.stream.on('error', () => {});
  response.addTrailers({ 'grpc-status': as.grpc, ...(as.message && { 'grpc-message': as.message }) });
  response.writeHead(200, { 'content-type': 'application/grpc' });
  response.end(as.grpc === '0' ? Buffer.alloc(5) : '');
}

function answer(request, response) {
  answered += 1;
  const as = answered > Number(values.times) ? { status: '200', grpc: '0', body: '' } : values;
  const isGrpc = (request.headers['content-type'] ?? '').startsWith('application/grpc');
  if (isGrpc && as.status === '200' && request.httpVersion === '2.0') {
    answerGrpc(response, as);
    return;
  }
  const type = request.headers['content-type'] ?? 'text/plain';
  response.writeHead(Number(as.status), {
    ...(as.status === '200' && { 'content-type': type }),
    ...(as === values && given),
  });
  response.end(as.body);
}

function take(request, response) {
  const parts = [];
  request.on('error', () => {});
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const headers = { ...request.headers };
    const line = {
      at: Date.now(),
      http: request.httpVersion,
      method: request.method,
      path: request.url,
      headers,
      body: unpacked(headers, Buffer.concat(parts)).toString('base64'),
    };
    appendFileSync(`${prefix}.jsonl`, `${JSON.stringify(line)}\n`);
    setTimeout(() => answer(request, response), Number(values.delay));
  });
}

const http1 = createServer(take);
const http2 = createServer2(take);
// A CONNECT is what a client asks of a proxy: it is written down and refused.
http1.on('connect', (request, socket) => {
  const line = {
    at: Date.now(),
    http: '1.1',
    method: 'CONNECT',
    path: request.url,
    headers: request.headers,
    body: '',
  };
  appendFileSync(`${prefix}.jsonl`, `${JSON.stringify(line)}\n`);
  socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
});
// HTTP/2 reads from the socket itself, past what was read already: such connections are passed on to a port of their own.
http2.listen(0, '127.0.0.1');
const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (first) => {
    socket.pause();
    socket.unshift(first);
    if (PREFACE.subarray(0, first.length).equals(first.subarray(0, PREFACE.length))) {
      const inner = net.connect(http2.address().port, '127.0.0.1');
      inner.on('error', () => socket.destroy());
      socket.on('close', () => inner.destroy());
      socket.pipe(inner).pipe(socket);
    } else {
      http1.emit('connection', socket);
      socket.resume();
    }
  });
});
writeFileSync(`${prefix}.jsonl`, '');
server.listen(0, '127.0.0.1', () => {
  writeFileSync(`${prefix}.port.new`, String(server.address().port));
  renameSync(`${prefix}.port.new`, `${prefix}.port`);
});
