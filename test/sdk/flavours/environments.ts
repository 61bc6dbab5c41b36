import type { Environment } from '../../lab/process.ts';

const E = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const T = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
const P = 'OTEL_EXPORTER_OTLP_PROTOCOL';
const TP = 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL';
const H = 'OTEL_EXPORTER_OTLP_HEADERS';

/** What anybody may set, whatever the program: what a flavour does not read is to be seen, too. */
const COMMON: Readonly<Record<string, Environment>> = {
  nothing: {},
  endpoint: { [E]: 'http://localhost:4444' },
  'endpoint with a path': { [E]: 'http://localhost:4444/base/' },
  'endpoint of traces': { [T]: 'http://localhost:4444' },
  'endpoint of traces with its path': { [T]: 'http://localhost:4444/v1/traces' },
  'endpoint with the path of traces': { [E]: 'http://localhost:4444/v1/traces' },
  grpc: { [P]: 'grpc' },
  'grpc with an endpoint': { [P]: 'grpc', [E]: 'http://localhost:4444' },
  'grpc for traces': { [TP]: 'grpc', [E]: 'http://localhost:4444' },
  json: { [P]: 'http/json', [E]: 'http://localhost:4444' },
  'unknown protocol': { [P]: 'http', [E]: 'http://localhost:4444' },
  'no scheme': { [E]: 'localhost:4444' },
  headers: { [E]: 'http://localhost:4444', [H]: 'x-key=a%20b,x-other=c' },
  'headers of traces': {
    ...{ [E]: 'http://localhost:4444', [H]: 'x-key=a' },
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-own=b',
  },
  gzip: { [E]: 'http://localhost:4444', OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' },
  disabled: { [E]: 'http://localhost:4444', OTEL_SDK_DISABLED: 'true' },
  'exporter none': { [E]: 'http://localhost:4444', OTEL_TRACES_EXPORTER: 'none' },
  'exporter console': { [E]: 'http://localhost:4444', OTEL_TRACES_EXPORTER: 'console' },
  'sampler off': { [E]: 'http://localhost:4444', OTEL_TRACES_SAMPLER: 'always_off' },
  'unknown sampler': { [E]: 'http://localhost:4444', OTEL_TRACES_SAMPLER: 'sometimes' },
  'both endpoints': { [E]: 'http://localhost:4444', [T]: 'http://localhost:4318/own' },
};

const boot = (front: string): Readonly<Record<string, Environment>> => {
  const own = (name: string): string => `${front}_${name}`;
  return {
    'own endpoint': { [own('ENDPOINT')]: 'http://localhost:4444/v1/traces' },
    'own endpoint without a path': { [own('ENDPOINT')]: 'http://localhost:4444' },
    'own endpoint beside the variable': {
      ...{ [own('ENDPOINT')]: 'http://localhost:4444/own', [E]: 'http://localhost:4318' },
    },
    'own endpoint and transport': {
      ...{ [own('ENDPOINT')]: 'http://localhost:4444', [own('TRANSPORT')]: 'grpc' },
    },
    'own endpoint and protocol of the variable': {
      ...{ [own('ENDPOINT')]: 'http://localhost:4444/v1/traces', [P]: 'grpc' },
    },
    'own headers': {
      ...{
        [own('ENDPOINT')]: 'http://localhost:4444/v1/traces',
        [own('HEADERS_AUTHORIZATION')]: 'Bearer a%20b',
      },
    },
    'headers of the variable': {
      ...{ [own('ENDPOINT')]: 'http://localhost:4444/v1/traces', [H]: 'x-key=a' },
    },
    'own compression': {
      ...{ [own('ENDPOINT')]: 'http://localhost:4444/v1/traces', [own('COMPRESSION')]: 'gzip' },
    },
    'own endpoint without a scheme': { [own('ENDPOINT')]: 'localhost:4444' },
    'own endpoint, disabled': {
      ...{ [own('ENDPOINT')]: 'http://localhost:4444/v1/traces', OTEL_SDK_DISABLED: 'true' },
    },
    'own endpoint, exporter none': {
      ...{ [own('ENDPOINT')]: 'http://localhost:4444/v1/traces', OTEL_TRACES_EXPORTER: 'none' },
    },
  };
};

const quarkus: Readonly<Record<string, Environment>> = {
  'own endpoint': { QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444' },
  'own endpoint of traces': { QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4444' },
  'own endpoint over HTTP': {
    QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
    QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  },
  'own endpoint of traces over HTTP': {
    QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4444/base',
    QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  },
  'own headers': {
    QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
    QUARKUS_OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b',
  },
  'own switch': { QUARKUS_OTEL_SDK_DISABLED: 'true' },
  'own endpoint, protocol of traces': {
    QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
    QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
  },
};

/** What counts for metrics, and what is to be seen as not read; a JVM takes long to start. */
const OF_BOOT = [
  ...[
    'nothing',
    'endpoint',
    'endpoint with a path',
    'endpoint of traces with its path',
    'grpc with an endpoint',
  ],
  ...['no scheme', 'headers', 'gzip', 'disabled'],
];

const some = (names: readonly string[]): Readonly<Record<string, Environment>> =>
  Object.fromEntries(Object.entries(COMMON).filter(([name]) => names.includes(name)));

const on = (environments: Readonly<Record<string, Environment>>): Readonly<Record<string, Environment>> =>
  Object.fromEntries(
    Object.entries(environments).map(([name, environment]) => [name, { ...environment, OTEL_DENO: 'true' }]),
  );

/** Sends metrics and logs, where it is asked to. */
const AGENT = {
  CLAUDE_CODE_ENABLE_TELEMETRY: '1',
  OTEL_METRICS_EXPORTER: 'otlp',
  OTEL_LOGS_EXPORTER: 'otlp',
};

const L = 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT';

const claude: Readonly<Record<string, Environment>> = {
  ...Object.fromEntries(
    Object.entries(COMMON)
      .filter(([name]) => !/traces|sampler|exporter|both/.test(name))
      .map(([name, environment]) => [name, { ...AGENT, ...environment }]),
  ),
  off: { [E]: 'http://localhost:4444', OTEL_METRICS_EXPORTER: 'otlp', OTEL_LOGS_EXPORTER: 'otlp' },
  'no exporter': { [E]: 'http://localhost:4444', CLAUDE_CODE_ENABLE_TELEMETRY: '1' },
  'exporter none': { ...AGENT, [E]: 'http://localhost:4444', OTEL_LOGS_EXPORTER: 'none' },
  'true for one': { ...AGENT, [E]: 'http://localhost:4444', CLAUDE_CODE_ENABLE_TELEMETRY: 'true' },
  'protocol alone': { ...AGENT, [P]: 'http/protobuf' },
  'endpoint of logs': { ...AGENT, [L]: 'http://localhost:4444/own' },
  'endpoint and protocol of logs': {
    ...{ ...AGENT, [L]: 'http://localhost:4444', OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'grpc' },
  },
  'headers of logs': {
    ...{ ...AGENT, [E]: 'http://localhost:4444', [H]: 'x-key=a', OTEL_EXPORTER_OTLP_LOGS_HEADERS: 'x-own=b' },
  },
};

/** Environments by flavour, by name. */
export const ENVIRONMENTS: Readonly<Record<string, Readonly<Record<string, Environment>>>> = {
  'spring-boot-3': { ...some(OF_BOOT), ...boot('MANAGEMENT_OTLP_TRACING') },
  'spring-boot-4': { ...some(OF_BOOT), ...boot('MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP') },
  quarkus: { ...COMMON, ...quarkus },
  deno: {
    ...on(COMMON),
    off: { [E]: 'http://localhost:4444' },
    'one for true': { [E]: 'http://localhost:4444', OTEL_DENO: '1' },
  },
  'vercel-otel': COMMON,
  logfire: COMMON,
  'claude-code': claude,
};
