import type { CheckCode } from '../../../src/model/check-code.ts';
import { createNamespace } from '../namespace.ts';
import { fileWith } from '../ports.ts';
import type { Environment } from '../process.ts';
import { type Case, healthy, type RealSdk, repairable, type Scene, unrepairable } from './case.ts';
import type { Lab } from './lab.ts';
import { at, type Carrier, otlp, toCollector } from './settings.ts';

/** The SDKs of which the doctor is told. */
type Named = RealSdk | 'go' | 'java' | 'spec' | 'deno';

/** A healthy Collector, and an application of this SDK whose environment says something odd. */
const told =
  (sdk: Named, more: Environment, carrier: Carrier = 'http/protobuf') =>
  async (lab: Lab): Promise<Scene> => ({
    ...toCollector(await lab.collector(), carrier, more),
    args: ['--sdk', sdk],
  });

const nameOf = (sdk: Named, more: Environment): string =>
  `${sdk}, ${Object.entries(more)
    .map(([name, value]) => `${name.replace('OTEL_', '')}=${value.slice(0, 40)}`)
    .join(' ')}`;

const isReal = (sdk: Named): sdk is RealSdk => sdk === 'python' || sdk === 'js';

/** The SDK sends nothing with it, and a change of the environment repairs that. */
const stops = (code: CheckCode, sdk: Named, more: Environment): Case =>
  repairable(code, nameOf(sdk, more), told(sdk, more), { sdks: isReal(sdk) ? [sdk] : [] });

/** Spans arrive all the same, and it is told. */
const noted = (code: CheckCode, sdk: Named, more: Environment, also: readonly CheckCode[] = []): Case =>
  healthy(`${code}: ${nameOf(sdk, more)}`, told(sdk, more), {
    shows: [code],
    warnings: also,
    sdks: isReal(sdk) ? [sdk] : [],
  });

const switches = [
  stops('config/sdk-disabled', 'python', { OTEL_SDK_DISABLED: 'true' }),
  stops('config/sdk-disabled', 'js', { OTEL_SDK_DISABLED: 'TRUE' }),
  stops('config/sdk-disabled', 'spec', { OTEL_SDK_DISABLED: 'true' }),
  noted('config/sdk-disabled', 'python', { OTEL_SDK_DISABLED: '1' }),
  stops('config/not-switched-on', 'deno', { OTEL_DENO: '1' }),
  noted('config/variable-unsupported', 'go', { OTEL_SDK_DISABLED: 'true' }),
  stops('config/exporter-none', 'python', { OTEL_TRACES_EXPORTER: 'none' }),
  stops('config/exporter-none', 'js', { OTEL_TRACES_EXPORTER: 'none' }),
  stops('config/exporter-not-otlp', 'python', { OTEL_TRACES_EXPORTER: 'console' }),
  stops('config/exporter-not-otlp', 'js', { OTEL_TRACES_EXPORTER: 'console' }),
  stops('config/exporter-unknown', 'python', { OTEL_TRACES_EXPORTER: 'otlp_http' }),
  stops('config/exporter-unknown', 'js', { OTEL_TRACES_EXPORTER: 'jaeger' }),
  stops('config/sampler-off', 'python', { OTEL_TRACES_SAMPLER: 'always_off' }),
  stops('config/sampler-off', 'js', { OTEL_TRACES_SAMPLER: 'parentbased_always_off' }),
  stops('config/sampler-off', 'js', { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }),
];

const names = [
  stops('config/protocol-unknown', 'python', { OTEL_EXPORTER_OTLP_PROTOCOL: 'http' }),
  noted('config/protocol-unknown', 'js', { OTEL_EXPORTER_OTLP_PROTOCOL: 'HTTP/protobuf' }),
  stops('config/protocol-unsupported', 'python', { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }),
  stops('config/protocol-unsupported', 'go', { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }),
  stops('config/propagators-invalid', 'python', { OTEL_PROPAGATORS: 'zipkin' }),
  noted('config/propagators-invalid', 'js', { OTEL_PROPAGATORS: 'none' }),
  noted('config/sampler-invalid', 'python', { OTEL_TRACES_SAMPLER: 'sometimes' }),
  noted('config/sampler-invalid', 'js', {
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '50',
  }),
  noted('config/sampler-ratio', 'go', {
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  }),
  noted('config/variable-empty', 'js', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: '' }),
  noted('config/compression-unknown', 'js', { OTEL_EXPORTER_OTLP_COMPRESSION: 'br' }),
  noted('config/value-quoted', 'js', { OTEL_TRACES_SAMPLER: '"always_on"' }, ['config/sampler-invalid']),
  noted('config/value-quoted', 'python', { OTEL_SERVICE_NAME: "'shop'" }),
  noted('config/variable-misspelled', 'python', { OTEL_SERVICE_NAMES: 'shop' }),
  noted('config/variable-unsupported', 'java', { OTEL_EXPORTER_OTLP_INSECURE: 'true' }),
  noted('config/service-name-missing', 'js', {}),
];

