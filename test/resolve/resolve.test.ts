import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SIGNALS, type Signal } from '../../src/model/signal.ts';
import type { SettingProblem, Target } from '../../src/model/target.ts';
import type { FileStates } from '../../src/resolve/files.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { findSdk, SDKS } from '../../src/resolve/sdks/index.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';
import { REAL_VARIABLES } from '../../src/resolve/variables.ts';

type Variables = Readonly<Record<string, string>>;

const resolution = (
  sdk: string,
  env: Variables,
  signals: readonly Signal[] = ['traces'],
  states: FileStates = {},
) => resolve(mergeLayers([environmentLayer(env)]), findSdk(sdk) ?? spec, signals, states);

const target = (sdk: string, env: Variables, states: FileStates = {}): Target => {
  const [first] = resolution(sdk, { OTEL_SERVICE_NAME: 'shop', ...env }, ['traces'], states).resolution
    .targets;
  if (first === undefined) throw new Error('no target');
  return first;
};

/** `sends where` or why not, in one line. */
const way = (sdk: string, env: Variables): string => {
  const { sends, why, url } = target(sdk, env);
  return sends ? `${url}` : `nothing: ${why}`;
};

const problem = (sdk: string, env: Variables, code: string): SettingProblem | undefined =>
  target(sdk, env).problems.find((entry) => entry.code === code);

const E = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const P = 'OTEL_EXPORTER_OTLP_PROTOCOL';
const H = 'OTEL_EXPORTER_OTLP_HEADERS';
const T = 'OTEL_EXPORTER_OTLP_TIMEOUT';

const TEXTS = [
  ...[
    'http://localhost:4318',
    'localhost:4317',
    '127.0.0.1:4318',
    'grpc',
    'http/json',
    'otlp',
    'none',
    'true',
  ],
  ...[
    '',
    ' ',
    '"quoted"',
    'a=b,c',
    '$(X)',
    '%',
    '%zz',
    'unix:///x',
    '://',
    'http://[',
    'http://a:b@c/?d=e#f',
  ],
];

const anyValue = fc.oneof(fc.constantFrom(...TEXTS), fc.string(), fc.string({ unit: 'binary' }));
const anyName = fc.constantFrom(
  ...REAL_VARIABLES,
  'HTTP_PROXY',
  'https_proxy',
  'NO_PROXY',
  'grpc_proxy',
  'OTEL_X',
);
const anyEnvironment = fc.dictionary(anyName, anyValue, { maxKeys: 8 });
const anySdk = fc.constantFrom(...SDKS.map(({ name }) => name));

