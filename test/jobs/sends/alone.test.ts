import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { type Endpoint, listen } from '../../lab/endpoints/endpoint.ts';
import { told } from '../proxies/told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

/** A receiver behind a limit of requests a second, as nginx has it: whatever comes sooner is answered with 503. */
async function limited(milliseconds: number, taken: string[], refused: string[] = []): Promise<Endpoint> {
  let last = Number.NEGATIVE_INFINITY;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const now = performance.now();
    const path = `${request.url} ${body.length > 10 ? 'item' : 'question'}`;
    if (now - last < milliseconds) {
      refused.push(path);
      response.writeHead(503, { 'content-type': 'text/html', server: 'nginx' });
      response.end('<title>503 Service Temporarily Unavailable</title>');
      return;
    }
    last = now;
    taken.push(path);
    const good = request.url?.startsWith('/v1/') && (body.length === 0 || body.length > 10);
    response.writeHead(good ? 200 : 404, { 'content-type': 'application/x-protobuf' });
    response.end();
  });
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

const settings = ({ port }: Endpoint) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc',
});

describe('a limit of one request a second', () => {
  test('is not met by the item of a doctor that asks for nothing before', async () => {
    const taken: string[] = [];
    const { report, verdict } = await told('python', settings(await limited(1_000, taken)));
    expect(verdict).toBe('healthy');
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(taken[0]).toBe('/v1/traces item');
  });

  test('is waited for where several signals go to one place', async () => {
    const taken: string[] = [];
    const all = await told('python', settings(await limited(300, taken)), ['traces', 'metrics', 'logs']);
    expect(all.verdict, all.text).toBe('healthy');
    expect(taken.filter((path) => path.endsWith('item'))).toHaveLength(3);
  });

  test('is told where the item alone meets it', async () => {
    const busy = createServer((_, response) => response.writeHead(429).end());
    const endpoint = await listen(busy);
    started.push(endpoint);
    expect((await told('python', settings(endpoint))).code).toBe('receiver/throttled');
  });
});
