import { describe, expect, it } from 'vitest';
import { diagnosticsFor } from '../../src/launch/diagnostics.ts';
import { overrideSettings } from '../../src/launch/override.ts';
import { overrideArguments } from '../../src/launch/override-arguments.ts';
import { findSdk, SDKS } from '../../src/resolve/sdks/index.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';
import { fileWith } from '../lab/ports.ts';

const OURS = 'http://127.0.0.1:5555';
const E = 'OTEL_EXPORTER_OTLP_';

const override = (environment: Readonly<Record<string, string>>, argv: readonly string[] = ['app']) =>
  overrideSettings({ environment, argv, directory: '/', sdk: spec, port: 5555 });

describe('variables', () => {
  it('of the destination are replaced, all others stay', async () => {
    const kept = {
      ...{ PATH: '/bin', HOME: '/root', OTEL_SERVICE_NAME: 'shop', OTEL_TRACES_EXPORTER: 'otlp' },
      ...{ [`${E}HEADERS`]: 'api-key=secret', [`${E}PROTOCOL`]: 'grpc', [`${E}TRACES_TIMEOUT`]: '5' },
      ...{ [`${E}COMPRESSION`]: 'gzip', OTEL_EXPORTER_ZIPKIN_ENDPOINT: 'http://zipkin' },
    };
    const { environment, changes, notes } = await override({
      ...kept,
      ...{ [`${E}ENDPOINT`]: 'https://away', [`${E}TRACES_ENDPOINT`]: 'https://traces' },
      ...{ [`${E}INSECURE`]: 'false', [`${E}LOGS_INSECURE`]: 'true', [`${E}SSL_ENABLE`]: 'true' },
      ...{ [`${E}CERTIFICATE`]: '/a', [`${E}METRICS_CLIENT_CERTIFICATE`]: '/b', [`${E}CLIENT_KEY`]: '/c' },
      ...{ [`${E}CERTIFICATE_STRING`]: 'pem', [`${E}CLIENT_KEY_STRING`]: 'pem' },
    });
    expect(environment).toEqual({ ...kept, [`${E}ENDPOINT`]: OURS });
    expect(notes).toEqual([]);
    expect(changes.map(({ name, value }) => `${name} ${value}`)).toEqual([
      ...['TRACES_ENDPOINT', 'INSECURE', 'LOGS_INSECURE', 'SSL_ENABLE', 'CERTIFICATE'].map(
        (s) => `${E}${s} null`,
      ),
      ...['METRICS_CLIENT_CERTIFICATE', 'CLIENT_KEY', 'CERTIFICATE_STRING', 'CLIENT_KEY_STRING'].map(
        (s) => `${E}${s} null`,
      ),
      `${E}ENDPOINT ${OURS}`,
    ]);
  });

  it('ask for a compression that can be undone', async () => {
    const { environment } = await override({
      [`${E}COMPRESSION`]: 'ZSTD ',
      [`${E}LOGS_COMPRESSION`]: 'deflate',
    });
    expect(environment).toMatchObject({ [`${E}COMPRESSION`]: 'gzip', [`${E}LOGS_COMPRESSION`]: 'deflate' });
  });

  it.each([
    [{}, {}],
    [{ no_proxy: 'a' }, { no_proxy: 'a' }],
    [{ http_proxy: 'p' }, { no_proxy: '127.0.0.1,localhost', NO_PROXY: '127.0.0.1,localhost' }],
    [
      { http_proxy: 'p', NO_PROXY: 'a, localhost' },
      { no_proxy: 'a,localhost,127.0.0.1', NO_PROXY: 'a,localhost,127.0.0.1' },
    ],
    [
      { grpc_proxy: 'p', no_proxy: '*' },
      { no_proxy: '*', NO_PROXY: '*' },
    ],
    [
      { HTTPS_PROXY: 'p', no_proxy: '', NO_PROXY: 'a' },
      { no_proxy: '127.0.0.1,localhost', NO_PROXY: 'a,127.0.0.1,localhost' },
    ],
    [
      { https_proxy: 'p', no_proxy: 'a', no_grpc_proxy: 'b' },
      {
        no_proxy: 'a,127.0.0.1,localhost',
        NO_PROXY: 'a,127.0.0.1,localhost',
        no_grpc_proxy: 'b,127.0.0.1,localhost',
      },
    ],
  ])('make an exception from proxies: %j', async (given: Record<string, string>, expected: object) => {
    const { environment } = await override(given);
    const exceptions = Object.entries(environment).filter(([name]) => /^no_/i.test(name));
    expect(Object.fromEntries(exceptions)).toEqual(expected);
  });

  it('with options of a JVM lose the properties that would win, and secrets are not shown', async () => {
    const { environment, changes } = await override({
      JAVA_TOOL_OPTIONS: `-Xmx1g -Dotel.exporter.otlp.endpoint=https://away "-Dotel.exporter.otlp.traces.endpoint=https://a b" -Dotel.exporter.otlp.headers=api-key=topsecret -Da=b`,
      JDK_JAVA_OPTIONS: '-Dotel.service.name=shop',
    });
    expect(environment['JAVA_TOOL_OPTIONS']).toMatch(
      /^-Xmx1g +-Dotel.exporter.otlp.headers=api-key=topsecret -Da=b$/,
    );
    expect(environment['JDK_JAVA_OPTIONS']).toBe('-Dotel.service.name=shop');
    expect(JSON.stringify(changes)).not.toContain('topsecret');
    expect(changes.map(({ name }) => name)).toContain('JAVA_TOOL_OPTIONS');
  });

  it('of frameworks are told to stay', async () => {
    const { notes } = await override({ QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: 'http://away' });
    expect(notes.join()).toContain('QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT');
  });
});

