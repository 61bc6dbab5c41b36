import { rustGrpc, rustHttp } from '../endpoints/rust.ts';
import { noFiles } from '../files.ts';
import { rustHeaders } from '../header-lists/rust.ts';
import type { Matching } from '../proxy.ts';
import type { Sdk } from './sdk.ts';
import { BUILT_IN_SAMPLERS, spec } from './spec.ts';

const OTLP = 'opentelemetry-otlp 0.33.1, src/exporter/mod.rs';
const TONIC = 'opentelemetry-otlp 0.33.1, src/exporter/tonic/mod.rs';
const MATCHER = 'hyper-util, src/client/proxy/matcher.rs';

const MATCHING: Matching = {
  ...{ blanks: 'trim', suffix: false, all: true, glob: false, port: false },
  ...{ addressPort: false, apex: true, brackets: false, network6: true },
};

/** OpenTelemetry Rust: opentelemetry-otlp with reqwest and tonic; the program picks one of them. */
export const rust: Sdk = {
  ...spec,
  name: 'rust',
  version: '0.33.1',
  evidence: 'measured',
  source: `${OTLP}; ${TONIC}`,
  deviations: [
    {
      of: 'PROTOCOL',
      is: 'the program picks the transport; http/json only with a crate feature',
      source: OTLP,
    },
    { of: 'EXPORTER', is: 'not read', source: OTLP },
    { of: 'SDK_DISABLED', is: 'not read', source: OTLP },
    {
      of: 'ENDPOINT',
      is: 'what the http crate refuses is an error while building',
      source: OTLP,
      since: '0.33',
    },
    { of: 'ENDPOINT', is: 'what the http crate refuses is passed over', source: OTLP, until: '0.32' },
    { of: 'INSECURE', is: 'read for an endpoint without a scheme', source: TONIC, since: '0.33' },
    { of: 'COMPRESSION', is: '`none` is an error', source: OTLP, until: '0.32' },
    { of: 'CERTIFICATE', is: 'in code only, with the client pair', source: TONIC },
    { of: 'proxy', is: 'reqwest: every variable, localhost included; tonic: none', source: MATCHER },
  ],
  // Features decide: http-json, gzip and zstd may be missing, and other HTTP clients know other proxies.
  unknown: [],
  protocols: ['grpc', 'http/protobuf'],
  proxy: {
    variables: {
      http: ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'],
      https: ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'],
      grpc: [],
    },
    exceptions: { http: ['NO_PROXY', 'no_proxy'], grpc: [] },
    loopback: { http: 'proxied', grpc: 'direct' },
    matching: { http: MATCHING, grpc: MATCHING },
    // SOCKS needs a feature of reqwest.
    schemes: { http: ['http:', 'https:'], grpc: null },
    unsupported: { http: 'sends-nothing', grpc: 'ignored' },
  },
  unset: {
    http: { all: 'empty', HEADERS: 'never', INSECURE: 'never' },
    grpc: { all: 'empty', HEADERS: 'never', INSECURE: 'never' },
  },
  ignored: ['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'],
  disabled: null,
  protocol: { trim: [], ignoreCase: true, otherwise: 'falls-back', choice: 'rust' },
  exporter: null,
  sampler: {
    trim: false,
    ignoreCase: false,
    known: BUILT_IN_SAMPLERS,
    unknown: 'falls-back',
    whenEmpty: 'default',
    badRatio: 'one',
    outOfRange: 'clamped',
    trimRatio: false,
  },
  endpoint: { http: rustHttp, grpc: rustGrpc },
  insecure: { trim: false, ignoreCase: true },
  headers: {
    read: rustHeaders,
    merged: false,
    emptyGivesWay: false,
    login: 'dropped',
    hostReplaces: true,
    own: ['content-length', 'transfer-encoding'],
  },
  compression: {
    http: ['none', 'gzip'],
    grpc: ['none', 'gzip'],
    trim: false,
    ignoreCase: true,
    unknownHttp: 'next',
    unknownGrpc: 'next',
    whenUnset: 'none',
  },
  timeout: {
    syntax: 'digits',
    bad: { http: 'next', grpc: 'next' },
    zero: { http: 'sends-nothing', grpc: 'immediate' },
    negative: { http: 'default', grpc: 'default' },
    largestMs: null,
  },
  exponentialHistograms: false,
  files: noFiles,
  configFile: [],
  propagators: null,
};
