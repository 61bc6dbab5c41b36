// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of configuration files look like that
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { substituteScalar } from '../../src/resolve/config-file/substitute.ts';
import { readConfigText } from '../../src/settings/config-file.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const VARIABLES: Readonly<Record<string, string>> = {
  TEXT: 'value',
  NUMBER: '1',
  HEX: '0xdeadbeef',
  TRUE: 'true',
  EMPTY: '',
  INJECT: 'value\nkey: value',
  REFERENCE: '${TEXT}',
};

const PATH = '/etc/otel.yaml';
const read = (text: string, variables = VARIABLES) => readConfigText(PATH, text, (name) => variables[name]);

// https://opentelemetry.io/docs/specs/otel/configuration/data-model/#environment-variable-substitution
describe('substitution', () => {
  test.each([
    ['${TEXT}', true, 'value'],
    ['${env:TEXT}', true, 'value'],
    ['${NUMBER}', true, 1],
    ['${NUMBER}', false, '1'],
    ['${HEX}', true, 0xdeadbeef],
    ['${TRUE}', true, true],
    ['${TRUE}', false, 'true'],
    ['${NOT_SET}', true, null],
    ['${NOT_SET}', false, ''],
    ['${EMPTY}', true, null],
    ['${NOT_SET:-fallback}', true, 'fallback'],
    ['${EMPTY:-fallback}', true, 'fallback'],
    ['${TEXT:-fallback}', true, 'value'],
    ['${NOT_SET:-http://localhost:4318}/v1/traces', true, 'http://localhost:4318/v1/traces'],
    ['foo ${TEXT} ${NUMBER}', true, 'foo value 1'],
    ['${INJECT}', true, 'value\nkey: value'],
    ['${REFERENCE}', true, '${TEXT}'],
    ['$${TEXT}', true, '${TEXT}'],
    ['$$${TEXT}', true, '$value'],
    ['$$$${TEXT}', true, '$${TEXT}'],
    ['$${TEXT:-fallback}', true, '${TEXT:-fallback}'],
    ['a $$ b', true, 'a $ b'],
    ['a $ b', true, 'a $ b'],
    ['${TEXT', true, '${TEXT'],
  ])('%s (plain: %s) is %j', (text, plain, value) => {
    expect(substituteScalar(text, plain, (name) => VARIABLES[name])).toEqual({ value });
  });

  test.each(['${TEXT:?error}', '${1TEXT}', '${TE XT}', '${env:}'])('%s is an error', (text) => {
    expect(substituteScalar(text, true, (name) => VARIABLES[name])).toBeNull();
  });
});

const provider = (exporter: string): string =>
  `file_format: "1.1"\ntracer_provider:\n  processors:\n    - batch:\n        exporter:\n${exporter
    .split('\n')
    .map((line) => `          ${line}\n`)
    .join('')}`;

