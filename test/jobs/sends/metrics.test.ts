import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { type Endpoint, listen } from '../../lab/endpoints/endpoint.ts';
import { told } from '../proxies/told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

/** A receiver of metrics in JSON that says 500 to what matches, as Prometheus does to delta. */
async function receiver(refuses: RegExp, bodies: string[] = []): Promise<Endpoint> {
  const statusOf = (url: string | undefined, body: string): number => {
    if (url !== '/v1/metrics') return 404;
    bodies.push(body);
    if (refuses.test(body)) return 500;
    return body === '{"' ? 400 : 200;
  };
  const server = createServer(async (request, response) => {
    const status = statusOf(request.url, await text(request));
    const [type, answer] =
      status === 200
        ? ['application/json', '{}']
        : ['text/plain', 'invalid temporality and type combination'];
    response.writeHead(status, { 'content-type': type });
    response.end(answer);
  });
  const endpoint = await listen(server);
  started.push(endpoint);
  return endpoint;
}

const settings = ({ port }: Endpoint, more: Readonly<Record<string, string>> = {}) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  ...more,
});
const TEMPORALITY = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE';
const HISTOGRAM = 'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION';
const DELTA = /"aggregationTemporality":1/;

test.each(['delta', 'LowMemory'])('%s is sent as such, and the other form is proven', async (preference) => {
  const prometheus = await receiver(DELTA);
  const {
    code,
    text: said,
    proven,
  } = await told('js', settings(prometheus, { [TEMPORALITY]: preference }), ['metrics']);
  expect(code, said).toBe('receiver/temporality-unsupported');
  expect(proven).toEqual([{ [TEMPORALITY]: 'cumulative' }]);
});

test('totals are what is sent else', async () => {
  expect((await told('js', settings(await receiver(DELTA)), ['metrics'])).verdict).toBe('healthy');
  const picky = await receiver(/"aggregationTemporality":2/);
  const { code, proven } = await told('js', settings(picky), ['metrics']);
  expect(code).toBe('receiver/temporality-unsupported');
  expect(proven).toEqual([{ [TEMPORALITY]: 'delta' }]);
});

test('exponential histograms are sent where the SDK reads that', async () => {
  const bodies: string[] = [];
  const any = await receiver(/no such text/, bodies);
  const exponential = settings(any, { [HISTOGRAM]: 'base2_exponential_bucket_histogram' });
  await told('js', exponential, ['metrics']);
  expect(bodies.join()).not.toContain('exponentialHistogram');
  await told('spec', exponential, ['metrics']);
  expect(bodies.join()).toContain('exponentialHistogram');
});
