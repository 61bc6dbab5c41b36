import { describe, expect, test } from 'vitest';
import { placeOf, settingAt } from '../../../src/model/collector-reading.ts';
import { collectorImage } from '../../../src/scan/collector/image.ts';
import { isCollectorConfig, readCollector } from '../../../src/scan/collector/read-collector.ts';
import { applyDiff } from '../../../src/scan/patch/apply.ts';
import { patchesOf, tell } from './fixtures.ts';

const CONFIG = `receivers:
  otlp:
    protocols:
      grpc:
exporters:
  otlp_http/backend:
    endpoint: \${env:BACKEND:-http://backend:4318}
    timeout: \${env:TIMEOUT}
service:
  pipelines:
    traces/in:
      receivers: [otlp]
      exporters:
        - otlp_http/backend
`;

const read = (text: string, change: Partial<Parameters<typeof readCollector>[0]> = {}) =>
  readCollector({ path: 'c.yaml', text, ...change });

describe('readCollector', () => {
  test('knows where everything stands', () => {
    const { components, pipelines, problems } = read(CONFIG);
    const [receiver, exporter] = components;
    expect(problems).toEqual([]);
    expect(receiver).toMatchObject({
      kind: 'receiver',
      type: 'otlp',
      name: null,
      at: { line: 2, column: 3 },
    });
    expect(exporter).toMatchObject({ id: 'otlp_http/backend', type: 'otlp_http', name: 'backend' });
    expect(exporter && placeOf('c.yaml', exporter, 'endpoint')).toEqual({
      path: 'c.yaml',
      line: 7,
      column: 5,
    });
    expect(receiver && placeOf('c.yaml', receiver, 'protocols', 'grpc', 'endpoint').line).toBe(4);
    expect(pipelines).toMatchObject([
      {
        id: 'traces/in',
        signal: 'traces',
        name: 'in',
        receivers: [{ id: 'otlp', at: { line: 12, column: 19 } }],
      },
    ]);
    expect(pipelines[0]?.exporters).toEqual([
      { id: 'otlp_http/backend', at: { path: 'c.yaml', line: 14, column: 11 } },
    ]);
  });

  test('fills in what is known, takes defaults, and keeps the rest as it is written', () => {
    const { components, references } = read(CONFIG);
    expect(settingAt(components[1]?.settings ?? null, 'endpoint')).toBe('http://backend:4318');
    expect(settingAt(components[1]?.settings ?? null, 'timeout')).toBe(`\${env:TIMEOUT}`);
    expect(references.map(({ name, form, fallback, at }) => [name, form, fallback, at.line])).toEqual([
      ['BACKEND', 'env', 'http://backend:4318', 7],
      ['TIMEOUT', 'env', null, 8],
    ]);
    const known = read(CONFIG, { lookup: (name) => ({ BACKEND: 'http://tempo:4318', TIMEOUT: '30' })[name] });
    expect(settingAt(known.components[1]?.settings ?? null, 'endpoint')).toBe('http://tempo:4318');
    expect(settingAt(known.components[1]?.settings ?? null, 'timeout')).toBe(30);
  });

  test('keeps no secret, neither in settings nor in lines', () => {
    const text = `receivers:
  sqlquery:
    datasource: "host=db password=HUSH1"
exporters:
  otlp_http:
    endpoint: https://user:HUSH2@x.example.com?token=HUSH3
    headers:
      api-key: HUSH4
    tls: { key_pem: HUSH5 }
  otlp_grpc: { endpoint: "x:4317", headers: { authorization: "Bearer HUSH6" } }
extensions:
  basicauth:
    client_auth: { username: me, password: HUSH7 }
  bearertokenauth:
    token: HUSH8
    tokens:
      - HUSH9
  x:
    endpoint: x # HUSH10HUSH10HUSH10HUSH10
service:
  extensions: [basicauth]
  pipelines:
    traces: { receivers: [sqlquery], exporters: [otlp_http] }
`;
    expect(JSON.stringify(read(text))).not.toContain('HUSH');
  });

  test('counts in the file for what is embedded, and its patches fit there', () => {
    const file = `apiVersion: v1
kind: ConfigMap
data:
  relay: |
${CONFIG.replace(/^(?=.)/gm, '    ')}`;
    const fact = read(CONFIG, {
      within: 'relay',
      firstLine: 5,
      indent: 4,
      host: { inContainer: true, network: 'own' },
    });
    const [found] = tell(fact);
    expect(fact.id).toBe('c.yaml relay');
    expect(found?.location).toEqual({ path: 'c.yaml', line: 8, column: 11 });
    const [patch] = found === undefined ? [] : patchesOf(found);
    const after = applyDiff(patch?.diff ?? '', () => file)?.get('c.yaml');
    expect(after?.split('\n').slice(7, 9)).toEqual(['          grpc:', '            endpoint: 0.0.0.0:4317']);
  });

  test('offers no patch where its lines are not those of the file', () => {
    const fact = read(CONFIG, {
      firstLine: 9,
      linesMatch: false,
      host: { inContainer: true, network: 'own' },
    });
    const [found] = tell(fact);
    expect(found?.location).toMatchObject({ line: 9, column: 1 });
    expect(found?.fixes).toMatchObject([{ text: expect.stringContaining('endpoint: 0.0.0.0:4317') }]);
  });

  test('keeps the ends of lines of Windows', () => {
    const text = CONFIG.replaceAll('\n', '\r\n');
    const [found] = tell(read(text, { host: { inContainer: true, network: 'own' } }));
    const [patch] = found === undefined ? [] : patchesOf(found);
    const after = applyDiff(patch?.diff ?? '', () => text)?.get('c.yaml');
    expect(after).toContain('      grpc:\r\n        endpoint: 0.0.0.0:4317\r\n');
    expect(
      tell(read(after ?? '', { host: { inContainer: true, network: 'own' } })).map(({ code }) => code),
    ).not.toContain('pipeline/receiver-bound-to-loopback');
  });

  test('takes a file without service for a part of a configuration', () => {
    const { complete, problems } = read('receivers:\n  otlp:\n    protocols:\n      grpc:\n');
    expect({ complete, problems }).toEqual({ complete: false, problems: [] });
  });
});

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, index) => {
    const before = 'abcdefgh'[index];
    return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`;
  }),
].join('\n');

describe('hostile texts', () => {
  test.each([
    ['nothing', ''],
    ['binary', '\u0000\u0001\uFFFD\u0007'.repeat(1000)],
    ['a bomb of aliases', bomb],
    ['an alias of itself', 'a: &a\n  b: *a\n'],
    ['thousands of brackets', `receivers: ${'['.repeat(20_000)}`],
    ['deep nesting', `receivers: ${'{a: '.repeat(5_000)}${'}'.repeat(5_000)}`],
    ['a list', '- receivers\n- exporters\n'],
    ['a scalar', 'receivers'],
    ['lists in place of mappings', 'receivers: [otlp]\nexporters: 1\nservice: [a]\n'],
    [
      'keys that are no texts',
      '1: {}\n? [a]\n: b\nreceivers: { 2: { protocols: 3 }, null: ~ }\nservice: { pipelines: { 4: 5 } }',
    ],
    [
      'prototype keys',
      'receivers:\n  __proto__: {}\n  constructor: {}\nservice: { pipelines: { toString: {} } }',
    ],
  ])('%s', (_, text) => {
    const fact = read(text);
    expect(tell(fact).every(({ location }) => (location?.line ?? 0) >= 1)).toBe(true);
    expect(fact.path).toBe('c.yaml');
  });
});

describe('isCollectorConfig', () => {
  test.each([
    [['receivers', 'exporters', 'service'], true],
    [['receivers', 'exporters'], true],
    [['service', 'extensions'], true],
    [['service'], false],
    [['services', 'networks'], false],
    [['dist', 'receivers', 'exporters'], false],
  ])('%j is %s', (keys, expected) => {
    expect(isCollectorConfig(keys)).toBe(expected);
  });
});

describe('collectorImage', () => {
  test.each([
    ['otel/opentelemetry-collector', '0.158.0', 'core', '0.158.0'],
    ['docker.io/otel/opentelemetry-collector-contrib', 'latest', 'contrib', null],
    [
      'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s',
      'v0.120.0',
      'k8s',
      '0.120.0',
    ],
    ['jaegertracing/jaeger', '2.11.0', 'jaeger', '2.11.0'],
    ['public.ecr.aws/aws-observability/aws-otel-collector', null, 'other', null],
  ])('%s:%s', (name, tag, distribution, version) => {
    expect(collectorImage(name, tag)).toMatchObject({ distribution, version });
  });

  test.each([
    ['grafana/alloy', '1.9'],
    ['jaegertracing/jaeger', '1.60'],
    ['nginx', null],
  ])('%s:%s is none', (name, tag) => {
    expect(collectorImage(name, tag)).toBeNull();
  });
});

describe('ports that two want', () => {
  const saysOf = (rest: string, telemetry = '', version = '0.158.0') => {
    const text = `receivers:\n  otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" } } }\n${rest}`;
    const { problems } = readCollector({
      path: 'c.yaml',
      text: text.replace('TELEMETRY', telemetry),
      build: collectorImage('otel/opentelemetry-collector-contrib', version),
    });
    return problems.filter(({ kind }) => kind === 'port-taken').map(({ says }) => says);
  };
  const service = (exporters: string, extension: string) =>
    `exporters: ${exporters}\nextensions: ${extension}\nservice:\n  extensions: [health_check]\n  telemetry: {TELEMETRY}\n  pipelines: { metrics: { receivers: [otlp], exporters: [prometheus] } }\n`;
  const apart = service('{ prometheus: { endpoint: "0.0.0.0:8889" } }', '{ health_check: {} }');
  const onOwn = service('{ prometheus: { endpoint: "0.0.0.0:8888" } }', '{ health_check: {} }');
  const TAKEN =
    "The exporter prometheus listens on port 8888, which the Collector's own metrics have already";

  test.each([
    ['apart', apart, ''],
    [
      'its own metrics elsewhere',
      onOwn,
      'metrics: { readers: [{ pull: { exporter: { prometheus: { host: a, port: 8887 } } } }] }',
    ],
    ['its own metrics pushed', onOwn, 'metrics: { readers: [{ periodic: { exporter: { otlp: {} } } }] }'],
    ['without its own metrics', onOwn, 'metrics: { level: none }'],
    [
      'a port that is filled in',
      onOwn,
      `metrics: { readers: [{ pull: { exporter: { prometheus: { port: "\${env:PORT}" } } } }] }`,
    ],
  ])('%s: nothing', (_, rest, telemetry) => expect(saysOf(rest, telemetry)).toEqual([]));

  test.each([
    ['', '0.158.0'],
    ['metrics: { level: detailed }', '0.158.0'],
    [
      'metrics: { readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: 8888 } } } }] }',
      '0.158.0',
    ],
    ['metrics: { address: ":8888" }', '0.110.0'],
  ])('its own metrics by {%s}', (telemetry, version) =>
    expect(saysOf(onOwn, telemetry, version)).toEqual([TAKEN]),
  );

  test('an extension on a port of an exporter', () => {
    expect(
      saysOf(
        service(
          '{ prometheus: { endpoint: "0.0.0.0:8889" } }',
          '{ health_check: { endpoint: "0.0.0.0:8889" } }',
        ),
      ),
    ).toHaveLength(1);
  });
});