describe('whatever the environment', () => {
  test('nothing throws, and what comes out is plain data', () => {
    fc.assert(
      fc.property(anySdk, anyEnvironment, (sdk, env) => {
        const { resolution: plain } = resolution(sdk, env, SIGNALS);
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
      }),
      { numRuns: 400 },
    );
  });

  // Met by chance or by hand: keys of every object, numbers beyond counting, half a pair of surrogates.
  const nasty = [
    '__proto__',
    'constructor',
    'toString',
    '-0',
    '1e999',
    '-1e999',
    'Infinity',
    '\ud800',
    'a=\ud800',
  ];

  test.each(nasty)('%j as any value of any SDK is plain data', (value) => {
    for (const { name: sdk } of SDKS)
      for (const name of REAL_VARIABLES) {
        const { resolution: plain } = resolution(sdk, { [name]: value }, SIGNALS);
        expect(JSON.parse(JSON.stringify(plain)), `${sdk} ${name}`).toEqual(plain);
      }
  });

  test('every signal is told of, once, and what sends nothing says why', () => {
    fc.assert(
      fc.property(anySdk, anyEnvironment, (sdk, env) => {
        const { targets } = resolution(sdk, env, SIGNALS).resolution;
        expect(targets.flatMap(({ signals }) => signals).sort()).toEqual([...SIGNALS].sort());
        for (const { sends, why, url, socket } of targets) {
          expect(sends).toBe(why === null);
          if (sends && socket === null) expect(url).not.toBeNull();
        }
      }),
      { numRuns: 400 },
    );
  });

  const secretText = fc.stringMatching(/^zq[0-9a-f]{12}$/);
  const holders: readonly (readonly [string, (secret: string) => string])[] = [
    [H, (secret) => `authorization=Bearer%20${secret}`],
    [H, (secret) => `"api-key: ${secret}"`],
    [H, (secret) => `x-a=${secret};b=%zz`],
    ['OTEL_EXPORTER_OTLP_TRACES_HEADERS', (secret) => `a=${secret},b`],
    ['OTEL_EXPORTER_OTLP_HEADER', (secret) => `api-key=${secret}`],
    ['otel_exporter_otlp_headers', (secret) => `api-key=${secret}`],
    [E, (secret) => `http://user:${secret}@host:4318/x`],
    [E, (secret) => `"http://user:${secret}@host:4318"`],
    [E, (secret) => `http://host:4318?key=${secret}`],
    ['OTEL_EXPORTER_OTLP_ENDPIONT', (secret) => `http://user:${secret}@host`],
    ['HTTP_PROXY', (secret) => `http://user:${secret}@proxy:3128`],
    ['https_proxy', (secret) => `user:${secret}@proxy:3128`],
    ['OTEL_RESOURCE_ATTRIBUTES', (secret) => `a,token=${secret}`],
  ];

  test('no secret is in what comes out', () => {
    fc.assert(
      fc.property(
        anySdk,
        anyEnvironment,
        secretText,
        fc.constantFrom(...holders),
        (sdk, env, secret, [name, hold]) => {
          const { resolution: plain, secrets } = resolution(sdk, { ...env, [name]: hold(secret) }, SIGNALS);
          expect(JSON.stringify(plain)).not.toContain(secret);
          expect(JSON.stringify(secrets.targets)).not.toContain(secret);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a plain working set-up is a problem for nobody but who reads none of it', () => {
    const env = {
      [E]: 'http://collector:4318',
      [P]: 'http/protobuf',
      [H]: 'api-key=abc',
      OTEL_SERVICE_NAME: 'shop',
    };
    for (const { name, ignored } of SDKS) {
      const { problems, sends } = target(name, env);
      expect([name, sends, problems.filter(({ code }) => code !== 'config/variable-unsupported')]).toEqual([
        name,
        true,
        [],
      ]);
      if (!ignored.includes('ENDPOINT')) expect(problems).toEqual([]);
    }
  });
});

describe('the specification', () => {
  test.each([
    [{}, 'http://localhost:4318/v1/traces'],
    [{ [P]: 'grpc' }, 'http://localhost:4317'],
    [{ [E]: ' http://c:1 ' }, 'http://c:1/v1/traces'],
    [{ [E]: 'c:4318' }, 'nothing: endpoint/scheme-missing'],
    [{ [P]: 'grpc', [E]: 'c:4317' }, 'https://c:4317'],
    [{ [P]: 'grpc', [E]: 'c:4317', OTEL_EXPORTER_OTLP_INSECURE: 'true' }, 'http://c:4317'],
    [{ [E]: '"http://c:4318"' }, 'nothing: endpoint/quoted'],
    [{ [E]: 'http:/c:4318' }, 'nothing: endpoint/invalid'],
    [{ OTEL_TRACES_EXPORTER: 'none' }, 'nothing: config/exporter-none'],
    [{ OTEL_SDK_DISABLED: 'TRUE' }, 'nothing: config/sdk-disabled'],
    [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, 'nothing: config/sampler-off'],
    [{ [P]: 'nonsense' }, 'http://localhost:4318/v1/traces'],
  ])('%j', (env, expected) => {
    expect(way('spec', env)).toBe(expected);
  });

  test('keeps the way of what is switched off, so that it can be tried', () => {
    for (const env of [{ OTEL_TRACES_EXPORTER: 'none' }, { OTEL_SDK_DISABLED: 'true' }]) {
      expect(target('spec', env)).toMatchObject({ sends: false, url: 'http://localhost:4318/v1/traces' });
    }
  });
});

describe('the path of an endpoint', () => {
  test.each(SDKS.map(({ name }) => name).filter((name) => name !== 'swift'))(
    'is for %s as it was written, without the path of the signal',
    (name) => {
      const written = target(name, { [E]: 'https://collector.example.com/otlp', [P]: 'http/protobuf' });
      expect(written.basePath).toMatch(/^\/otlp\/?$/);
    },
  );
});

describe('one environment, several meanings', () => {
  test.each<[string, Variables, Readonly<Record<string, string>>]>([
    [
      'nothing set',
      {},
      {
        python: 'http://localhost:4317',
        js: 'http://localhost:4318/v1/traces',
        go: 'https://localhost:4318/v1/traces',
        java: 'http://localhost:4317',
        'java-agent': 'http://localhost:4318/v1/traces',
        dotnet: 'http://localhost:4317',
        ruby: 'http://localhost:4318/v1/traces',
        rust: 'http://localhost:4318/v1/traces',
      },
    ],
    [
      'JSON',
      { [P]: 'http/json' },
      {
        python: 'nothing: config/protocol-unsupported',
        js: 'http://localhost:4318/v1/traces',
        go: 'nothing: config/protocol-unsupported',
        java: 'nothing: config/protocol-unsupported',
        dotnet: 'http://localhost:4317',
        erlang: 'nothing: config/protocol-unsupported',
        php: 'http://localhost:4318/v1/traces',
      },
    ],
    [
      'gRPC in Ruby',
      { [P]: 'grpc', [E]: 'http://c:4317' },
      { ruby: 'nothing: config/protocol-unsupported', cpp: 'http://c:4317', erlang: 'http://c:4317' },
    ],
    [
      'a slash at the end',
      { [P]: 'http/protobuf', [E]: 'http://c:4318/' },
      { cpp: 'http://c:4318//v1/traces', ruby: 'http://c:4318/v1/traces', erlang: 'http://c:4318/v1/traces' },
    ],
    [
      'the signal path in the base URL',
      { [P]: 'http/protobuf', [E]: 'http://c:4318/v1/traces' },
      { dotnet: 'http://c:4318/v1/traces', js: 'http://c:4318/v1/traces/v1/traces' },
    ],
    [
      'no scheme over HTTP',
      { [P]: 'http/protobuf', [E]: 'c:4318' },
      {
        php: 'https://c:4318/v1/traces',
        cpp: 'http://c:4318/v1/traces',
        ruby: 'nothing: endpoint/scheme-missing',
        erlang: 'nothing: endpoint/scheme-missing',
        dotnet: 'nothing: endpoint/scheme-missing',
      },
    ],
    [
      'an IP address without a scheme',
      { [P]: 'http/protobuf', [E]: '10.0.0.1:4318' },
      { dotnet: 'http://localhost:4318/v1/traces', js: 'http://localhost:4318/v1/traces' },
    ],
  ])('%s', (_, env, expected) => {
    const got = Object.fromEntries(Object.keys(expected).map((sdk) => [sdk, way(sdk, env)]));
    expect(got).toEqual(expected);
  });

  test('an endpoint that Swift does not read', () => {
    const { unknown, problems } = target('swift', { [E]: 'http://c:4318' });
    expect(unknown).toContain('endpoint');
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'config/variable-unsupported', variable: E }),
    );
  });

  test.each([
    ['python', '10', 10_000, 1000],
    ['ruby', '10', 10_000, 1000],
    ['js', '10', 10, 1],
    ['java', '10s', 10_000, 1],
    ['cpp', '2s', 2000, 1],
    ['go', '10s', 10_000, 1],
    ['erlang', '5', null, 1],
  ])('TIMEOUT in %s: %s', (sdk, text, ms, unit) => {
    expect(target(sdk, { [T]: text, [P]: 'http/protobuf' })).toMatchObject({
      exportTimeoutMs: ms,
      timeoutUnitMs: unit,
    });
  });

  test('a proxy takes localhost in some', () => {
    const env = {
      [P]: 'http/protobuf',
      [E]: 'http://localhost:4318',
      http_proxy: 'http://proxy:3128',
      HTTP_PROXY: 'http://proxy:3128',
    };
    const using = SDKS.filter(({ name }) => target(name, env).proxy !== null).map(({ name }) => name);
    expect(using).toEqual(['python', 'rust', 'cpp']);
  });

  test('Go and certificates', () => {
    const file = { OTEL_EXPORTER_OTLP_CERTIFICATE: '/ca.pem' };
    expect(way('go', { ...file, [E]: 'http://c:4318' })).toBe('nothing: config/conflict');
    expect(way('go', { ...file, [P]: 'grpc', [E]: 'http://c:4317' })).toBe('https://c:4317');
    const missing = target('go', { ...file, [E]: 'http://c:4318' }, { '/ca.pem': 'missing' });
    expect(missing).toMatchObject({ sends: true, secure: false });
    expect(missing.ignoredFiles).toEqual([{ variable: 'OTEL_EXPORTER_OTLP_CERTIFICATE', path: '/ca.pem' }]);
  });

  test('a socket', () => {
    const env = { [P]: 'grpc', [E]: 'unix:///run/otel.sock' };
    expect(target('python', env)).toMatchObject({
      sends: true,
      url: null,
      socket: '/run/otel.sock',
      faults: [],
    });
    expect(target('spec', env)).toMatchObject({ sends: true, socket: '/run/otel.sock', faults: [] });
    expect(way('java', env)).toBe('nothing: endpoint/scheme-unsupported');
  });

  test('a target with the name of a resolver', () => {
    const env = { [P]: 'grpc', [E]: 'dns:///c:4317' };
    for (const sdk of ['python', 'go']) {
      expect(target(sdk, env)).toMatchObject({ sends: true, host: 'c', port: 4317, faults: [] });
    }
    expect(target('js', env)).toMatchObject({ sends: false });
    expect(way('java', env)).toBe('nothing: endpoint/scheme-unsupported');
  });
});

