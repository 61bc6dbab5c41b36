import type { CheckCode } from '../../../src/model/check-code.ts';
import { nginxPresets, startNginx } from '../nginx.ts';
import { type Case, repairable, type Scene, unrepairable } from './case.ts';
import type { Lab } from './lab.ts';
import { at, type Carrier, otlp, portFor } from './settings.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const TRACES_ENDPOINT = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';

type Spelling = (port: number) => string;

/** The right receiver under a wrongly spelled endpoint. */
const spelled =
  (carrier: Carrier, spelling: Spelling) =>
  async (lab: Lab): Promise<Scene> => {
    const collector = await lab.collector();
    return { collector, environment: otlp(carrier, spelling(portFor(collector, carrier))) };
  };

/** Python has no http/json. */
const sdksFor = (carrier: Carrier) => (carrier === 'http/json' ? { sdks: ['js'] as const } : {});

const repairableSpelling = (code: CheckCode, carrier: Carrier, spelling: Spelling) =>
  repairable(code, `${carrier}, ${spelling(4318)}`, spelled(carrier, spelling), {
    ...sdksFor(carrier),
    sets: [ENDPOINT],
  });

const schemeMissing = (['http/protobuf', 'http/json', 'grpc'] as const).flatMap((carrier) =>
  [(port: number) => `127.0.0.1:${port}`, (port: number) => `localhost:${port}`].map((spelling) =>
    repairableSpelling('endpoint/scheme-missing', carrier, spelling),
  ),
);

const schemeMissingBeforeTls = (['http/protobuf', 'grpc'] as const).map((carrier) =>
  repairable(
    'endpoint/scheme-missing',
    `${carrier}, to a Collector with TLS${carrier === 'grpc' ? ' and INSECURE=true' : ''}`,
    async (lab) => {
      const { root } = await lab.certificates();
      const collector = await lab.collector(await lab.tls());
      const environment = otlp(carrier, `localhost:${portFor(collector, carrier)}`, {
        OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
        ...(carrier === 'grpc' && { OTEL_EXPORTER_OTLP_INSECURE: 'true' }),
      });
      return { collector, environment };
    },
    // It would overrule the scheme.
    { sets: carrier === 'grpc' ? [ENDPOINT, 'OTEL_EXPORTER_OTLP_INSECURE'] : [ENDPOINT] },
  ),
);

const misspellings: readonly Spelling[] = [
  (port) => `http:/127.0.0.1:${port}`,
  (port) => `http//127.0.0.1:${port}`,
  (port) => `http://http://127.0.0.1:${port}`,
  (port) => `http://127.0.0.1 :${port}`,
  (port) => `htp://127.0.0.1:${port}`,
];

const invalid = [
  ...misspellings.map((spelling) => repairableSpelling('endpoint/invalid', 'http/protobuf', spelling)),
  repairableSpelling('endpoint/invalid', 'grpc', (port) => `http:/127.0.0.1:${port}`),
  ...(['http/protobuf', 'grpc'] as const).map((carrier) =>
    unrepairable(
      'endpoint/invalid',
      `${carrier}, port 99999`,
      spelled(carrier, () => 'http://localhost:99999'),
    ),
  ),
];

const quoted = [
  repairableSpelling('endpoint/quoted', 'http/protobuf', (port) => `"http://127.0.0.1:${port}"`),
  repairableSpelling('endpoint/quoted', 'http/json', (port) => `'http://127.0.0.1:${port}'`),
  repairableSpelling('endpoint/quoted', 'grpc', (port) => `"http://127.0.0.1:${port}"`),
];

const pathDoubled = (['http/protobuf', 'http/json'] as const).flatMap((carrier) =>
  [(port: number) => at(port, '/v1/traces'), (port: number) => at(port, '/v1/traces/')].map((spelling) =>
    repairableSpelling('endpoint/path-doubled', carrier, spelling),
  ),
);

const signalPathMissing = ['', '/'].map((path) =>
  repairable(
    'endpoint/signal-path-missing',
    `${TRACES_ENDPOINT} ends in "${path}"`,
    async (lab) => {
      const collector = await lab.collector();
      const environment = {
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        [TRACES_ENDPOINT]: at(collector.httpPort, path),
      };
      return { collector, environment };
    },
    { sets: [TRACES_ENDPOINT] },
  ),
);

/** nginx passes on what is below `/otlp/`. */
const behindPrefix =
  (variable: string, path: string) =>
  async (lab: Lab): Promise<Scene> => {
    const collector = await lab.collector();
    const nginx = await startNginx(nginxPresets.pathPrefix(collector.httpPort));
    const environment = {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      [variable]: at(nginx.port, path),
    };
    return { collector, environment, stop: nginx.stop };
  };

const prefixes = [
  repairable('endpoint/signal-path-missing', 'behind a prefix', behindPrefix(TRACES_ENDPOINT, '/otlp'), {
    parts: ['nginx'],
    sets: [TRACES_ENDPOINT],
  }),
  repairable('endpoint/path-doubled', 'behind a prefix', behindPrefix(ENDPOINT, '/otlp/v1/traces'), {
    parts: ['nginx'],
    sets: [ENDPOINT],
  }),
  repairable('endpoint/path-wrong', 'the prefix of nginx is lost', behindPrefix(ENDPOINT, ''), {
    parts: ['nginx'],
    sets: [ENDPOINT],
  }),
  repairable(
    'endpoint/path-wrong',
    'the prefix of nginx is lost, per signal',
    behindPrefix(TRACES_ENDPOINT, '/v1/traces'),
    { parts: ['nginx'], sets: [TRACES_ENDPOINT] },
  ),
];

const pathWrong = [
  ...(['http/protobuf', 'http/json'] as const).map((carrier) =>
    repairable(
      'endpoint/path-wrong',
      `${carrier}, a prefix that nobody wants`,
      spelled(carrier, (port) => at(port, '/otlp')),
      { ...sdksFor(carrier), sets: [ENDPOINT] },
    ),
  ),
  repairable(
    'endpoint/path-wrong',
    'a slash behind the signal path',
    async (lab) => {
      const collector = await lab.collector();
      const environment = {
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        [TRACES_ENDPOINT]: at(collector.httpPort, '/v1/traces/'),
      };
      return { collector, environment };
    },
    { sets: [TRACES_ENDPOINT] },
  ),
];

/** Only one of the signals goes wrong, and it is not the first. */
const oneSignal = [
  repairable(
    'endpoint/signal-path-missing',
    'of metrics, while traces arrive',
    async (lab) => {
      const collector = await lab.collector();
      const environment = otlp('http/protobuf', at(collector.httpPort), {
        OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: at(collector.httpPort),
      });
      return { collector, environment, args: ['--signals', 'all'] };
    },
    { sdks: [], sets: ['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'] },
  ),
  repairable(
    'endpoint/scheme-missing',
    'of logs, while traces and metrics arrive',
    async (lab) => {
      const collector = await lab.collector();
      const environment = otlp('grpc', at(collector.grpcPort), {
        OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `localhost:${collector.grpcPort}`,
      });
      return { collector, environment, args: ['--signals', 'all'] };
    },
    { sdks: [], sets: ['OTEL_EXPORTER_OTLP_LOGS_ENDPOINT'] },
  ),
];

/** What can be wrong with the endpoint's value. */
export const endpointCases: readonly Case[] = [
  ...schemeMissing,
  ...schemeMissingBeforeTls,
  ...invalid,
  ...quoted,
  ...pathDoubled,
  ...signalPathMissing,
  ...prefixes,
  ...pathWrong,
  ...oneSignal,
];