const values = [
  noted('config/resource-overridden', 'spec', {
    OTEL_SERVICE_NAME: 'shop',
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=cart',
  }),
  noted('config/resource-attributes-malformed', 'python', { OTEL_RESOURCE_ATTRIBUTES: 'region=eu,team' }),
  noted('config/resource-attributes-malformed', 'js', { OTEL_RESOURCE_ATTRIBUTES: 'region=eu,team' }),
  noted('config/value-unexpanded', 'python', { OTEL_RESOURCE_ATTRIBUTES: 'host.ip=$(HOST_IP)' }),
  noted('config/timeout-suspicious', 'python', { OTEL_EXPORTER_OTLP_TIMEOUT: '10000' }),
  noted('config/timeout-suspicious', 'js', { OTEL_EXPORTER_OTLP_TIMEOUT: '10s' }),
  stops('config/timeout-suspicious', 'js', { OTEL_EXPORTER_OTLP_TIMEOUT: '1' }),
  stops('config/timeout-suspicious', 'spec', { OTEL_EXPORTER_OTLP_TIMEOUT: '1' }),
  stops('config/number-invalid', 'python', { OTEL_BSP_MAX_QUEUE_SIZE: '0' }),
  noted('config/number-invalid', 'js', { OTEL_BSP_SCHEDULE_DELAY: '5s' }),
  noted('config/header-encoding', 'python', { OTEL_EXPORTER_OTLP_HEADERS: 'x-note=a b%20c' }),
  stops('config/proxy-invalid', 'python', { http_proxy: 'http://[proxy:3128' }),
];

const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';

/** A list that this SDK cannot read, and a Collector that wants what should be in it. */
const headersLost = (sdk: Named, list: string) => async (lab: Lab) => ({
  ...toCollector(await lab.collector({ auth: { type: 'bearer', token: 'right-token' } }), 'http/protobuf', {
    [HEADERS]: list,
  }),
  args: ['--sdk', sdk],
});

/** The values of the repaired list are not shown, so that nobody but the doctor can send with it as it is told. */
const headersMeant = (sdk: Named, list: string): Case =>
  repairable('config/headers-malformed', `${sdk}, ${list}`, headersLost(sdk, list), {
    sdks: [],
    sets: [HEADERS],
  });

const headers = [
  headersMeant('python', 'authorization: Bearer right-token'),
  headersMeant('js', 'authorization: Bearer right-token'),
  headersMeant('js', '"Authorization=Bearer right-token"'),
  headersMeant('go', 'authorization=Bearer right-token;x-scope=1'),
  unrepairable('config/headers-malformed', 'spec, authorization', headersLost('spec', 'authorization')),
  noted('config/headers-malformed', 'js', { [HEADERS]: 'x-team=shop,x-note' }),
];

const CERTIFICATE = 'OTEL_EXPORTER_OTLP_CERTIFICATE';

/** A certificate for a plaintext endpoint: Go refuses to start. */
const conflicting = (sdk: Named) => async (lab: Lab) => {
  const { root } = await lab.certificates();
  return told(sdk, { [CERTIFICATE]: root.certificateFile })(lab);
};

const conflicts = [
  repairable('config/conflict', 'go, a certificate and http://', conflicting('go'), {
    sdks: [],
    sets: [CERTIFICATE],
  }),
  healthy('config/conflict: python, a certificate and http://', conflicting('python'), {
    shows: ['config/conflict'],
    sdks: ['python'],
  }),
];

