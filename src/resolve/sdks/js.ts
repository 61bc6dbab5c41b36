import { jsGrpc, jsHttp } from '../endpoints/whatwg.ts';
import { jsFiles } from '../files.ts';
import { jsHeaders } from '../header-lists/js.ts';
import type { Matching } from '../proxy.ts';
import type { Sdk } from './sdk.ts';
import { BUILT_IN_SAMPLERS, spec } from './spec.ts';

const BASE = 'opentelemetry-js 0.223, packages/otlp-exporter-base/src/configuration';
const NODE = 'opentelemetry-js 0.223, packages/opentelemetry-sdk-node/src/utils.ts';
const GRPC_JS = '@grpc/grpc-js 1.14 src/http_proxy.ts';

/** What grpc-js makes of no_proxy. */
const MATCHING: Matching = {
  ...{ blanks: 'keep', suffix: true, all: false, glob: false, port: false },
  ...{ addressPort: false, apex: false, brackets: false, network6: false },
};

/** OpenTelemetry JS for Node (NodeSDK of sdk-node). */
export const js: Sdk = {
  ...spec,
  name: 'js',
  version: '0.223.0',
  evidence: 'measured',
  source: `${BASE}; ${NODE}`,
  deviations: [
    {
      of: 'ENDPOINT',
      is: 'read by the WHATWG URL parser; what it refuses falls back to the next variable or localhost',
      source: BASE,
    },
    { of: 'ENDPOINT', is: 'host:port over HTTP is taken for a scheme, and every export fails', source: BASE },
    {
      of: 'ENDPOINT',
      is: "over gRPC a port that is the scheme's own is lost, and 443 is used",
      source: GRPC_JS,
    },
    { of: 'HEADERS', is: 'general and per-signal headers are merged; a value ends at `;`', source: BASE },
    {
      of: 'PROTOCOL',
      is: 'compared exactly, for traces also without trimming; else http/protobuf with a warning',
      source: NODE,
    },
    {
      of: 'EXPORTER',
      is: '`none` in front switches off, `none` behind another name leaves otlp alone',
      source: NODE,
    },
    {
      of: 'COMPRESSION',
      is: 'compared in lower case only; an unknown value leaves the word to the general variable',
      source: BASE,
    },
    {
      of: 'proxy',
      is: 'none over HTTP; over gRPC lower-case variables, localhost included',
      source: GRPC_JS,
    },
    { of: 'CONFIG_FILE', is: 'read by startNodeSDK() only, not by NodeSDK', source: NODE },
  ],
  proxy: {
    variables: { http: [], https: [], grpc: ['grpc_proxy', 'https_proxy', 'http_proxy'] },
    exceptions: { http: [], grpc: ['no_grpc_proxy', 'no_proxy'] },
    loopback: { http: 'direct', grpc: 'proxied' },
    matching: {
      http: MATCHING,
      grpc: MATCHING,
    },
    schemes: { http: null, grpc: ['http:'] },
    bare: { http: true, grpc: false },
  },
  // Measured by test/sdk/habits: the body is a stream, so that its length is not known when the head is written.
  http: {
    framing: { plain: 'chunked', compressed: 'chunked' },
    http2: false,
    userAgent: 'OTel-OTLP-Exporter-JavaScript',
    redirects: 'refused',
  },
  protocol: { trim: ['metrics', 'logs'], ignoreCase: false, otherwise: 'falls-back' },
  exporter: {
    whenUnset: 'otlp',
    whenEmpty: 'otlp',
    list: true,
    trim: true,
    otlp: { otlp: null },
    other: { traces: ['zipkin', 'console'], metrics: ['console', 'prometheus'], logs: ['console'] },
    unknown: 'ignored',
    none: { traces: 'first', metrics: 'anywhere', logs: 'anywhere' },
    noneIgnoresCase: false,
    noneAmongOthers: 'only-otlp',
    duplicates: 'ignored',
  },
  sampler: {
    trim: false,
    ignoreCase: false,
    known: BUILT_IN_SAMPLERS,
    unknown: 'falls-back',
    whenEmpty: 'default',
    badRatio: 'one',
    outOfRange: 'one',
    trimRatio: true,
  },
  endpoint: { http: jsHttp, grpc: jsGrpc },
  headers: {
    read: jsHeaders,
    merged: true,
    emptyGivesWay: true,
    login: 'yields',
    hostReplaces: true,
    own: ['content-type'],
  },
  compression: {
    http: ['none', 'gzip'],
    grpc: ['none', 'gzip'],
    trim: true,
    ignoreCase: false,
    unknownHttp: 'next',
    unknownGrpc: 'next',
    whenUnset: 'none',
  },
  timeout: {
    syntax: 'float',
    bad: { http: 'next', grpc: 'next' },
    zero: { http: 'next', grpc: 'next' },
    negative: { http: 'next', grpc: 'next' },
    largestMs: null,
  },
  // NodeSDK does not read it; startNodeSDK() does.
  exponentialHistograms: false,
  files: jsFiles,
  configFile: [],
  propagators: {
    known: ['tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger', 'none'],
    unknown: 'ignored',
    ignoreCase: false,
  },
};
