import { javaGrpc, javaHttp } from '../endpoints/java.ts';
import { javaFiles } from '../files.ts';
import { javaHeaders } from '../header-lists/java.ts';
import type { Sdk } from './sdk.ts';
import { BUILT_IN_SAMPLERS, spec } from './spec.ts';

const UTIL = 'opentelemetry-java 1.66.0, exporters/otlp/all OtlpConfigUtil.java';
const PROPERTIES = 'opentelemetry-java 1.66.0, autoconfigure-spi DefaultConfigProperties.java';
const AUTOCONFIGURE = 'opentelemetry-java 1.66.0, sdk-extensions/autoconfigure';

/** OpenTelemetry Java SDK with autoconfigure. */
export const java: Sdk = {
  ...spec,
  name: 'java',
  version: '1.66.0',
  evidence: 'measured',
  source: `${UTIL}; ${PROPERTIES}`,
  deviations: [
    {
      of: 'all',
      is: 'a value that cannot be used stops the whole SDK; an empty one is a value, too',
      source: PROPERTIES,
    },
    { of: 'PROTOCOL', is: 'grpc by default; compared exactly, http/json refused', source: AUTOCONFIGURE },
    {
      of: 'ENDPOINT',
      is: 'needs http:// or https://, no query, no fragment, over gRPC no path',
      source: UTIL,
    },
    { of: 'INSECURE', is: 'not read', source: UTIL },
    {
      of: 'HEADERS',
      is: '`+` becomes a blank; an entry without `=` or a bad escape stops the SDK',
      source: UTIL,
    },
    { of: 'TIMEOUT', is: 'takes units: 10s, 500ms, 1m', source: PROPERTIES },
    { of: 'CLIENT_KEY', is: 'half a client pair stops the SDK', source: UTIL },
    {
      of: 'EXPORTER',
      is: 'console needs opentelemetry-exporter-logging on the class path',
      source: AUTOCONFIGURE,
    },
    {
      of: 'proxy',
      is: 'system properties only (-Dhttps.proxyHost)',
      source: 'OkHttp, java.net.ProxySelector',
    },
  ],
  defaultProtocol: 'grpc',
  protocols: ['grpc', 'http/protobuf'],
  proxy: { variables: { http: [], https: [], grpc: [] }, exceptions: { http: [], grpc: [] } },
  unset: {
    http: { all: 'never', HEADERS: 'blank', TIMEOUT: 'empty' },
    grpc: { all: 'never', HEADERS: 'blank', TIMEOUT: 'empty' },
  },
  ignored: ['INSECURE'],
  asOne: 'all',
  // Measured with OkHttp 5.5 behind a TLS terminator: opentelemetry-java 1.66.0 sends the call over HTTP/1.1, with its trailers.
  alpn: 'http1',
  // Measured by test/sdk/habits (OkHttp).
  http: {
    framing: { plain: 'length', compressed: 'chunked' },
    http2: true,
    userAgent: 'OTel-OTLP-Exporter-Java',
    redirects: 'followed-in-plaintext',
  },
  disabled: { trim: false, ignoreCase: true },
  protocol: { trim: [], ignoreCase: false, otherwise: 'does-not-start' },
  exporter: {
    whenUnset: 'otlp',
    whenEmpty: 'otlp',
    list: true,
    trim: true,
    otlp: { otlp: null },
    other: { traces: [], metrics: [], logs: [] },
    unknown: 'does-not-start',
    none: { traces: 'whole', metrics: 'whole', logs: 'whole' },
    noneIgnoresCase: false,
    noneAmongOthers: 'does-not-start',
    duplicates: 'does-not-start',
  },
  sampler: {
    trim: false,
    ignoreCase: false,
    known: BUILT_IN_SAMPLERS,
    unknown: 'does-not-start',
    whenEmpty: 'does-not-start',
    badRatio: 'does-not-start',
    outOfRange: 'does-not-start',
    trimRatio: true,
  },
  endpoint: { http: javaHttp, grpc: javaGrpc },
  insecure: null,
  headers: {
    read: javaHeaders,
    merged: false,
    emptyGivesWay: true,
    login: 'dropped',
    hostReplaces: true,
    own: ['content-length', 'transfer-encoding', 'content-type'],
  },
  compression: {
    http: ['none', 'gzip'],
    grpc: ['none', 'gzip'],
    trim: false,
    ignoreCase: false,
    unknownHttp: 'does-not-start',
    unknownGrpc: 'does-not-start',
    whenUnset: 'none',
  },
  timeout: {
    syntax: 'duration',
    bad: { http: 'does-not-start', grpc: 'does-not-start' },
    zero: { http: 'unlimited', grpc: 'unlimited' },
    negative: { http: 'does-not-start', grpc: 'does-not-start' },
    largestMs: null,
  },
  files: javaFiles,
  configFile: ['OTEL_CONFIG_FILE'],
  propagators: { known: ['tracecontext', 'baggage', 'none'], unknown: 'does-not-start', ignoreCase: false },
};
