// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of configuration files look like that
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { resolve } from '../../src/resolve/resolve.ts';
import { findSdk } from '../../src/resolve/sdks/index.ts';
import { readSettings, type SettingSources } from '../../src/settings/settings.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

let directory = '';

beforeAll(() => {
  directory = temporaryDirectory('config');
});

const file = (name: string, content: string | Buffer): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};

const yaml = (exporter: string): string =>
  `file_format: "1.1"
resource: {attributes: [{name: service.name, value: shop}]}
tracer_provider:
  processors:
    - batch:
        exporter:
          ${exporter}
`;

const settings = async (sources: Partial<SettingSources>, sdkName = 'spec') => {
  const sdk = findSdk(sdkName);
  if (sdk === undefined) throw new Error(sdkName);
  const read = await readSettings(
    { environment: {}, envFiles: [], flags: {}, ...sources },
    { sdk, variable: (name) => (name === 'API_KEY' ? 'hunter2' : undefined) },
  );
  const { resolution, secrets } = resolve(read.environment, read.sdk, ['traces']);
  return { ...read, target: resolution.targets[0], secrets };
};

const problemsOf = ({ target }: Awaited<ReturnType<typeof settings>>) =>
  (target?.problems ?? []).map(({ code, detail, variable }) => `${code} ${detail} ${variable}`);

test('the file replaces every variable, and says nothing is wrong', async () => {
  const path = file('good.yaml', yaml('otlp_http: {endpoint: "http://a:4318/v1/traces", timeout: 700}'));
  const read = await settings({ environment: { OTEL_CONFIG_FILE: path, OTEL_BSP_SCHEDULE_DELAY: '1' } });
  expect(read.target).toMatchObject({
    url: 'http://a:4318/v1/traces',
    timeoutMs: 700,
    sends: true,
    unknown: [],
  });
  expect(problemsOf(read)).toEqual(['config/file-overrides file-used OTEL_CONFIG_FILE']);
  expect(read.target?.problems[0]?.shown).toBe(`${path}; ignored: OTEL_BSP_SCHEDULE_DELAY`);
  expect(read.environment.has('OTEL_BSP_SCHEDULE_DELAY')).toBe(false);
});

test.each(['python', 'java'])(
  '%s reads milliseconds in the file, and protocols that its variables do not know',
  async (sdk) => {
    const path = file('sdk.yaml', yaml('otlp_http: {encoding: json, timeout: 700}'));
    const { target } = await settings({ environment: { OTEL_CONFIG_FILE: path } }, sdk);
    expect(target).toMatchObject({ protocol: 'http/json', timeoutMs: 700, sends: true });
  },
);

test('an SDK that does not read the file keeps the variables', async () => {
  const path = file('good.yaml', yaml('otlp_http:'));
  const { target } = await settings(
    { environment: { OTEL_CONFIG_FILE: path, [ENDPOINT]: 'http://b:1' } },
    'go',
  );
  expect(target?.url).toBe('http://b:1/v1/traces');
});

test('variables that ask for something else are named; those that the file refers to are not', async () => {
  const path = file('other.yaml', yaml(`otlp_http: {endpoint: "\${${ENDPOINT}}/v1/traces"}`));
  const environment = {
    ...{ OTEL_CONFIG_FILE: path, [ENDPOINT]: 'http://a:1', OTEL_SERVICE_NAME: 'cart' },
    ...{ OTEL_EXPORTER_OTLP_HEADERS: 'key=hunter2', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
  };
  const read = await settings({ environment });
  expect(read.target?.url).toBe('http://a:1/v1/traces');
  expect(problemsOf(read)).toEqual([
    'config/file-overrides contradicted OTEL_SERVICE_NAME',
    'config/file-overrides contradicted OTEL_EXPORTER_OTLP_HEADERS',
    'config/file-overrides file-used OTEL_CONFIG_FILE',
  ]);
  expect(JSON.stringify(read.target)).not.toContain('hunter2');
});

test('flags still win', async () => {
  const path = file('flag.yaml', yaml('otlp_http: {endpoint: "http://a:1/v1/traces"}'));
  const { target } = await settings({
    environment: { OTEL_CONFIG_FILE: path },
    flags: { endpoint: 'http://flag:9' },
  });
  expect(target?.url).toBe('http://flag:9/v1/traces');
});

test('headers are secrets, also those from variables that no SDK reads', async () => {
  const path = file('secret.yaml', yaml('otlp_http: {headers: [{name: api-key, value: "${API_KEY}"}]}'));
  const envFile = file('.env', 'API_KEY=from-file\n');
  const own = await settings({ environment: { OTEL_CONFIG_FILE: path } });
  const filed = await settings({ environment: { OTEL_CONFIG_FILE: path }, envFiles: [envFile] });
  expect(own.secrets.targets['t1']?.headers['api-key']?.reveal()).toBe('hunter2');
  expect(filed.secrets.targets['t1']?.headers['api-key']?.reveal()).toBe('from-file');
  expect(own.secrets.secretValues).toContain('hunter2');
  expect(JSON.stringify(own.target)).not.toContain('hunter2');
});

test.each([
  ['missing', () => join(directory, 'nowhere.yaml')],
  ['unreadable', () => directory],
  ['unreadable', () => '/dev/zero'],
  ['not-text', () => file('utf16.yaml', Buffer.from('file_format: "1.1"', 'utf16le'))],
  ['too-large', () => file('large.yaml', `# ${'x'.repeat(1024 * 1024)}`)],
  ['exporter-unknown', () => file('wrong.yaml', yaml('otlp: {protocol: grpc}'))],
])('%s: the SDK does not start, and no variable counts', async (detail, path) => {
  const read = await settings({ environment: { OTEL_CONFIG_FILE: path(), [ENDPOINT]: '%%%' } });
  expect(read.target).toMatchObject({ sends: false, why: 'config/file-invalid' });
  expect(problemsOf(read)).toEqual([`config/file-invalid ${detail} OTEL_CONFIG_FILE`]);
});

test('a provider that is not there sends nothing', async () => {
  const path = file('none.yaml', 'file_format: "1.1"\n');
  const { target } = await settings({ environment: { OTEL_CONFIG_FILE: path } });
  expect(target).toMatchObject({ sends: false, why: 'config/exporter-none' });
});
