import { otlp } from '../../lab/cases/settings.ts';
import { findPart } from '../../lab/find-part.ts';
import type { Environment } from '../../lab/process.ts';
import type { SdkName } from '../../sdk/versions.ts';
import { type ReceiverName, startReceiver, startReplay } from '../receivers.ts';
import { recordingOf } from '../recording/catalogue.ts';
import { arrives, arrivesWarned, type Expected, lost, type Row, type Stand } from '../stand.ts';
import { only, sent } from './common.ts';

/** A receiver on its default ports; where it is not on this machine, or is not wanted, what it once answered. */
function receiver(
  name: string,
  program: ReceiverName,
  rows: readonly Row[],
  options: readonly string[] = [],
): Stand {
  const recording = recordingOf(program, options);
  const isReplayed = recording !== undefined && (REPLAYS || findPart(program) === undefined);
  return {
    name: `${program}: ${name}`,
    parts: isReplayed ? [] : [program],
    start: (place) => (isReplayed ? startReplay(place, recording) : startReceiver(place, program, options)),
    rows,
  };
}

/** With OTEL_DOCTOR_WORLD=replay the recordings are used also where the receivers are there. */
const REPLAYS = process.env.OTEL_DOCTOR_WORLD === 'replay';

const named = (name: string, more: Partial<Row> = {}): Partial<Row> => ({ ...more, name });

/** Of all signals, where only one is taken: what is sent of another is lost. */
const allSignals = (name: string, more: Partial<Row> = {}): Partial<Row> => ({
  ...more,
  name,
  args: ['--signals', 'all'],
  signal: 'metrics',
});

const ALL_BUT_RUST: readonly SdkName[] = ['python', 'js', 'go', 'java'];
const metricsOf = (name: string, more: Partial<Row> = {}): Partial<Row> => ({
  sdks: ALL_BUT_RUST,
  ...more,
  name,
  args: ['--signals', 'metrics'],
  signal: 'metrics',
});
const logsOf = (name: string): Partial<Row> => ({
  name,
  args: ['--signals', 'logs'],
  signal: 'logs',
  sdks: ['python'],
});

const EXPERIMENT: Environment = { OTEL_EXPORTER_OTLP_HEADERS: 'x-mlflow-experiment-id=0' };
const MLFLOW = 'http://localhost:5000';
const grpcToHttp = lost('protocol/grpc-to-http-port', { proven: true });
const httpToGrpc = lost('protocol/http-to-grpc-port', { proven: true });

