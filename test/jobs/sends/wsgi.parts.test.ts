import { expect, it } from 'vitest';
import { requirePart } from '../../lab/find-part.ts';
import { describeWith } from '../../lab/parts.ts';
import { launch } from '../../lab/process.ts';
import { told } from '../proxies/told.ts';

/** A receiver on Python's reference server, which knows lengths only: wsgiref reads nothing of a body in chunks. */
const RECEIVER = `
from wsgiref.simple_server import make_server
def receive(environ, start):
    body = environ['wsgi.input'].read(int(environ.get('CONTENT_LENGTH') or 0))
    known = environ['PATH_INFO'] == '/v1/traces'
    good = len(body) == 0 or len(body) > 10
    status = '404 Not Found' if not known else '200 OK' if good else '400 Bad Request'
    start(status, [('Content-Type', 'application/x-protobuf')])
    return [b'']
server = make_server('127.0.0.1', 0, receive)
print(server.server_port, flush=True)
server.serve_forever()
`;

describeWith(['python'], 'a receiver on wsgiref', () => {
  it('says yes to chunks and reads none', async () => {
    const server = launch(requirePart('python'), ['-c', RECEIVER]);
    await server.waitForOutput(/\d+\n/);
    const port = server.stdout().trim();
    const settings = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    };
    try {
      const js = await told('js', settings);
      expect(js.code, js.text).toBe('protocol/length-required');
      expect((await told('python', settings)).verdict).toBe('healthy');
    } finally {
      await server.stop();
    }
  });
});
