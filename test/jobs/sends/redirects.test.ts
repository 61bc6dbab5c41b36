import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { type Endpoint, listen } from '../../lab/endpoints/endpoint.ts';
import { told } from '../proxies/told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

/** A receiver at /collect, behind a redirect from everywhere else. */
async function receiver(status: number): Promise<Endpoint> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (!request.url?.startsWith('/collect/')) {
      response.writeHead(status, { location: `/collect${request.url}` }).end();
      return;
    }
    const good = request.url === '/collect/v1/traces' && (body.length === 0 || body.length > 10);
    const allowed = request.method === 'POST' ? 404 : 405;
    response.writeHead(good ? 200 : allowed, { 'content-type': 'application/x-protobuf' }).end();
  });
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

const settings = ({ port }: Endpoint) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
});

test.each(['go', 'java'])('308 is followed with the data by %s', async (sdk) => {
  const { verdict, report } = await told(sdk, settings(await receiver(308)));
  expect(verdict).toBe('healthy');
  expect(report.findings.map(({ code, severity }) => `${code} ${severity}`)).toContain(
    'protocol/redirected info',
  );
});

test.each([
  ['python', 308, 'lost in silence'],
  ['js', 308, 'do not follow'],
  ['go', 301, 'with GET'],
] as const)('%s loses the data at %s', async (sdk, status, words) => {
  const { code, text, proven } = await told(sdk, settings(await receiver(status)));
  expect(code).toBe('protocol/redirected');
  expect(text).toContain(words);
  expect(proven.length).toBeGreaterThan(0);
});
