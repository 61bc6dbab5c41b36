import { goGrpc, goHttp } from '../endpoints/go.ts';
import { goFiles } from '../files.ts';
import { goHeaders } from '../header-lists/go.ts';
import type { Matching } from '../proxy.ts';
import type { Sdk } from './sdk.ts';
import { BUILT_IN_SAMPLERS, spec } from './spec.ts';

const ENV = 'opentelemetry-go 1.47.0, exporters/otlp/otlptrace/internal/otlpconfig/envconfig.go';
const AUTO = 'opentelemetry-go-contrib autoexport 0.72.0, registry.go';
const CLIENT = 'opentelemetry-go 1.47.0, exporters/otlp/otlptrace/otlptracehttp/client.go';

/** What golang.org/x/net/http/httpproxy makes of NO_PROXY, as measured. */
const MATCHING: Matching = {
  ...{ blanks: 'trim', suffix: false, all: true, glob: true, port: true },
  ...{ addressPort: true, apex: false, brackets: false, network6: true },
};

/** OpenTelemetry Go with autoexport. */
export const go: Sdk = {
  ...spec,
  name: 'go',
  version: '1.47.0',
  evidence: 'measured',
  source: `${ENV}; ${AUTO}`,
  deviations: [
    { of: 'ENDPOINT', is: 'https when none is set', source: CLIENT },
    {
      of: 'ENDPOINT',
      is: 'a value that url.Parse refuses (a bare IP address with a port) is passed over',
      source: ENV,
    },
    { of: 'ENDPOINT', is: 'the query is never sent, and a general path is cleaned', source: ENV },
    { of: 'INSECURE', is: 'overrides the scheme both ways, over HTTP too (traces and metrics)', source: ENV },
    {
      of: 'CERTIFICATE',
      is: 'beside http:// the exporter is not built; over gRPC it makes the connection TLS',
      source: CLIENT,
      since: '1.45',
    },
    { of: 'PROTOCOL', is: 'compared exactly, untrimmed; http/json refused', source: AUTO },
    { of: 'EXPORTER', is: 'one exact name, no list', source: AUTO },
    { of: 'SDK_DISABLED', is: 'not read', source: 'opentelemetry-go 1.47.0, sdk' },
    {
      of: 'PROPAGATORS',
      is: 'read by contrib autoprop only',
      source: 'opentelemetry-go-contrib propagators/autoprop',
    },
    {
      of: 'logs',
      is: 'the scheme beats INSECURE; one bad header entry drops the whole list',
      source: 'opentelemetry-go 1.47.0, exporters/otlp/otlplog/otlploghttp 0.23.0 config.go',
    },
  ],
  defaultEndpoint: { http: 'https://localhost:4318', grpc: 'https://localhost:4317' },
  protocols: ['grpc', 'http/protobuf'],
  // grpc-go 1.67 and later, credentials/tls.go.
  alpn: 'required',
  // Measured by test/sdk/habits: a compressed body is read from a buffer of unknown length.
  http: {
    framing: { plain: 'length', compressed: 'chunked' },
    http2: true,
    userAgent: 'OTel OTLP Exporter Go',
    redirects: 'followed',
  },
  proxy: {
    variables: {
      http: ['HTTP_PROXY', 'http_proxy'],
      https: ['HTTPS_PROXY', 'https_proxy'],
      grpc: ['HTTPS_PROXY', 'https_proxy'],
    },
    exceptions: { http: ['NO_PROXY', 'no_proxy'], grpc: ['NO_PROXY', 'no_proxy'] },
    loopback: { http: 'direct', grpc: 'direct' },
    matching: { http: MATCHING, grpc: MATCHING },
    // grpc-go internal/transport/proxy.go.
    alwaysConnects: { http: false, grpc: true },
    invalid: { http: 'sends-nothing', grpc: 'sends-nothing' },
  },
  // autoexport reads protocol and exporter raw; the exporters trim what they read.
  unset: { http: { all: 'blank', PROTOCOL: 'empty' }, grpc: { all: 'blank', PROTOCOL: 'empty' } },
  disabled: null,
  protocol: { trim: [], ignoreCase: false, otherwise: 'does-not-start' },
  exporter: {
    whenUnset: 'otlp',
    whenEmpty: 'otlp',
    list: false,
    trim: false,
    otlp: { otlp: null },
    other: { traces: ['console'], metrics: ['console', 'prometheus'], logs: ['console'] },
    unknown: 'does-not-start',
    none: { traces: 'whole', metrics: 'whole', logs: 'whole' },
    noneIgnoresCase: false,
    noneAmongOthers: 'ignored',
    duplicates: 'ignored',
  },
  sampler: {
    trim: true,
    ignoreCase: true,
    known: BUILT_IN_SAMPLERS,
    unknown: 'falls-back',
    whenEmpty: 'default',
    badRatio: 'one',
    outOfRange: 'one',
    trimRatio: true,
  },
  endpoint: { http: goHttp, grpc: goGrpc },
  headers: {
    read: goHeaders,
    merged: false,
    emptyGivesWay: false,
    login: 'dropped',
    hostReplaces: false,
    own: ['content-length', 'transfer-encoding', 'content-type'],
  },
  compression: {
    http: ['none', 'gzip'],
    grpc: ['none', 'gzip'],
    trim: true,
    ignoreCase: false,
    unknownHttp: 'none',
    unknownGrpc: 'none',
    whenUnset: 'none',
  },
  timeout: {
    syntax: 'integer',
    bad: { http: 'next', grpc: 'next' },
    zero: { http: 'unlimited', grpc: 'unlimited' },
    negative: { http: 'unlimited', grpc: 'unlimited' },
    largestMs: null,
  },
  files: goFiles,
  // crypto/x509 root_unix.go.
  trust: { http: ['SSL_CERT_FILE'], grpc: ['SSL_CERT_FILE'] },
  configFile: [],
  propagators: null,
};