describe('what a file says', () => {
  test('is laid out as variables, each with its key and line', async () => {
    const text = provider(
      'otlp_http:\n  endpoint: ${TEXT:-x}\n  encoding: json\n  headers:\n    - {name: api-key, value: "a,b c"}\n  headers_list: "api-key=lost,tenant=one"\n  timeout: 500\n  compression: gzip\n  tls: {ca_file: /ca.pem}',
    );
    const { layer, problems, referenced } = await read(text);
    const way = 'tracer_provider.processors[0].batch.exporter.otlp_http';
    const source = (name: string, line: number) => ({
      kind: 'file',
      name: `${way}${name}`,
      path: PATH,
      line,
    });
    expect(problems).toEqual([]);
    expect(layer.values).toMatchObject({
      OTEL_TRACES_EXPORTER: { value: 'otlp', source: source('', 6) },
      OTEL_METRICS_EXPORTER: { value: 'none' },
      OTEL_LOGS_EXPORTER: { value: 'none' },
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: { value: 'value', source: source('.endpoint', 7) },
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: { value: 'http/json', source: source('', 6) },
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: { value: 'tenant=one,api-key=a%2Cb%20c' },
      OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: { value: '500', source: source('.timeout', 12) },
      OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: { value: 'gzip' },
      OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: { value: '/ca.pem' },
    });
    expect([...referenced]).toEqual(['TEXT']);
  });

  test.each([
    ['otlp_grpc:', 'grpc', 'http://localhost:4317'],
    ['otlp_http:', 'http/protobuf', 'http://localhost:4318/v1/traces'],
  ])('%s has the defaults of the schema', async (exporter, protocol, endpoint) => {
    const { layer } = await read(provider(exporter));
    expect(layer.values['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL']?.value).toBe(protocol);
    expect(layer.values['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']?.value).toBe(endpoint);
  });

  test('the form of before 1.0 is read too', async () => {
    const text = provider(
      'otlp:\n  protocol: grpc\n  endpoint: http://a:4317\n  headers: {api-key: x}\n  certificate: /ca.pem\n  insecure: true',
    );
    const { layer, former } = await read(text.replace('1.1', '0.3'));
    expect(former).toBe(true);
    expect(layer.values).toMatchObject({
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: { value: 'grpc' },
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: { value: 'http://a:4317' },
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: { value: 'api-key=x' },
      OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: { value: '/ca.pem' },
      OTEL_EXPORTER_OTLP_TRACES_INSECURE: { value: 'true' },
    });
  });

  test.each([
    ['disabled: true', { OTEL_SDK_DISABLED: 'true' }],
    ['disabled: false', {}],
    ['propagator: {composite: [{b3: }], composite_list: "b3,baggage"}', { OTEL_PROPAGATORS: 'b3,baggage' }],
    ['resource: {attributes: [{name: service.name, value: shop}]}', { OTEL_SERVICE_NAME: 'shop' }],
    ['resource: {attributes_list: "service.name=shop"}', { OTEL_RESOURCE_ATTRIBUTES: 'service.name=shop' }],
  ])('%s', async (line, expected) => {
    const { layer, problems } = await read(`file_format: "1.0"\n${line}\n`);
    const values = Object.entries(layer.values).filter(([name]) => !name.endsWith('_EXPORTER'));
    expect(problems).toEqual([]);
    expect(Object.fromEntries(values.map(([name, { value }]) => [name, value]))).toEqual(expected);
  });

  test.each([
    ['always_off: ', 'always_off', undefined],
    ['parent_based: {root: {trace_id_ratio_based: {ratio: 0}}}', 'parentbased_traceidratio', '0'],
    ['parent_based: {root: {always_on: }}', 'parentbased_always_on', undefined],
  ])('sampler %s', async (sampler, name, arg) => {
    const { layer } = await read(`${provider('console:')}  sampler:\n    ${sampler}\n`);
    expect(layer.values['OTEL_TRACES_EXPORTER']?.value).toBe('console');
    expect(layer.values['OTEL_TRACES_SAMPLER']?.value).toBe(name);
    expect(layer.values['OTEL_TRACES_SAMPLER_ARG']?.value).toBe(arg);
  });

  test('Windows line ends and a byte order mark change nothing', async () => {
    const text = provider('otlp_http:\n  endpoint: http://a:1/v1/traces');
    const plain = await read(text);
    expect((await read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).layer).toEqual(plain.layer);
  });

  test('anchors and merge keys are followed', async () => {
    const text = `x: &shared {endpoint: "http://a:1"}\n${provider('otlp_grpc: {<<: *shared, timeout: 1}')}`;
    const { layer } = await read(text);
    expect(layer.values['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']?.value).toBe('http://a:1');
  });
});

const bomb = `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join('')}`;

describe('what a file may not be', () => {
  test.each([
    ['no file_format', 'disabled: false', 'format', 1, 1],
    ['another major version', 'file_format: "2.0"', 'format', 1, 14],
    ['a number as version', 'file_format: 1.1', 'format', 1, 14],
    ['no mapping', '- file_format', 'structure', 1, 1],
    ['empty', '', 'structure', 1, 1],
    ['an unknown exporter', provider('otlp:\n  endpoint: http://a'), 'exporter-unknown', 6, 11],
    ['an exporter with a wrong letter', provider('otlp_htpp:'), 'exporter-unknown', 6, 11],
    ['an unknown key', provider('otlp_http:\n  url: http://a'), 'structure', 7, 13],
    ['a text for a number', provider('otlp_http:\n  timeout: 10s'), 'structure', 7, 22],
    ['a mapping of headers', provider('otlp_http:\n  headers: {a: b}'), 'structure', 7, 22],
    ['a tab', 'file_format: "1.1"\ntracer_provider:\n\tprocessors:\n', 'syntax', 3, 1],
    ['a key twice', 'file_format: "1.1"\nfile_format: "1.1"\n', 'syntax', 2, 1],
    ['an open quote', 'file_format: "1.1\n', 'syntax', 2, 1],
    ['a malformed reference', 'file_format: "1.1"\nresource: {schema_url: "${A:?b}"}\n', 'reference', 2, 24],
    ['an alias to nothing', 'file_format: "1.1"\nx: *nothing\n', 'syntax', 2, 4],
    ['aliases of aliases', `file_format: "1.1"\n${bomb}`, 'syntax', null, null],
    [
      'thousands of aliases',
      `file_format: "1.1"\nx: &x 1\ny: [${'*x , '.repeat(5_000)}]\n`,
      'syntax',
      null,
      null,
    ],
    ['thousands of brackets', `file_format: "1.1"\nx: ${'['.repeat(20_000)}`, 'syntax', null, null],
  ])('%s', async (_, text, detail, line, column) => {
    const { problems, layer } = await read(text);
    expect(problems[0]).toMatchObject(line === null ? { detail } : { detail, line, column });
    expect(layer.values).toEqual({});
  });

  test('what is said of it holds no value of it', async () => {
    const secret = 'Bearer hunter2';
    const texts = [
      provider(`otlp_http:\n  headers: {${secret}: x}`),
      provider(`otlp_http:\n  headers:\n    - ${secret}: x`),
      provider(`otlp_http:\n  timeout: "${secret}"`),
      provider(`otlp_http:\n  "${secret}": x`),
      provider(`otlp_http: [${secret}`),
      provider(`otlp_http:\n  x: *${secret}`),
    ];
    for (const text of texts) {
      const { problems } = await read(text);
      expect(problems).not.toEqual([]);
      expect(JSON.stringify(problems)).not.toContain('hunter2');
    }
  });
});