describe('several signals', () => {
  test('one fault stops all of them where the SDK starts as one', () => {
    const env = { OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'nonsense' };
    expect(way('java', env)).toBe('nothing: config/protocol-unknown');
    expect(way('python', env)).toBe('nothing: config/protocol-unknown');
    expect(way('js', env)).toBe('http://localhost:4318/v1/traces');
    expect(way('java', { ...env, OTEL_LOGS_EXPORTER: 'none' })).toBe('http://localhost:4317');
  });

  test('are told apart where only one is switched off', () => {
    const { targets } = resolution('spec', { OTEL_LOGS_EXPORTER: 'none' }, SIGNALS).resolution;
    expect(targets.map(({ signals, sends }) => [signals, sends])).toEqual([
      [['traces', 'metrics'], true],
      [['logs'], false],
    ]);
  });

  test('Go logs read INSECURE otherwise than traces', () => {
    const env = { [E]: 'http://c:4318', OTEL_EXPORTER_OTLP_INSECURE: 'false' };
    const { targets } = resolution('go', env, SIGNALS).resolution;
    expect(targets.map(({ signals, secure }) => [signals, secure])).toEqual([
      [['traces', 'metrics'], true],
      [['logs'], false],
    ]);
  });
});

describe('a flag', () => {
  const flag = (env: Variables, name: string, value: string) =>
    mergeLayers([
      environmentLayer(env),
      { values: { [name]: { value, source: { kind: 'flag', name: '--flag' } } } },
    ]);

  test.each(SDKS.filter(({ ignored }) => !ignored.includes('ENDPOINT')).map(({ name }) => [name]))(
    'wins over all variables in %s',
    (sdk) => {
      const env = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://own:1/v1/traces', [E]: 'http://general:1' };
      const { resolution: plain } = resolve(flag(env, E, 'http://flag:4318'), findSdk(sdk) ?? spec, [
        'traces',
      ]);
      expect(plain.targets[0]).toMatchObject({ host: 'flag', endpointBy: { byFlag: true } });
    },
  );
});

