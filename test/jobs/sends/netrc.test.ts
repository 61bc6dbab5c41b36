import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { listen } from '../../lab/endpoints/endpoint.ts';
import { fileWith } from '../../lab/ports.ts';
import { told } from '../proxies/told.ts';

test('a login in .netrc is told to Python over HTTP, and to nobody else', async () => {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const good = request.url === '/v1/traces' && (body.length === 0 || body.length > 10);
    response.writeHead(good ? 200 : 400, { 'content-type': 'application/x-protobuf' }).end();
  });
  const { port, stop } = await listen(server);
  const settings = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20key',
    NETRC: fileWith('machine 127.0.0.1 login feed password kept-to-itself\n'),
  };
  try {
    const codes = async (sdk: string) => {
      const { report } = await told(sdk, settings);
      expect(JSON.stringify(report)).not.toContain('kept-to-itself');
      return report.findings.map(({ code, severity }) => [code, severity]);
    };
    expect(await codes('python')).toContainEqual(['auth/netrc-replaces-header', 'warning']);
    expect((await codes('js')).join()).not.toContain('netrc');
  } finally {
    await stop();
  }
});
