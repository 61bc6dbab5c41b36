import { specGrpc, specHttp } from '../endpoints/spec.ts';
import { specFiles } from '../files.ts';
import { specHeaders } from '../header-lists/spec.ts';
import type { Sdk } from './sdk.ts';

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration */
/** Samplers that every SDK with this setting has without another package. */
export const BUILT_IN_SAMPLERS: readonly string[] = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
];

const SAMPLERS: readonly string[] = [
  ...BUILT_IN_SAMPLERS,
  ...['parentbased_jaeger_remote', 'jaeger_remote', 'xray'],
];

const PROPAGATORS: readonly string[] = [
  'tracecontext',
  'baggage',
  'b3',
  'b3multi',
  'jaeger',
  'xray',
  'ottrace',
  'none',
];

/** The specification itself, which every SDK is compared with. */
export const spec: Sdk = {
  name: 'spec',
  version: '1.60.0',
  evidence: 'specification',
  source: 'https://opentelemetry.io/docs/specs/otel/protocol/exporter/',
  deviations: [],
  unknown: [],
  defaultProtocol: 'http/protobuf',
  defaultEndpoint: { http: 'http://localhost:4318', grpc: 'http://localhost:4317' },
  protocols: ['grpc', 'http/protobuf', 'http/json'],
  timeoutUnitMs: 1,
  // The specification is silent on proxies: these are the variables that most HTTP and gRPC libraries read.
  proxy: {
    variables: {
      http: ['http_proxy', 'HTTP_PROXY'],
      https: ['https_proxy', 'HTTPS_PROXY'],
      grpc: ['grpc_proxy', 'https_proxy', 'http_proxy'],
    },
    exceptions: { http: ['no_proxy', 'NO_PROXY'], grpc: ['no_grpc_proxy', 'no_proxy'] },
  },
  alpn: 'ignored',
  // Most HTTP clients tell the length of a body that they hold; https://opentelemetry.io/docs/specs/otel/protocol/exporter/ has no word on it.
  http: {
    framing: { plain: 'length', compressed: 'length' },
    http2: false,
    userAgent: null,
    redirects: 'refused',
  },
  unset: { http: { all: 'blank' }, grpc: { all: 'blank' } },
  ignored: [],
  ignoredPerSignal: [],
  asOne: 'none',
  disabled: { trim: true, ignoreCase: true },
  protocol: { trim: ['traces', 'metrics', 'logs'], ignoreCase: true, otherwise: 'falls-back' },
  exporter: {
    whenUnset: 'otlp',
    whenEmpty: 'otlp',
    list: true,
    trim: true,
    otlp: { otlp: null },
    other: {
      traces: ['zipkin', 'console', 'logging', 'otlp/stdout'],
      metrics: ['prometheus', 'console', 'logging', 'otlp/stdout'],
      logs: ['console', 'logging', 'otlp/stdout'],
    },
    unknown: 'ignored',
    none: { traces: 'whole', metrics: 'whole', logs: 'whole' },
    noneIgnoresCase: true,
    noneAmongOthers: 'ignored',
    duplicates: 'ignored',
  },
  sampler: {
    trim: true,
    ignoreCase: true,
    known: SAMPLERS,
    unknown: 'falls-back',
    whenEmpty: 'default',
    badRatio: 'one',
    outOfRange: 'one',
    trimRatio: true,
  },
  endpoint: { http: specHttp, grpc: specGrpc },
  insecure: { trim: true, ignoreCase: true },
  // `apart`: the login stays in the URL, and whoever sends it decides.
  headers: { read: specHeaders, merged: false, emptyGivesWay: false, login: 'apart', hostReplaces: false },
  compression: {
    http: ['none', 'gzip'],
    grpc: ['none', 'gzip'],
    trim: true,
    ignoreCase: true,
    unknownHttp: 'none',
    unknownGrpc: 'none',
    whenUnset: 'none',
  },
  timeout: {
    syntax: 'decimal',
    bad: { http: 'default', grpc: 'default' },
    zero: { http: 'unlimited', grpc: 'unlimited' },
    negative: { http: 'default', grpc: 'default' },
    largestMs: null,
  },
  exponentialHistograms: true,
  files: specFiles,
  trust: { http: [], grpc: [] },
  configFile: ['OTEL_CONFIG_FILE'],
  propagators: { known: PROPAGATORS, unknown: 'ignored', ignoreCase: true },
};