const RESOURCE = 'config/resource-attributes-malformed';

describe('problems', () => {
  test.each<[string, Variables, string, string, string]>([
    ['js', { [H]: 'a: b' }, 'config/headers-malformed', 'ignored', 'colon-for-equals'],
    ['java', { [H]: 'a: b' }, 'config/headers-malformed', 'does-not-start', 'no-equals-sign'],
    ['js', { [H]: 'a=b;c=d' }, 'config/headers-malformed', 'changed', 'semicolon'],
    ['go', { [H]: 'a="b"' }, 'config/headers-malformed', 'changed', 'value-quoted'],
    ['python', { [H]: 'a="b"' }, 'config/headers-malformed', 'ignored', 'value-quoted'],
    ['java', { [H]: 'a=b+c' }, 'config/header-encoding', 'changed', 'plus-becomes-blank'],
    ['cpp', { [H]: 'a=Bearer%20x' }, 'config/header-encoding', 'changed', 'not-decoded'],
    ['python', { [H]: 'a=Basic x%3D' }, 'config/header-encoding', 'changed', 'not-decoded'],
    ['js', { [H]: 'a=b%0Ac' }, 'config/headers-malformed', 'sends-nothing', 'control-character'],
    ['js', { [P]: 'GRPC' }, 'config/protocol-unknown', 'falls-back', 'unknown'],
    ['go', { [P]: 'GRPC' }, 'config/protocol-unknown', 'does-not-start', 'unknown'],
    ['ruby', { [P]: 'grpc' }, 'config/protocol-unsupported', 'sends-nothing', 'unsupported'],
    [
      'python',
      { [P]: 'grpc', OTEL_EXPORTER_OTLP_COMPRESSION: 'none' },
      'config/compression-unknown',
      'does-not-start',
      'unknown',
    ],
    ['go', { OTEL_EXPORTER_OTLP_COMPRESSION: 'zip' }, 'config/compression-unknown', 'ignored', 'unknown'],
    [
      'python',
      { [T]: '10000', [P]: 'http/protobuf' },
      'config/timeout-suspicious',
      'changed',
      'unit-seconds',
    ],
    ['js', { [T]: '10' }, 'config/timeout-suspicious', 'changed', 'too-short'],
    ['js', { [T]: '99999999999' }, 'config/timeout-suspicious', 'changed', 'endless'],
    ['js', { [T]: '10s' }, 'config/timeout-suspicious', 'falls-back', 'not-a-number'],
    ['java', { OTEL_TRACES_SAMPLER: 'always_onn' }, 'config/sampler-invalid', 'does-not-start', 'unknown'],
    ['js', { OTEL_TRACES_SAMPLER: 'traceidratio' }, 'config/sampler-invalid', 'falls-back', 'ratio-missing'],
    [
      'js',
      { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.01' },
      'config/sampler-ratio',
      'changed',
      'part',
    ],
    [
      'go',
      { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.0001' },
      'config/sampler-ratio',
      'changed',
      'tiny',
    ],
    ['js', { OTEL_RESOURCE_ATTRIBUTES: 'a=b==,c=d' }, RESOURCE, 'ignored', 'bare-equals-sign'],
    ['js', { OTEL_RESOURCE_ATTRIBUTES: `a=${'x'.repeat(256)}` }, RESOURCE, 'ignored', 'value-too-long'],
    ['js', { OTEL_RESOURCE_ATTRIBUTES: 'a=b,c' }, RESOURCE, 'ignored', 'no-equals-sign'],
    ['python', { OTEL_RESOURCE_ATTRIBUTES: 'a=b,c' }, RESOURCE, 'changed', 'no-equals-sign'],
    ['java', { OTEL_TRACES_EXPORTER: 'zipkin' }, 'config/exporter-not-otlp', 'sends-nothing', 'zipkin'],
    ['java', { OTEL_TRACES_EXPORTER: 'otlp,zipkin' }, 'config/exporter-unknown', 'changed', 'needs-package'],
    ['java', { OTEL_TRACES_EXPORTER: 'zipkinn' }, 'config/exporter-unknown', 'does-not-start', 'unknown'],
    [
      'js',
      { OTEL_TRACES_EXPORTER: 'prometheus' },
      'config/exporter-unknown',
      'sends-nothing',
      'metrics-only',
    ],
    ['js', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, 'config/variable-empty', 'falls-back', 'empty'],
    ['js', { OTEL_PROPAGATORS: 'baggage' }, 'config/propagators-invalid', 'changed', 'no-trace-context'],
    ['js', { OTEL_PROPAGATORS: 'xray' }, 'config/propagators-invalid', 'ignored', 'needs-package'],
    ['python', { OTEL_PROPAGATORS: 'b3' }, 'config/propagators-invalid', 'changed', 'needs-package'],
    ['js', { OTEL_PROPAGATORS: 'nonsense' }, 'config/propagators-invalid', 'ignored', 'unknown'],
    [
      'java',
      { OTEL_RESOURCE_ATTRIBUTES: 'a' },
      'config/resource-attributes-malformed',
      'does-not-start',
      'no-equals-sign',
    ],
    [
      'js',
      { OTEL_RESOURCE_ATTRIBUTES: 'a=b,' },
      'config/resource-attributes-malformed',
      'changed',
      'empty-entry',
    ],
    ['js', { OTEL_TRACES_EXPORTER: 'otlp_http' }, 'config/exporter-unknown', 'sends-nothing', 'unknown'],
    ['js', { OTEL_TRACES_EXPORTER: 'console' }, 'config/exporter-not-otlp', 'sends-nothing', 'to-output'],
    ['java', { OTEL_EXPORTER_OTLP_INSECURE: 'true' }, 'config/variable-unsupported', 'ignored', 'not-read'],
    ['go', { OTEL_SDK_DISABLED: 'true' }, 'config/variable-unsupported', 'ignored', 'not-read'],
    ['spec', { OTEL_SDK_DISABLED: '1' }, 'config/sdk-disabled', 'ignored', 'not-a-boolean'],
    [
      'go',
      { [E]: 'http://c:1', OTEL_EXPORTER_OTLP_INSECURE: 'false' },
      'config/conflict',
      'changed',
      'insecure-against-scheme',
    ],
    [
      'js',
      { [E]: 'http://c:1', OTEL_EXPORTER_OTLP_INSECURE: 'false' },
      'config/conflict',
      'ignored',
      'insecure-against-scheme',
    ],
    [
      'js',
      { [E]: 'http://c:1', OTEL_EXPORTER_OTLP_CERTIFICATE: '/ca' },
      'config/conflict',
      'ignored',
      'certificate-with-plaintext',
    ],
    ['js', { OTEL_SERVICE_NAME: '"shop"' }, 'config/value-quoted', 'changed', 'quoted'],
    ['js', { [E]: 'http://$(NODE_IP):4318' }, 'config/value-unexpanded', 'sends-nothing', 'unexpanded'],
    [
      'python',
      { [E]: 'http://a:4318?x=1', [P]: 'http/protobuf' },
      'endpoint/query-misplaced',
      'changed',
      'query',
    ],
    ['go', { [E]: 'http://a:4318?x=1' }, 'endpoint/query-misplaced', 'ignored', 'query'],
    ['java', { [E]: 'http://a:4317/x' }, 'endpoint/path-on-grpc', 'does-not-start', 'path'],
    ['go', { [E]: 'http://u:p@a:4318' }, 'endpoint/credentials-in-url', 'ignored', 'login'],
    [
      'python',
      { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '5000' },
      'config/number-invalid',
      'does-not-start',
      'batch-over-queue',
    ],
    ['python', { OTEL_CONFIG_FILE: '/otel.yaml' }, 'config/file-overrides', 'changed', 'replaces-variables'],
    [
      'go',
      { OTEL_CONFIG_FILE: '/otel.yaml' },
      'config/variable-unsupported',
      'ignored',
      'config-file-not-read',
    ],
  ])('%s: %j is %s', (sdk, env, code, effect, detail) => {
    expect(problem(sdk, env, code)).toMatchObject({ effect, detail });
  });

  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPIONT', E],
    ['OTEL_EXPORTER_OTLP_ENDPOINTS', E],
    ['OTEL_EXPORTER_ENDPOINT', E],
    ['OTLP_ENDPOINT', E],
    ['OTEL_OTLP_EXPORTER_ENDPOINT', E],
    ['otel_exporter_otlp_endpoint', E],
    ['OTEL_EXPORTER_OTLP_SPAN_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'],
    ['OTEL_EXPORTER_OTLP_HEADER', H],
    ['OTEL_TRACE_EXPORTER', 'OTEL_TRACES_EXPORTER'],
    ['OTEL_SERVICENAME', 'OTEL_SERVICE_NAME'],
  ])('%s is meant to be %s', (name, meant) => {
    const env = mergeLayers([{ values: { [name]: { value: 'x', source: { kind: 'env', name } } } }]);
    const { problems = [] } = resolve(env, spec, ['traces']).resolution.targets[0] ?? {};
    expect(problems.find(({ code }) => code === 'config/variable-misspelled')).toMatchObject({
      variable: name,
      rename: meant,
      // What was meant may be a secret or not: that decides, and not the name that it has.
      shown: meant === H ? null : 'x',
      repaired: meant === H ? null : 'x',
    });
  });

  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPIONT', 'http://u:p@a:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPIONT', 'http://a:4318?key=1'],
    ['OTEL_EXPORTER_OTLP_TRACES_HEADER', 'a=b'],
    ['OTEL_RESOURCE_ATTRIBUTE', 'a=b'],
  ])('what %s=%s holds is not shown', (name, value) => {
    const found = problem('spec', { [name]: value }, 'config/variable-misspelled');
    expect(found?.rename).toBeDefined();
    expect(found).toMatchObject({ shown: null, repaired: null });
  });

  test('a misspelt variable beside the real one is not offered in its place', () => {
    const both = { [E]: 'http://a:4318', otel_exporter_otlp_endpoint: 'http://b:4318' };
    const found = problem('spec', both, 'config/variable-misspelled');
    expect(found).toMatchObject({ detail: 'beside-the-real-one', repaired: null });
    expect(found?.rename).toBeUndefined();
    const same = { [E]: 'http://a:4318', otel_exporter_otlp_endpoint: 'http://a:4318' };
    expect(problem('spec', same, 'config/variable-misspelled')).toBeUndefined();
  });

  test.each(['OTEL_ENDPOINT', 'OTEL_HEADERS', 'OTEL_COLLECTOR_URL'])('%s is a program’s own', (name) => {
    expect(problem('spec', { [name]: 'x' }, 'config/variable-misspelled')).toBeUndefined();
    expect(problem('spec', { [name]: 'x' }, 'config/variable-unsupported')?.detail).toBe('own-of-programs');
  });

  test.each([
    'OTEL_EXPORTER',
    'OTEL_LOG_USER_PROMPTS',
    'OTEL_METRICS_INCLUDE_SESSION_ID',
    'OTEL_LOGS_EXPORT_INTERVAL',
    'OTEL_TRACER_NAME',
    'OTEL_ENVIRONMENT_NAME',
    'OTEL_DEBUG',
    'OTEL_COLLECTOR_HOST',
    'OTEL_AWS_APPLICATION_SIGNALS_ENABLED',
  ])('%s of a program is nobody’s business', (name) => {
    expect(problem('spec', { [name]: '1' }, 'config/variable-misspelled')).toBeUndefined();
    expect(problem('spec', { [name]: '1' }, 'config/variable-unsupported')).toBeUndefined();
  });

  test.each([
    ['js', 'authorization: Bearer zq', 'authorization=Bearer%20***'],
    ['js', 'Authorization: Bearer zq, x-scope: 1', 'authorization=Bearer%20***,x-scope=***'],
    ['python', '"authorization=Bearer zq"', 'authorization=Bearer%20***'],
    ['python', '{"api-key": "zq", "x-a": "1"}', 'api-key=***,x-a=***'],
    ['go', 'api-key=zq;x-a=1', 'api-key=***,x-a=***'],
    ['js', 'Authorization Bearer zq', 'authorization=Bearer%20***'],
    ['js', 'zq', null],
  ])('%s: the header list %j is meant to be %j', (sdk, list, repaired) => {
    const found = problem(sdk, { [E]: 'http://a:4318', [H]: list }, 'config/headers-malformed');
    expect(found?.repaired ?? null).toBe(repaired);
    expect(JSON.stringify(found)).not.toContain('zq');
  });

  test.each(['OTEL_PYTHON_DJANGO_INSTRUMENT', 'OTEL_INSTRUMENTATION_KAFKA_ENABLED', 'OTEL_SERVICE_VERSION'])(
    '%s is left alone',
    (name) => {
      expect(problem('spec', { [name]: 'x' }, 'config/variable-misspelled')).toBeUndefined();
    },
  );
});

test.each([
  ['python', { OTEL_RESOURCE_ATTRIBUTES: `a=b==,c=${'x'.repeat(256)}` }],
  ['go', { OTEL_RESOURCE_ATTRIBUTES: 'a=b==' }],
  ['js', { OTEL_RESOURCE_ATTRIBUTES: `a=${'x'.repeat(255)}` }],
  ['js', { OTEL_RESOURCE_ATTRIBUTES: `a=${'%20'.repeat(255)}` }],
])('%s takes resource attributes as they are', (sdk, env) => {
  expect(problem(sdk, env, 'config/resource-attributes-malformed')).toBeUndefined();
});
