import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comparable, type Observed, observed } from './truth/compare.ts';
import { type Expected, predict } from './truth/predict.ts';

/** One line of `truth/sdk-wire.jsonl`: what one SDK put on the wire for one environment. */
interface Wire {
  readonly case: string;
  readonly sdk: string;
  readonly env: Readonly<Record<string, string>>;
  readonly observed: Observed;
}

/** One line of `truth/measured.jsonl`: what several SDKs did with one environment. */
interface Measured {
  readonly env: Readonly<Record<string, string>>;
  readonly seen: Readonly<Record<string, Observed>>;
}

const lines = <T>(name: string): readonly T[] =>
  readFileSync(new URL(`truth/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): T => JSON.parse(line));

const UNRESOLVABLE = 'the name that it asks for did not exist on the measuring machine: it would connect';
const REFUSED_BY_SERVER =
  'it does send: the capture server itself answered 400 to the header name, as the log in the record says, and noted nothing';

/** Records that settings alone cannot foretell, each with the reason. */
const UNPREDICTABLE: Readonly<Record<string, string>> = {
  'headers-quoted java': REFUSED_BY_SERVER,
  'headers-quoted java-agent': REFUSED_BY_SERVER,
};

describe('what real SDKs put on the wire', () => {
  const records = lines<Wire>('sdk-wire.jsonl');

  test('is all there', () => {
    expect(records).toHaveLength(564);
  });

  test.each([...new Set(records.map(({ sdk }) => sdk))])('is predicted for %s', (sdk) => {
    const own = records.filter((record) => record.sdk === sdk);
    const predictable = own.filter((record) => !(`${record.case} ${sdk}` in UNPREDICTABLE));
    const wrong = predictable.flatMap((record) => {
      const [got, want] = [comparable(predict(sdk, record.env)), comparable(observed(record.observed))];
      return JSON.stringify(got) === JSON.stringify(want) ? [] : [{ case: record.case, got, want }];
    });
    expect(wrong).toEqual([]);
  });

  test('presents a client certificate where it did', () => {
    for (const { sdk, env, observed: seen } of records.filter(({ observed: o }) => o.outcome === 'request')) {
      expect(predict(sdk, env).client ?? false).toBe(seen.clientCertificate !== undefined);
    }
  });

  test('lists by name what cannot be predicted, and nothing else', () => {
    const named = records.filter((record) => `${record.case} ${record.sdk}` in UNPREDICTABLE);
    expect(named).toHaveLength(Object.keys(UNPREDICTABLE).length);
    for (const { sdk, env, observed: seen } of named)
      expect(predict(sdk, env).outcome).not.toBe(seen.outcome);
  });
});

const E = 'OTEL_EXPORTER_OTLP_ENDPOINT';

const isUnnamed = (sdk: string, grpc: boolean, endpoint: string): boolean =>
  /my_host|^http:\/\/http:/.test(endpoint) ||
  (grpc && (sdk === 'js' || sdk === 'rust') && endpoint.startsWith('http:/localhost'));

/** Why one of our own measurements cannot be foretold; null when it has to be. */
const reasonFor = (sdk: string, env: Readonly<Record<string, string>>, seen: Observed): string | null => {
  const endpoint = env[E] ?? '';
  const grpc = env['OTEL_EXPORTER_OTLP_PROTOCOL'] === 'grpc';
  if (isUnnamed(sdk, grpc, endpoint) && seen.outcome === 'nothing-sent') return UNRESOLVABLE;
  if (sdk === 'java' && endpoint.endsWith('//'))
    return `${UNRESOLVABLE} (the doubled slash makes the host "v1")`;
  if (sdk === 'java' && grpc && env['OTEL_EXPORTER_OTLP_HEADERS'] === '"a"=b') return REFUSED_BY_SERVER;
  if (sdk === 'js' && grpc && env['OTEL_EXPORTER_OTLP_TIMEOUT'] === '1.5')
    return 'a race with its own timeout';
  if (sdk === 'rust' && env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] === '')
    return 'the program picks the transport';
  if (sdk === 'java' && env['OTEL_TRACES_EXPORTER'] === 'console,otlp')
    return 'measured with opentelemetry-exporter-logging on the class path';
  return null;
};

describe('what was measured beyond that', () => {
  const records = lines<Measured>('measured.jsonl');
  const all = records.flatMap(({ env, seen }) =>
    Object.entries(seen).map(([sdk, what]) => ({ sdk, env, what })),
  );

  test('is all there', () => {
    expect(all).toHaveLength(1790);
  });

  // The capture server had no trusted certificate: a ClientHello is all that could be seen of TLS.
  const secured = (seen: Expected): Expected =>
    seen.outcome === 'request' && seen.tls === true ? { ...seen, outcome: 'tls-handshake-failed' } : seen;

  test.each(['python', 'js', 'go', 'java', 'rust'])('is predicted for %s', (name) => {
    const wrong = all
      .filter(({ sdk, env, what }) => sdk === name && reasonFor(sdk, env, what) === null)
      .flatMap(({ env, what }) => {
        const [got, want] = [comparable(secured(predict(name, env))), comparable(observed(what))];
        return JSON.stringify(got) === JSON.stringify(want) ? [] : [{ env, got, want }];
      });
    expect(wrong).toEqual([]);
  });

  test('counts what cannot be predicted', () => {
    expect(all.filter(({ sdk, env, what }) => reasonFor(sdk, env, what) !== null)).toHaveLength(21);
  });
});