describe('a command line', () => {
  it.each([
    [
      ['java', '-Xmx1g', '-Dotel.exporter.otlp.endpoint=http://a', '-Dotel.service.name=b', '-jar', 'x.jar'],
      ['java', '-Xmx1g', '-Dotel.service.name=b', '-jar', 'x.jar'],
    ],
    [
      ['java', '-Dotel.exporter.otlp.logs.client.key=/k', '-Dotel.exporter.otlp.certificate=/c', 'Main'],
      ['java', 'Main'],
    ],
    [
      [
        'opentelemetry-instrument',
        '--exporter_otlp_traces_endpoint',
        'http://a',
        '--service_name',
        'b',
        'python',
      ],
      ['opentelemetry-instrument', '--service_name', 'b', 'python'],
    ],
    [
      ['opentelemetry-instrument', '--exporter_otlp_insecure=false', 'app'],
      ['opentelemetry-instrument', 'app'],
    ],
    [
      ['env', `${E}ENDPOINT=http://a`, 'B=c', 'app'],
      ['env', 'B=c', 'app'],
    ],
    [
      [
        'sh',
        '-c',
        `cd /srv && ${E}TRACES_ENDPOINT="http://a b" A=1 java -Dotel.exporter.otlp.endpoint=http://a Main; true`,
      ],
      ['sh', '-c', `cd /srv && ${E}ENDPOINT=${OURS} A=1 java  Main; true`],
    ],
    [
      ['sh', '-c', `export ${E}ENDPOINT=http://a; app`],
      ['sh', '-c', `export ${E}ENDPOINT=${OURS}; app`],
    ],
    [
      ['app', '--endpoint', 'http://a', 'otel.exporter.otlp.endpoint'],
      ['app', '--endpoint', 'http://a', 'otel.exporter.otlp.endpoint'],
    ],
  ])('loses what would win over the variables: %j', (given: string[], expected: string[]) => {
    expect(overrideArguments(given, OURS)).toEqual(expected);
  });
});

describe('what keeps the change from a program is told', () => {
  it.each([
    [['docker', 'run', 'image'], /container/],
    [['sudo', '-u', 'app', 'node', 'a.js'], /sudo takes/],
    [['env', '-i', 'A=b', 'node', 'a.js'], /env takes/],
  ])('%j', async (argv: string[], says) => {
    expect((await override({ PATH: '' }, argv)).notes.join()).toMatch(says);
  });

  it('an endpoint in an env file', async () => {
    const file = fileWith(`A=b\nexport ${E}TRACES_ENDPOINT=http://away\n${E}ENDPOINT=http://b\n`);
    const { notes } = await override({ PATH: '' }, ['node', `--env-file=${file}`, 'a.js']);
    expect(notes).toEqual([expect.stringContaining(`sets ${E}TRACES_ENDPOINT: `)]);
  });

  it('and nothing where it arrives', async () => {
    expect((await override({ PATH: '' }, ['sudo', '-E', 'node', 'a.js'])).notes).toEqual([]);
  });
});

describe('diagnostics', () => {
  const js = findSdk('js') ?? spec;

  it('are switched on where an SDK is silent without', () => {
    expect(diagnosticsFor(js, {})).toEqual({ OTEL_LOG_LEVEL: 'warn' });
    expect(diagnosticsFor(js, { OTEL_LOG_LEVEL: ' ' })).toEqual({ OTEL_LOG_LEVEL: 'warn' });
  });

  it('stay as the user has set them, and as they are for other SDKs', () => {
    expect(diagnosticsFor(js, { OTEL_LOG_LEVEL: 'none' })).toEqual({});
    for (const sdk of SDKS.filter(({ name }) => name !== 'js')) expect(diagnosticsFor(sdk, {})).toEqual({});
  });
});
