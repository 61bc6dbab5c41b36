import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { secret } from '../../../src/model/secret.ts';
import { readBack } from '../../../src/probes/behind/read.ts';
import type { Context } from '../../../src/probes/context.ts';
import { healthyFacts } from '../../../src/samples/facts.ts';

const TRACE = '5b8efff798038103d269b633813fc60c';
const SPAN = { traceID: TRACE, spans: [{ operationName: 'otel-doctor test span' }] };

type Pages = Readonly<Record<string, unknown>>;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** A server that answers what a backend answers; a list of answers is given one after another. */
const start = async (
  pages: Pages,
  key?: string,
): Promise<{ readonly url: string; readonly asked: string[] }> => {
  const asked: string[] = [];
  server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const times = asked.filter((one) => one === path).length;
    asked.push(path);
    const known = pages[path];
    const answer =
      Array.isArray(known) && path.includes('trace')
        ? (known[Math.min(times, known.length - 1)] as unknown)
        : known;
    const refused = key !== undefined && request.headers.authorization !== key;
    response.statusCode = refused ? 401 : answer === undefined || answer === null ? 404 : 200;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
};

/** `withinMs` 0: one look, so that nothing depends on how fast the machine is. */
const look = async (
  url: string,
  { withinMs = 0, key = '', signal = 'traces' as 'traces' | 'metrics' | 'logs' } = {},
) => {
  const [delivery] = healthyFacts().send.deliveries;
  if (delivery === undefined) throw new Error('there is no sample');
  const headers = key === '' ? {} : { authorization: secret(key) };
  const place = { url, shown: url, named: true, headers };
  const context = {
    secretValues: key === '' ? [] : [key],
    signal: new AbortController().signal,
    remaining: () => 60_000,
    follow: { collectors: [], readBack: place, withinMs },
  } as unknown as Context;
  return readBack(place, { deliveries: [{ ...delivery, signal }] }, Date.now(), context);
};

const trace = (path: string) => `${path}/${TRACE}`;

describe('a kind is known by its answers, and asked in its own way', () => {
  test.each<readonly [string, 'traces' | 'metrics' | 'logs', Pages]>([
    [
      'Jaeger',
      'traces',
      { '/api/services': { data: null, errors: null }, [trace('/api/traces')]: { data: [SPAN] } },
    ],
    [
      'Jaeger',
      'traces',
      {
        '/api/v3/services': { services: [] },
        [trace('/api/v3/traces')]: { result: { resourceSpans: [{}] } },
      },
    ],
    [
      'VictoriaTraces',
      'traces',
      {
        '/select/jaeger/api/services': { data: ['x'], errors: null },
        [trace('/select/jaeger/api/traces')]: { data: [SPAN] },
      },
    ],
    ['Tempo', 'traces', { '/api/echo': 'echo', [trace('/api/traces')]: { batches: [{}] } }],
    ['Zipkin', 'traces', { '/api/v2/services': [], [trace('/api/v2/trace')]: [[{ traceId: TRACE }]] }],
    [
      'Phoenix',
      'traces',
      { '/v1/projects': { data: [], next_cursor: null }, '/v1/projects/default/spans': `"${TRACE}"` },
    ],
    [
      'MLflow',
      'traces',
      {
        '/api/2.0/mlflow/experiments/search': { experiments: [] },
        '/api/3.0/mlflow/traces/get': `"tr-${TRACE}"`,
      },
    ],
    [
      'Loki',
      'logs',
      {
        '/loki/api/v1/labels': { status: 'success' },
        '/loki/api/v1/query_range': { data: { result: [{}] } },
      },
    ],
    [
      'VictoriaLogs',
      'logs',
      { '/select/logsql/field_names': { values: [] }, '/select/logsql/query': `{"trace_id":"${TRACE}"}` },
    ],
  ])('%s: %s', async (name, signal, pages) => {
    const { url } = await start(pages);
    expect(await look(url, { signal })).toMatchObject({
      name,
      state: 'asked',
      items: [{ signal, traceId: TRACE, foundAfterMs: expect.any(Number) }],
    });
  });

  test.each([
    ['as new as what was sent', 5_000, true],
    ['of an earlier run', -600_000, false],
  ])('Prometheus, a sample %s', async (_, offset, found) => {
    const value = [0, String((Date.now() + offset) / 1_000)];
    const { url } = await start({ '/api/v1/query': { data: { resultType: 'vector', result: [{ value }] } } });
    const seen = await look(url, { signal: 'metrics' });
    expect(seen.name).toBe('Prometheus');
    expect(seen.items.map(({ foundAfterMs }) => foundAfterMs !== null)).toEqual([found]);
  });
});

describe('what is not there', () => {
  const empty = { data: ['shop', 'cart'], errors: null };

  test('is missing, with what is held instead', async () => {
    const { url } = await start({ '/api/services': empty });
    expect(await look(url)).toMatchObject({
      items: [{ foundAfterMs: null }],
      services: ['shop', 'cart'],
    });
  });

  test('is asked for again until it is there', async () => {
    const { url, asked } = await start({
      '/api/services': empty,
      [trace('/api/traces')]: [null, null, { data: [SPAN] }],
    });
    expect((await look(url, { withinMs: 60_000 })).items[0]?.foundAfterMs).toEqual(expect.any(Number));
    expect(asked.filter((path) => path.endsWith(TRACE))).toHaveLength(3);
  });

  test('is not looked for where the backend has another signal', async () => {
    const { url } = await start({ '/api/services': empty });
    expect(await look(url, { signal: 'logs' })).toMatchObject({ state: 'asked', items: [] });
  });
});

describe('who cannot be asked', () => {
  test('nobody', async () => {
    expect(await look('http://127.0.0.1:1/')).toMatchObject({ state: 'unreachable', detail: 'ECONNREFUSED' });
  });

  test('a page', async () => {
    const { url } = await start({ '/': '<html>' });
    expect(await look(url)).toMatchObject({ state: 'unknown', name: null, detail: 'HTTP 404 Not Found' });
  });

  test('who wants a login, until it is given', async () => {
    const pages = { '/api/services': { data: [], errors: null }, [trace('/api/traces')]: { data: [SPAN] } };
    const { url } = await start(pages, 'Bearer right');
    expect(await look(url)).toMatchObject({ state: 'refused', detail: 'HTTP 401 Unauthorized' });
    expect(await look(url, { key: 'Bearer right' })).toMatchObject({ name: 'Jaeger', state: 'asked' });
  });
});
