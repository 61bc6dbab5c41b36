import { describe, expect, it } from 'vitest';
import { readCommandSettings, type SettingsFacts, settingsFacts } from '../../src/launch/settings-facts.ts';
import { findSdk } from '../../src/resolve/sdks/index.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';
import { fileWith } from '../lab/ports.ts';

const facts = async (
  sdk: string,
  environment: Readonly<Record<string, string>>,
  argv: readonly string[] = ['app'],
): Promise<SettingsFacts> =>
  settingsFacts(await readCommandSettings({ sdk: findSdk(sdk) ?? spec, environment, argv, directory: '/' }));

const SILENT: SettingsFacts = {
  ...{
    disabled: null,
    exporter: null,
    sampler: null,
    configFile: null,
    propagators: null,
    serviceName: null,
  },
  ...{ resourceAttributes: [], exportDelayMs: 5_000 },
};

const D = 'OTEL_SDK_DISABLED';
const X = 'OTEL_TRACES_EXPORTER';
const S = 'OTEL_TRACES_SAMPLER';
const A = 'OTEL_TRACES_SAMPLER_ARG';
const B = 'OTEL_BSP_SCHEDULE_DELAY';
const P = 'OTEL_PROPAGATORS';

describe('settings of a command', () => {
  it.each([
    'python',
    'js',
    'java',
    'java-agent',
    'go',
    'dotnet',
    'ruby',
    'php',
    'rust',
    'cpp',
    'erlang',
    'swift',
  ])('say nothing where nothing is set: %s', async (sdk) => {
    expect(await facts(sdk, {})).toEqual(SILENT);
  });

  it.each<[string, Record<string, string>, Partial<SettingsFacts>]>([
    ['python', { [D]: 'TRUE' }, { disabled: { name: D, value: 'TRUE' } }],
    ['js', { [D]: '1' }, {}],
    ['ruby', { [D]: 'TRUE' }, {}],
    ['ruby', { [D]: 'true' }, { disabled: { name: D, value: 'true' } }],
    ['go', { [D]: 'true' }, {}],
    ['rust', { [D]: 'true' }, {}],
    ['python', { [X]: 'console' }, { exporter: { name: X, value: 'console' } }],
    ['python', { [X]: 'otlp_proto_http,console' }, {}],
    ['js', { [X]: 'none' }, { exporter: { name: X, value: 'none' } }],
    ['js', { [X]: 'otlp,none' }, {}],
    ['go', { [X]: 'none' }, { exporter: { name: X, value: 'none' } }],
    ['rust', { [X]: 'none' }, {}],
    ['dotnet', { [X]: 'none' }, {}],
    ['dotnet', { [X]: 'none', CORECLR_ENABLE_PROFILING: '1' }, { exporter: { name: X, value: 'none' } }],
    ['python', { [S]: 'always_off' }, { sampler: { name: S, value: 'always_off', keeps: 'nothing' } }],
    ['js', { [S]: 'ALWAYS_OFF' }, {}],
    [
      'java',
      { [S]: 'parentbased_always_off' },
      { sampler: { name: S, value: 'parentbased_always_off', keeps: 'nothing' } },
    ],
    ['python', { [S]: 'traceidratio', [A]: '0.1' }, { sampler: { name: A, value: '0.1', keeps: 'part' } }],
    ['python', { [S]: 'traceidratio', [A]: '0' }, { sampler: { name: A, value: '0', keeps: 'nothing' } }],
    ['python', { [S]: 'traceidratio', [A]: '1.0' }, {}],
    ['python', { [S]: 'traceidratio', [A]: '10%' }, {}],
    ['js', { [S]: 'parentbased_traceidratio' }, {}],
    ['js', { [S]: 'always_on', [A]: '0.1' }, {}],
    ['python', { OTEL_CONFIG_FILE: ' ' }, {}],
    ['go', { OTEL_CONFIG_FILE: '/etc/otel.yaml' }, {}],
    ['python', { [P]: 'b3, tracecontext' }, { propagators: ['b3', 'tracecontext'] }],
    ['go', { [P]: 'b3' }, {}],
    ['js', { OTEL_SERVICE_NAME: 'shop' }, { serviceName: { name: 'OTEL_SERVICE_NAME', value: 'shop' } }],
    ['js', { OTEL_SERVICE_NAME: ' ' }, {}],
    ['python', { [B]: '200' }, { exportDelayMs: 200 }],
    ['python', { [B]: '2s' }, {}],
    ['java', { [B]: '2s' }, { exportDelayMs: 2_000 }],
    ['erlang', { OTEL_BSP_SCHEDULE_DELAY_MILLIS: '7' }, { exportDelayMs: 7 }],
    ['python', { OTEL_BSP_SCHEDULE_DELAY_MILLIS: '7' }, {}],
  ])('are read as %s does: %j', async (sdk, environment, expected) => {
    expect(await facts(sdk, environment)).toEqual({ ...SILENT, ...expected });
  });

  it('show attributes without secrets', async () => {
    const list = 'service.version=1%2E2, team = a b ,api.token=topsecret,bad,=x,url=http://me:pass@host/';
    const { resourceAttributes } = await facts('python', { OTEL_RESOURCE_ATTRIBUTES: list });
    expect(resourceAttributes).toEqual([
      { key: 'service.version', value: '1.2' },
      { key: 'team', value: 'a b' },
      { key: 'api.token', value: '***' },
      { key: 'url', value: 'http://***@host/' },
    ]);
  });

  it('stand on the command line, too, and win there', async () => {
    const environment = { OTEL_SERVICE_NAME: 'variable' };
    const java = await facts('java', environment, ['java', '-Dotel.service.name=property', 'Main']);
    expect(java.serviceName?.value).toBe('property');
    const python = await facts('python', environment, [
      ...[
        'opentelemetry-instrument',
        '--service_name',
        'option',
        '--traces_exporter=console',
        'python',
        'a.py',
      ],
    ]);
    expect(python).toMatchObject({ serviceName: { value: 'option' }, exporter: { value: 'console' } });
    const shell = await facts('python', environment, ['sh', '-c', 'OTEL_SERVICE_NAME=shell python a.py']);
    expect(shell.serviceName?.value).toBe('shell');
  });

  it('are those of the configuration file where the SDK reads one', async () => {
    const path = fileWith(`file_format: "1.0"
resource: {attributes: [{name: service.name, value: "\${NAME}"}]}
tracer_provider:
  processors: [{batch: {exporter: {console: }}}]
  sampler: {trace_id_ratio_based: {ratio: 0.5}}
`);
    const environment = {
      OTEL_CONFIG_FILE: path,
      OTEL_SERVICE_NAME: 'ignored',
      NAME: 'in-file',
      [D]: 'true',
    };
    expect(await facts('python', environment)).toEqual({
      ...SILENT,
      configFile: { name: 'OTEL_CONFIG_FILE', value: path },
      serviceName: { name: 'OTEL_SERVICE_NAME', value: 'in-file' },
      exporter: { name: X, value: 'console' },
      sampler: { name: A, value: '0.5', keeps: 'part' },
    });
    expect(await facts('go', environment)).toMatchObject({
      configFile: null,
      serviceName: { value: 'ignored' },
    });
  });
});