const mlflow: readonly Stand[] = [
  receiver('as it comes', 'mlflow', [
    sent('http/protobuf', MLFLOW, arrives, { environment: EXPERIMENT }),
    sent('http/json', MLFLOW, arrives, { environment: EXPERIMENT }),
    sent('http/protobuf', MLFLOW, arrives, {
      name: 'http/protobuf with gzip',
      environment: { ...EXPERIMENT, OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' },
    }),
    sent(
      'http/protobuf',
      MLFLOW,
      lost(['auth/tenant-missing', 'receiver/rejected-payload'], {
        proven: true,
        says: /x-mlflow-experiment-id/,
      }),
      named('without its header'),
    ),
    sent(
      'http/protobuf',
      MLFLOW,
      lost(['auth/tenant-missing', 'receiver/rejected-payload', 'endpoint/not-found-vendor'], {
        says: /RESOURCE_DOES_NOT_EXIST|No Experiment with id=999/,
      }),
      named('an experiment that does not exist', {
        environment: { OTEL_EXPORTER_OTLP_HEADERS: 'x-mlflow-experiment-id=999' },
      }),
    ),
    sent(
      'http/protobuf',
      MLFLOW,
      { ...arrivesWarned('config/header-empty'), lostUnseen: true },
      named('an empty experiment', {
        environment: { OTEL_EXPORTER_OTLP_HEADERS: 'x-mlflow-experiment-id=' },
        sdks: ['python', 'go'],
      }),
    ),
    sent('grpc', MLFLOW, grpcToHttp, named('grpc', { environment: EXPERIMENT })),
    sent(
      'http/protobuf',
      'http://mlflow:5000',
      lost(['receiver/host-not-allowed', 'auth/forbidden'], {
        says: /allowed-hosts/,
        never: /credential/,
      }),
      named('by the name of its service', { environment: EXPERIMENT }),
    ),
    sent(
      'http/protobuf',
      MLFLOW,
      lost('receiver/signal-not-enabled', { says: /traces/, never: /Collector/ }),
      allSignals('all signals', { environment: EXPERIMENT, sdks: ['python', 'js'] }),
    ),
    {
      name: 'a slash at the end',
      environment: {
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${MLFLOW}/v1/traces/`,
        ...EXPERIMENT,
      },
      expect: lost('endpoint/path-wrong', { proven: true }),
    },
  ]),
  receiver(
    'with --allowed-hosts',
    'mlflow',
    [sent('http/protobuf', 'http://mlflow:5000', arrives, { environment: EXPERIMENT })],
    ['--allowed-hosts', 'mlflow:5000,localhost:*'],
  ),
];

const PHOENIX = 'http://localhost:6006';
const tracesOnly = { says: /traces/, never: /Collector|4317/ };

const phoenix: readonly Stand[] = [
  receiver('as it comes', 'phoenix', [
    sent('http/protobuf', PHOENIX, arrives),
    sent('grpc', 'http://localhost:4317', arrives),
    sent('http/protobuf', 'http://phoenix:6006', arrives, named('http/protobuf by the name of its service')),
    sent('http/json', PHOENIX, lost('protocol/json-unsupported', { proven: true })),
    sent(
      'http/protobuf',
      PHOENIX,
      lost('receiver/signal-not-enabled', tracesOnly),
      allSignals('all signals', { sdks: ['python', 'js'] }),
    ),
    sent(
      'grpc',
      'http://localhost:4317',
      lost('receiver/signal-not-enabled', { says: /traces/, never: /Collector/ }),
      allSignals('all signals over gRPC', { sdks: ['python', 'js'] }),
    ),
    sent(
      'http/protobuf',
      'http://localhost:4318',
      lost(['network/connection-refused', 'protocol/wrong-port'], { proven: true }),
      named('port 4318'),
    ),
    sent('http/protobuf', 'http://localhost:4317', httpToGrpc, named('http/protobuf to the gRPC port')),
    sent('grpc', PHOENIX, grpcToHttp, named('grpc to the HTTP port')),
    {
      name: 'a path that it does not have',
      environment: otlp('http/protobuf', `${PHOENIX}/otlp`),
      expect: lost('endpoint/path-wrong', { proven: true }),
    },
  ]),
  receiver(
    'with authentication',
    'phoenix',
    [
      sent('http/protobuf', PHOENIX, lost('auth/missing', { says: /Bearer/ }), named('no key')),
      sent(
        'grpc',
        'http://localhost:4317',
        lost('auth/missing', { says: /Bearer/ }),
        named('no key over gRPC'),
      ),
      sent(
        'http/protobuf',
        PHOENIX,
        lost(['auth/missing', 'auth/rejected'], { says: /Bearer/ }),
        named('a key in another header', { environment: { OTEL_EXPORTER_OTLP_HEADERS: 'api_key=abc' } }),
      ),
      sent(
        'http/protobuf',
        PHOENIX,
        lost('auth/rejected'),
        named('a wrong key', { environment: { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc' } }),
      ),
    ],
    ['PHOENIX_ENABLE_AUTH=true', 'PHOENIX_SECRET=a-secret-of-the-world-lab-32-letters-1'],
  ),
];

const GENKIT = 'http://localhost:4033/api/otlp';
const forJson = only(
  ['js'],
  lost('receiver/accepts-anything', { proven: true }),
  lost('receiver/accepts-anything'),
);

const genkit: readonly Stand[] = [
  receiver('as it comes', 'genkit', [
    sent('http/json', GENKIT, arrives),
    sent('http/protobuf', GENKIT, forJson),
    sent(
      'http/json',
      'http://localhost:4033',
      lost('endpoint/path-wrong', { proven: true }),
      named('without its path', { sdks: ['js'] }),
    ),
    sent(
      'grpc',
      'http://localhost:4033',
      lost(['protocol/grpc-to-http-port', 'protocol/not-otlp', 'endpoint/not-found-vendor'], {
        never: /http\/protobuf/,
      }),
      named('grpc'),
    ),
    sent(
      'http/protobuf',
      'http://localhost:4033',
      lost([
        ...(['endpoint/path-wrong', 'protocol/path-not-found'] as const),
        ...(['receiver/accepts-anything', 'endpoint/not-found-vendor'] as const),
      ]),
      named('http/protobuf without its path'),
    ),
  ]),
];

const ZIPKIN = 'http://localhost:9411';
const isZipkin = lost(['protocol/not-otlp', 'endpoint/not-found-vendor'], {
  says: /Zipkin/,
  never: /Look up the OTLP path/,
});

const zipkin: readonly Stand[] = [
  receiver('as it comes', 'zipkin', [
    sent('http/protobuf', ZIPKIN, isZipkin),
    sent('grpc', ZIPKIN, isZipkin),
    sent(
      'http/protobuf',
      'http://localhost:9411/api/v2/spans',
      isZipkin,
      named('the path of its own format'),
    ),
    sent('http/json', ZIPKIN, isZipkin),
    {
      name: 'OTEL_TRACES_EXPORTER=zipkin',
      environment: { OTEL_TRACES_EXPORTER: 'zipkin' },
      sdks: ['js'],
      expect: lost('config/exporter-not-otlp', { says: /Zipkin.*its format/, inOwnFormat: true }),
    },
  ]),
];

const JAEGER = 'http://localhost:4318';
const byJaeger = { says: /Jaeger/, never: /Collector/ };

const jaeger: readonly Stand[] = [
  receiver('as it comes', 'jaeger', [
    sent('http/protobuf', JAEGER, arrives),
    sent('http/json', JAEGER, arrives),
    sent('grpc', 'http://localhost:4317', arrives),
    sent(
      'http/protobuf',
      JAEGER,
      lost('receiver/signal-not-enabled', byJaeger),
      allSignals('all signals', { sdks: ['python', 'js'] }),
    ),
    sent(
      'grpc',
      'http://localhost:4317',
      lost('receiver/signal-not-enabled', byJaeger),
      allSignals('all signals over gRPC', { sdks: ['python', 'js'] }),
    ),
    {
      name: 'the port of its own format',
      environment: {
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://jaeger:14268/api/traces',
      },
      expect: lost(
        ['protocol/not-otlp', 'endpoint/path-wrong', 'endpoint/not-found-vendor', 'protocol/wrong-port'],
        { proven: true },
      ),
    },
    sent(
      'http/protobuf',
      'http://localhost:16686',
      lost(['protocol/not-otlp', 'protocol/wrong-port', 'endpoint/not-found-vendor'], { proven: true }),
      named('the port of its pages'),
    ),
    sent('grpc', JAEGER, grpcToHttp, named('grpc to the HTTP port')),
    sent('http/protobuf', 'http://localhost:4317', httpToGrpc, named('http/protobuf to the gRPC port')),
  ]),
];

const PROMETHEUS = 'http://localhost:9090/api/v1/otlp';
const receiverOff = lost('receiver/signal-not-enabled', { says: /--web\.enable-otlp-receiver/ });
const DELTA: Environment = { OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta' };

const prometheus: readonly Stand[] = [
  receiver(
    'with its OTLP receiver',
    'prometheus',
    [
      sent('http/protobuf', PROMETHEUS, arrives, metricsOf('metrics')),
      sent('http/json', PROMETHEUS, arrives, metricsOf('metrics as JSON', { sdks: ['js'] })),
      sent(
        'http/protobuf',
        'http://localhost:9090',
        lost('endpoint/path-wrong', { proven: true }),
        metricsOf('without its path'),
      ),
      sent(
        'http/protobuf',
        PROMETHEUS,
        lost(['receiver/temporality-unsupported', 'receiver/rejected-payload', 'receiver/server-error'], {
          proven: true,
          says: /cumulative/,
        }),
        metricsOf('delta', { environment: DELTA }),
      ),
      sent(
        'http/protobuf',
        PROMETHEUS,
        lost(['receiver/temporality-unsupported', 'receiver/rejected-payload', 'receiver/server-error'], {
          proven: true,
          says: /cumulative/,
        }),
        metricsOf('lowmemory', {
          environment: { OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'lowmemory' },
        }),
      ),
      sent(
        'grpc',
        'http://localhost:9090',
        lost(['protocol/grpc-to-http-port', 'protocol/not-otlp'], { says: /Prometheus/ }),
        metricsOf('grpc'),
      ),
      sent(
        'http/protobuf',
        PROMETHEUS,
        lost('receiver/signal-not-enabled', { says: /metrics/, never: /Collector/ }),
        named('traces'),
      ),
    ],
    ['--web.enable-otlp-receiver'],
  ),
  receiver('without its OTLP receiver', 'prometheus', [
    sent('http/protobuf', PROMETHEUS, receiverOff, metricsOf('metrics')),
    sent(
      'http/protobuf',
      'http://prometheus:9090/api/v1/otlp',
      receiverOff,
      metricsOf('by the name of its service'),
    ),
    sent(
      'http/protobuf',
      'http://localhost:9090',
      lost(['receiver/signal-not-enabled', 'protocol/not-otlp', 'endpoint/not-found-vendor'], {
        says: /--web\.enable-otlp-receiver/,
      }),
      metricsOf('without its path'),
    ),
  ]),
];

const pathMissing: Expected = lost('endpoint/path-wrong', { proven: true });

const victoria: readonly Stand[] = [
  receiver('as it comes', 'victoria-metrics', [
    sent('http/protobuf', 'http://localhost:8428/opentelemetry', arrives, metricsOf('metrics')),
    sent(
      'http/protobuf',
      'http://localhost:8428/opentelemetry',
      arrives,
      metricsOf('delta', { environment: DELTA }),
    ),
    sent('http/protobuf', 'http://localhost:8428', pathMissing, metricsOf('without its path')),
    sent(
      'http/protobuf',
      'http://victoriametrics:8428',
      pathMissing,
      metricsOf('without its path, by its name'),
    ),
    sent(
      'http/protobuf',
      'http://localhost:8428/api/v1/otlp',
      pathMissing,
      metricsOf('the path of Prometheus'),
    ),
    sent(
      'http/json',
      'http://localhost:8428/opentelemetry',
      lost('protocol/json-unsupported', { proven: true }),
      metricsOf('JSON', { sdks: ['js'] }),
    ),
    sent(
      'grpc',
      'http://localhost:8428',
      lost(['protocol/grpc-to-http-port', 'protocol/not-otlp'], { proven: true }),
      metricsOf('grpc'),
    ),
    sent(
      'http/protobuf',
      'http://localhost:8428/opentelemetry',
      lost('receiver/signal-not-enabled', { says: /metrics/, never: /Collector/ }),
      named('traces'),
    ),
  ]),
  receiver('as it comes', 'victoria-logs', [
    sent('http/protobuf', 'http://localhost:9428/insert/opentelemetry', arrives, logsOf('logs')),
    sent('http/protobuf', 'http://localhost:9428', pathMissing, logsOf('without its path')),
    sent('http/protobuf', 'http://victorialogs:9428', pathMissing, logsOf('without its path, by its name')),
    sent(
      'http/protobuf',
      'http://localhost:9428/insert/opentelemetry/',
      arrives,
      logsOf('a slash at the end of the base'),
    ),
    sent(
      'grpc',
      'http://localhost:9428',
      lost(['protocol/grpc-to-http-port', 'protocol/not-otlp'], { proven: true }),
      logsOf('grpc'),
    ),
    sent(
      'http/protobuf',
      'http://localhost:9428/insert/opentelemetry',
      lost('receiver/signal-not-enabled', { says: /logs/, never: /Collector/ }),
      named('traces'),
    ),
  ]),
];

export const receiverStands: readonly Stand[] = [
  ...phoenix,
  ...genkit,
  ...zipkin,
  ...mlflow,
  ...jaeger,
  ...prometheus,
  ...victoria,
];
