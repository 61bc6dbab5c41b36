import { describe, expect, test } from 'vitest';
import { envReport } from '../../../src/jobs/env.ts';
import { renderEnvAll } from '../../../src/report/env/all.ts';
import { renderEnvJson } from '../../../src/report/env/json.ts';
import { withoutEnvSecrets } from '../../../src/report/env/net.ts';
import { renderEnv } from '../../../src/report/env/text.ts';
import { width } from '../../../src/report/screen/layout.ts';
import { parseEnvFile } from '../../../src/resolve/env-file.ts';
import { environmentLayer, mergeLayers } from '../../../src/resolve/layers.ts';
import { READERS } from '../../../src/resolve/sdks/index.ts';
import { js } from '../../../src/resolve/sdks/js.ts';

const E = 'OTEL_EXPORTER_OTLP_';

type Variables = Readonly<Record<string, string>>;

const read = (sdk: string, variables: Variables, reveal = false) => {
  const environment = mergeLayers([environmentLayer({ OTEL_SERVICE_NAME: 'shop', ...variables })]);
  const sdks = READERS.filter(({ name }) => sdk === 'all' || name === sdk);
  const readings = sdks.map((sdk) => ({ sdk, environment }));
  const { report, secretValues } = envReport(readings, reveal);
  return withoutEnvSecrets(report, secretValues);
};

const text = (sdk: string, variables: Variables, columns = 80, reveal = false): string => {
  const [only] = read(sdk, variables, reveal).sdks;
  return only === undefined ? '' : renderEnv(only, [], columns);
};

const all = (variables: Variables, columns = 80): string => renderEnvAll(read('all', variables), [], columns);

const json = (sdk: string, variables: Variables, reveal = false) =>
  JSON.parse(renderEnvJson(read(sdk, variables, reveal)));

const rich: Variables = {
  [`${E}ENDPOINT`]: 'https://me:CANARY-login@collector.example:4318/base?key=CANARY-query',
  [`${E}TRACES_ENDPOINT`]: 'http://traces.example/v1/traces',
  [`${E}HEADERS`]: 'authorization=Bearer%20CANARY-token,x-tenant=CANARY-tenant',
  [`${E}PROTOCOL`]: 'http/protobuf',
  [`${E}COMPRESSION`]: 'gzip',
  [`${E}TIMEOUT`]: '20',
  [`${E}CERTIFICATE`]: '/etc/ca.pem',
  https_proxy: 'http://you:CANARY-proxy@proxy.example:3128',
};

describe('JSON', () => {
  test('has exactly the published shape', () => {
    const headers = { [`${E}HEADERS`]: 'authorization=secret-value' };
    const signal = {
      sends: true,
      why: null,
      protocol: 'http/protobuf',
      url: 'http://localhost:4318/v1/traces',
      connect: { host: 'localhost', port: 4318, tls: false, proxy: null },
      target: '/v1/traces',
      headers: { authorization: '***' },
      compression: 'none',
      timeoutMs: 10000,
    };
    const document = json('python', { ...headers, [`${E}PROTOCOL`]: 'http/protobuf' });
    expect(Object.keys(document)).toEqual(['schemaVersion', 'sdks']);
    expect(document).toEqual({
      schemaVersion: 1,
      sdks: [
        {
          sdk: 'python',
          others: [
            { variable: 'OTEL_SERVICE_NAME', value: 'shop', read: true, from: 'OTEL_SERVICE_NAME' },
            { variable: 'OTEL_TRACES_SAMPLER', value: 'parentbased_always_on', read: true, from: 'default' },
            { variable: 'OTEL_PROPAGATORS', value: 'tracecontext,baggage', read: true, from: 'default' },
          ],
          signals: {
            traces: signal,
            metrics: { ...signal, url: 'http://localhost:4318/v1/metrics', target: '/v1/metrics' },
            logs: { ...signal, url: 'http://localhost:4318/v1/logs', target: '/v1/logs' },
          },
        },
      ],
    });
    expect(Object.keys(document.sdks[0].signals)).toEqual(['traces', 'metrics', 'logs']);
  });

  test('has every SDK, the specification first', () => {
    const { sdks } = json('all', {});
    expect(sdks.map(({ sdk }: { sdk: string }) => sdk)).toEqual(READERS.map(({ name }) => name));
  });

  test('keeps what is known where nothing is sent', () => {
    const { traces } = json('java', { [`${E}ENDPOINT`]: 'localhost:4317' }).sdks[0].signals;
    expect(traces).toEqual({
      ...{ sends: false, why: 'endpoint/scheme-missing', protocol: 'grpc', url: null, connect: null },
      ...{ target: null, headers: {}, compression: 'none', timeoutMs: 10000 },
    });
  });

  test('names the proxy and what it is asked for', () => {
    const { metrics, traces } = json('python', rich).sdks[0].signals;
    expect(metrics.connect).toMatchObject({
      ...{ host: 'collector.example', port: 4318, tls: true },
      proxy: { host: 'proxy.example', port: 3128, variable: 'https_proxy', form: 'connect' },
    });
    expect(Object.keys(metrics.connect.proxy).slice(0, 2)).toEqual(['host', 'port']);
    expect(traces.connect).toMatchObject({ host: 'traces.example', port: 80, proxy: null });
  });

  test('has the timeout in milliseconds whatever the unit of the SDK', () => {
    const timeout = (sdk: string) => json(sdk, { [`${E}TIMEOUT`]: '20' }).sdks[0].signals.traces.timeoutMs;
    expect(['python', 'js', 'swift'].map(timeout)).toEqual([20_000, 20, null]);
  });
});

