import { describe, expect, test } from 'vitest';
import type { EnvironmentChange, Finding } from '../../src/model/finding.ts';
import { changeForFile, tellInFile } from '../../src/prove/in-file.ts';
import { govern } from '../../src/resolve/config-file/govern.ts';
import { mergeLayers } from '../../src/resolve/layers.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';
import { readConfigText } from '../../src/settings/config-file.ts';

const PATH = '/etc/otel.yaml';
const FILE = `file_format: "1.1"
tracer_provider:
  processors:
    - batch:
        exporter:
          otlp_http:
            endpoint: http://a:1/v1/traces
`;

const governed = async () => {
  const named = mergeLayers([
    { values: { OTEL_CONFIG_FILE: { value: PATH, source: { kind: 'env', name: 'OTEL_CONFIG_FILE' } } } },
  ]);
  const environment = govern(named, 'OTEL_CONFIG_FILE', await readConfigText(PATH, FILE, () => undefined));
  const [target] = resolve(environment, spec, ['traces']).resolution.targets;
  if (target === undefined) throw new Error('no target');
  return { environment, target };
};

const findingWith = (env: EnvironmentChange): Finding => ({
  ...{ code: 'network/connection-refused', title: 'Refused', severity: 'error', targets: ['t1'] },
  ...{ summary: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is wrong', explanation: '', refuted: false },
  ...{ suspicion: false, evidence: [], fixes: [{ title: 'Change it', env, proven: true }] },
});

const told = async (env: EnvironmentChange): Promise<string> => {
  const { environment, target } = await governed();
  const [finding] = tellInFile([findingWith(env)], [target], environment);
  const [fix] = finding?.fixes ?? [];
  return fix !== undefined && 'text' in fix ? fix.text : JSON.stringify(fix);
};

const OTLP = 'OTEL_EXPORTER_OTLP';

describe('a change in the words of the file', () => {
  test.each([
    [
      { [`${OTLP}_TRACES_ENDPOINT`]: 'http://b:2/v1/traces' },
      `In ${PATH}:7 set endpoint: http://b:2/v1/traces`,
    ],
    [{ [`${OTLP}_ENDPOINT`]: 'http://b:2' }, `In ${PATH}:7 set endpoint: http://b:2/v1/traces`],
    [{ [`${OTLP}_PROTOCOL`]: 'grpc' }, `In ${PATH}:6 write otlp_grpc: in place of otlp_http:`],
    [{ [`${OTLP}_PROTOCOL`]: 'http/json' }, `In ${PATH}:6 set encoding: json`],
    [{ [`${OTLP}_COMPRESSION`]: 'gzip' }, `In ${PATH}:6 below it add compression: gzip`],
    [{ [`${OTLP}_TIMEOUT`]: '5000' }, `In ${PATH}:6 below it add timeout: 5000`],
    [{ [`${OTLP}_HEADERS`]: 'a=b: c' }, `In ${PATH}:6 below it add headers_list: "a=b: c"`],
    [{ OTEL_SDK_DISABLED: null }, `In ${PATH} remove disabled`],
  ])('%j', async (env, text) => {
    expect(await told(env as EnvironmentChange)).toBe(text);
  });

  test('variables that no file replaces stay variables', async () => {
    expect(await told({ no_proxy: 'a' })).toContain('"env":{"no_proxy":"a"}');
  });

  test('the finding names the key and the line', async () => {
    const { environment, target } = await governed();
    const [finding] = tellInFile([findingWith({})], [target], environment);
    expect(finding?.summary).toBe(`endpoint (${PATH}:7) is wrong`);
  });

  test('without a file nothing changes', async () => {
    const { target } = await governed();
    const change = { [`${OTLP}_ENDPOINT`]: 'http://b:2' };
    expect(changeForFile(change, target, new Map())).toBe(change);
    const finding = findingWith(change);
    expect(tellInFile([finding], [target], new Map())).toEqual([finding]);
  });
});