/** Only the misspelt variable has the token that the Collector wants. */
const misspelt = repairable(
  'config/variable-misspelled',
  'the headers',
  async (lab) => {
    const collector = await lab.collector({ auth: { type: 'bearer', token: 'right-token' } });
    const environment = otlp('http/protobuf', at(collector.httpPort), {
      OTEL_EXPORTER_OTLP_HEADER: 'authorization=Bearer%20right-token',
    });
    return { environment };
  },
  // What is to be pasted takes the value from the shell.
  { sdks: [], says: /export OTEL_EXPORTER_OTLP_HEADERS=\\?"\$OTEL_EXPORTER_OTLP_HEADER/ },
);

/** Only these names have the place and the protocol of the Collector. */
const misspeltTogether = (sdk: RealSdk, names: (text: string) => string): Case =>
  repairable(
    'config/variable-misspelled',
    `${sdk}, ${names('OTEL_EXPORTER_OTLP_ENDPOINT')} and the protocol`,
    async (lab) => {
      const collector = await lab.collector();
      const environment = {
        [names('OTEL_EXPORTER_OTLP_ENDPOINT')]: at(collector.httpPort),
        [names('OTEL_EXPORTER_OTLP_PROTOCOL')]: 'http/protobuf',
      };
      return { environment, args: ['--sdk', sdk], collector };
    },
    {
      sdks: [sdk],
      sets: ['ENDPOINT', 'PROTOCOL'].flatMap((setting) => {
        const name = `OTEL_EXPORTER_OTLP_${setting}`;
        return [name, names(name)];
      }),
    },
  );

/** A program's own variable names the Collector, and the application has an SDK. */
const ownVariable = repairable(
  'config/variable-unsupported',
  'OTEL_ENDPOINT of another program',
  async (lab) => {
    const collector = await lab.collector();
    const environment = { OTEL_ENDPOINT: at(collector.httpPort) };
    return { environment, args: ['--sdk', 'js'], collector };
  },
  { sdks: ['js'], sets: ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_ENDPOINT'] },
);

/** The same, and nothing listens where the SDK sends instead. */
const misspeltEndpoint = unrepairable(
  'config/variable-misspelled',
  'the endpoint, and nothing is at the default',
  async () => {
    const namespace = await createNamespace();
    return {
      environment: { OTEL_EXPORTER_OTLP_ENDPIONT: at(5318) },
      args: ['--sdk', 'js'],
      start: namespace.launch,
      stop: namespace.remove,
    };
  },
  ['ip'],
);

const placeholders = (['spec', 'python', 'js'] as const).flatMap((sdk) =>
  [
    `http://\${COLLECTOR_HOST}:4318`,
    'http://$(NODE_IP):4318',
    'http://$HOST:4318',
    '{{ .Values.endpoint }}',
    'http://<collector>:4318',
  ].map((endpoint) =>
    unrepairable('config/value-unexpanded', `${sdk}, ${endpoint}`, async () => ({
      environment: otlp('http/protobuf', endpoint),
      args: ['--sdk', sdk],
    })),
  ),
);

/** A file of its own decides for Java, and the variables do not count. */
const byFile = healthy(
  'config/file-overrides: java, OTEL_CONFIG_FILE',
  async (lab) => {
    const collector = await lab.collector();
    const endpoint = at(collector.httpPort, '/v1/traces');
    const file = fileWith(
      `file_format: "1.0"\ntracer_provider:\n  processors:\n    - batch:\n        exporter:\n          otlp_http:\n            endpoint: ${endpoint}\n`,
    );
    return {
      environment: otlp('http/protobuf', at(collector.httpPort), { OTEL_CONFIG_FILE: file }),
      args: ['--sdk', 'java'],
    };
  },
  { shows: ['config/file-overrides'] },
);

const noFile = unrepairable('config/file-invalid', 'java, OTEL_CONFIG_FILE is not there', async (lab) => ({
  ...(await told('java', { OTEL_CONFIG_FILE: '/nowhere/otel.yaml' })(lab)),
}));

/** What can be wrong with what the SDK is told. */
export const configCases: readonly Case[] = [
  ...switches,
  ...names,
  ...values,
  ...headers,
  ...conflicts,
  misspelt,
  misspeltEndpoint,
  misspeltTogether('js', (name) => name.toLowerCase()),
  misspeltTogether('python', (name) => name.replace('OTLP_', '')),
  ownVariable,
  ...placeholders,
  byFile,
  noFile,
];