describe('secrets', () => {
  test.each(READERS.map(({ name }) => name))('of headers, logins and queries stay hidden for %s', (sdk) => {
    expect(JSON.stringify(json(sdk, rich)) + text(sdk, rich)).not.toContain('CANARY');
  });

  test('stay hidden in the table of all', () => {
    expect(all(rich)).not.toContain('CANARY');
  });

  test('of headers are shown where they were asked for, and no others', () => {
    const { headers } = json('js', rich, true).sdks[0].signals.traces;
    expect(headers).toEqual({ authorization: 'Bearer CANARY-token', 'x-tenant': 'CANARY-tenant' });
    const shown = text('js', rich, 80, true);
    expect(shown).toContain('authorization: Bearer CANARY-token');
    expect(shown).not.toMatch(/CANARY-(?!token|tenant)/);
  });

  test('cannot break the document', () => {
    const { traces } = json('js', { [`${E}HEADERS`]: 'a=true,b=4318,c=none,d=http/protobuf' }).sdks[0]
      .signals;
    expect(traces).toMatchObject({ sends: true, compression: 'none', connect: { port: 4318 } });
  });

  test('cannot move the cursor', () => {
    const odd = { [`${E}ENDPOINT`]: 'http://a\u001b[2Jb', [`${E}HEADERS`]: 'a=%1b[2J' };
    for (const output of [text('js', odd, 80, true), all(odd)])
      expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('text', () => {
  test('for one SDK', async () => {
    await expect(text('python', rich)).toMatchFileSnapshot('golden/env-python.80.txt');
  });

  test('of an environment that says nothing', async () => {
    await expect(text('js', {})).toMatchFileSnapshot('golden/env-default.80.txt');
  });

  test('for all SDKs, of an endpoint without a scheme', async () => {
    const variables = { [`${E}ENDPOINT`]: 'collector:4317', [`${E}PROTOCOL`]: 'grpc' };
    await expect(all(variables)).toMatchFileSnapshot('golden/env-all.80.txt');
  });

  test.each([80, 60, 40])('fits %i columns', (columns) => {
    for (const variables of [rich, { [`${E}ENDPOINT`]: 'localhost:4317', [`${E}TIMEOUT`]: '10s' }])
      for (const output of [text('python', variables, columns), all(variables, columns)])
        for (const line of output.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
  });

  test('says where a value comes from and what it hides', () => {
    const { layer } = parseEnvFile('.env', `A=1\n${E}ENDPOINT=http://new:4318\n`);
    const environment = mergeLayers([environmentLayer({ [`${E}ENDPOINT`]: 'http://old:4318' }), layer]);
    const { report } = envReport([{ sdk: js, environment }]);
    const [only] = report.sdks;
    const output = only === undefined ? '' : renderEnv(only, [], 80);
    expect(output).toContain(`from ${E}ENDPOINT in .env:2`);
    expect(output).toMatch(/instead of http:\/\/old:4318 from\n +OTEL_EXPORTER_OTLP_ENDPOINT\n/);
  });

  test('says what this SDK does about a value that it cannot use', () => {
    const variables = { [`${E}TIMEOUT`]: '10s', [`${E}PROTOCOL`]: 'grpc' };
    expect(text('python', variables)).toContain('this SDK does not start with it');
    expect(text('js', variables)).toContain('falls back to its default');
  });

  test('marks what differs from the specification, and nothing else', () => {
    const lines = all({}).split('\n');
    const row = (sdk: string): string => lines.find((line) => line.startsWith(`${sdk} `)) ?? '';
    expect(row('js')).not.toContain('*');
    expect(row('python')).toMatch(/\*grpc +\*http:\/\/localhost:4317$/);
  });

  test('tells apart signals that go different ways', () => {
    const output = all({ OTEL_METRICS_EXPORTER: 'none' });
    expect(output).toContain('traces, logs: http://localhost:4318/v1/{signal}');
    expect(output).toContain('metrics: sends nothing');
  });
});

test('twice as many headers are twice the work, and no more', () => {
  const real = Map.prototype.get;
  const stepsFor = (count: number): number => {
    const list = Array.from({ length: count }, (_, index) => `x-h${index}=value-${index}-abc`).join(',');
    let steps = 0;
    Map.prototype.get = function (this: Map<unknown, unknown>, key: unknown) {
      steps += 1;
      return real.call(this, key);
    };
    try {
      read('js', { [`${E}HEADERS`]: list });
    } finally {
      Map.prototype.get = real;
    }
    return steps;
  };
  const [once, twice] = [stepsFor(200), stepsFor(400)];
  expect(once).toBeGreaterThan(200);
  expect(twice / once).toBeLessThan(2.2);
});

describe('a program with settings of its own', () => {
  test('says what its log is worth, and when it sends', () => {
    expect(text('deno', {})).toContain('an empty log does not say that all is well');
    expect(text('deno', {})).toContain('OTEL_DENO is not set (not set) [config/not-switched-on]');
    expect(text('logfire', {})).toContain('one line for an answer such as 404');
    expect(text('js', {})).not.toContain('How it behaves');
  });

  test('stands apart from the SDKs', () => {
    const lines = all({}).split('\n');
    const heading = lines.indexOf('PROGRAM');
    expect(lines.findIndex((line) => line.startsWith('swift '))).toBeLessThan(heading);
    expect(lines.findIndex((line) => line.startsWith('spring-boot-3 '))).toBeGreaterThan(heading);
  });
});