describe('the same files pass as with @opentelemetry/configuration', () => {
  const require = createRequire(import.meta.url);
  const factory = require('@opentelemetry/configuration') as typeof import('@opentelemetry/configuration');
  const accepts = (text: string): boolean => {
    const directory = temporaryDirectory('oracle');
    const before = process.env['OTEL_CONFIG_FILE'];
    try {
      process.env['OTEL_CONFIG_FILE'] = join(directory, 'otel.yaml');
      writeFileSync(process.env['OTEL_CONFIG_FILE'], text);
      factory.createConfigFactory().getConfigModel();
      return true;
    } catch {
      return false;
    } finally {
      if (before === undefined) delete process.env['OTEL_CONFIG_FILE'];
      else process.env['OTEL_CONFIG_FILE'] = before;
    }
  };
  const whole = (rest: string): string => `file_format: "1.1"\n${rest}`;
  const metric = (reader: string): string => whole(`meter_provider:\n  readers:\n    - ${reader}\n`);

  test.each([
    provider('otlp_http:'),
    provider('otlp_http: {}'),
    provider('otlp_grpc: {endpoint: "http://a:1", tls: {insecure: true}}'),
    provider('otlp_http: {tls: {insecure: true}}'),
    provider('otlp_http: {encoding: protobuf}'),
    provider('otlp_http: {encoding: xml}'),
    provider('otlp_grpc: {encoding: json}'),
    provider('otlp_http: {timeout: -1}'),
    provider('otlp_http: {timeout: 1.5}'),
    provider('otlp_http: {timeout: "1"}'),
    provider('otlp_http: {timeout: }'),
    provider('otlp_http: {headers: []}'),
    provider('otlp_http: {headers: }'),
    provider('otlp_http: {headers: [{name: a}]}'),
    provider('otlp_http: {headers: [{name: a, value: }]}'),
    provider('otlp_http: {headers: [{name: a, value: 1}]}'),
    provider('otlp_http: {headers_list: "a=b"}'),
    provider('otlp_http: {compression: zip}'),
    provider('otlp_http: []'),
    provider('otlp_http: text'),
    provider('otlp_http: {}\nconsole: {}'),
    provider('otlp_file/development: {output_stream: stdout}'),
    provider('console: {x: 1}'),
    provider('my_exporter: {x: 1}'),
    provider('my_exporter: text'),
    whole('tracer_provider:\n'),
    whole('tracer_provider: {}\n'),
    whole('tracer_provider: {processors: []}\n'),
    whole('tracer_provider: {processors: [{batch: }]}\n'),
    whole('tracer_provider: {processors: [{batch: {}}]}\n'),
    whole('tracer_provider: {processors: [{mine: }]}\n'),
    whole('tracer_provider: {processors: [{batch: {exporter: {console: }, max_queue_size: 0}}]}\n'),
    whole('tracer_provider: {processors: [{simple: {exporter: {console: }}}], x: 1}\n'),
    whole(
      'tracer_provider: {processors: [{simple: {exporter: {console: }}}], sampler: {trace_id_ratio_based: {ratio: 2}}}\n',
    ),
    whole('tracer_provider: {processors: [{simple: {exporter: {console: }}}], sampler: {always_off: }}\n'),
    metric('periodic: {exporter: {otlp_http: {temporality_preference: delta}}}'),
    metric('periodic: {exporter: {otlp_http: }, interval: "1"}'),
    metric('pull: {exporter: {prometheus/development: {port: 9464}}}'),
    metric('mine: {}'),
    whole('logger_provider: {processors: [{batch: {exporter: {otlp_grpc: }}}]}\n'),
    whole('resource: {attributes: [{name: a, value: 1}], x: 1}\n'),
    whole('resource: {attributes: [{name: a}]}\n'),
    whole('propagator: {composite: [tracecontext]}\n'),
    whole('propagator: {composite: [{tracecontext: }], composite_list: }\n'),
    whole('disabled: "true"\n'),
    whole('disabled: ${NOT_SET}\n'),
    whole('disabled: "${NOT_SET}"\n'),
    whole('something: else\n'),
    'file_format: "1"\n',
    'file_format: "1.0-rc.1"\n',
    'file_format: "1.x"\n',
    'file_format: ""\n',
    'file_format: "2.1"\n',
    'file_format: 1.1\n',
    'a: b\n',
    '',
  ])('%j', async (text) => {
    const { problems } = await readConfigText(PATH, text, () => undefined);
    expect(problems.length === 0).toBe(accepts(text));
  });
});
