import { pythonGrpc, pythonHttp } from '../endpoints/python.ts';
import { pythonFiles } from '../files.ts';
import { pythonHeaders } from '../header-lists/python.ts';
import type { Matching } from '../proxy.ts';
import type { Sdk } from './sdk.ts';
import { BUILT_IN_SAMPLERS, spec } from './spec.ts';

const GRPC = 'opentelemetry-python 1.45.1, exporter/otlp/proto/grpc/exporter.py';
const HTTP = 'opentelemetry-python 1.45.1, exporter/otlp/proto/http/_common/__init__.py';
const CONFIGURATION = 'opentelemetry-python 1.45.1, sdk/_configuration/__init__.py';

/** What gRPC core and requests make of NO_PROXY. */
const MATCHING: { readonly http: Matching; readonly grpc: Matching } = {
  http: {
    ...{ blanks: 'remove', suffix: false, all: 'alone', glob: false, port: true },
    ...{ addressPort: false, apex: true, brackets: false, network6: false },
  },
  grpc: {
    ...{ blanks: 'trim', suffix: false, all: false, glob: false, port: false },
    ...{ addressPort: false, apex: true, brackets: false, network6: true },
  },
};

/** OpenTelemetry Python with its distro (opentelemetry-instrument). */
export const python: Sdk = {
  ...spec,
  name: 'python',
  version: '1.45.1',
  evidence: 'measured',
  source: `${CONFIGURATION}; ${HTTP}; ${GRPC}`,
  deviations: [
    {
      of: 'PROTOCOL',
      is: 'grpc by default; anything but grpc and http/protobuf stops the SDK',
      source: CONFIGURATION,
    },
    { of: 'TIMEOUT', is: 'read as seconds', source: HTTP },
    { of: 'INSECURE', is: 'over gRPC it beats http://; only https:// beats it', source: GRPC },
    { of: 'COMPRESSION', is: 'over gRPC only gzip is known, `none` stops the SDK', source: GRPC },
    {
      of: 'ENDPOINT',
      is: 'over HTTP without http:// every export fails; an empty one is an empty target over gRPC',
      source: HTTP,
    },
    {
      of: 'HEADERS',
      is: 'quotes, `;`, backslashes and non-ASCII drop the entry; with blanks nothing is decoded',
      source: 'opentelemetry-python 1.45.1, util/re.py',
    },
    {
      of: 'EXPORTER',
      is: 'unset means none without the distro; an unknown name stops the SDK',
      source: CONFIGURATION,
    },
    { of: 'CLIENT_CERTIFICATE', is: 'over gRPC read only beside CERTIFICATE', source: GRPC },
    {
      of: 'PROPAGATORS',
      is: 'an unknown one ends the import of the API',
      source: 'opentelemetry-python 1.45.1, opentelemetry/propagate/__init__.py',
    },
  ],
  defaultProtocol: 'grpc',
  protocols: ['grpc', 'http/protobuf'],
  timeoutUnitMs: 1000,
  proxy: {
    variables: {
      http: ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
      https: ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
      grpc: ['grpc_proxy', 'https_proxy', 'http_proxy'],
    },
    exceptions: { http: ['no_proxy', 'NO_PROXY'], grpc: ['no_grpc_proxy', 'no_proxy'] },
    loopback: { http: 'proxied', grpc: 'proxied' },
    matching: MATCHING,
    emptyHides: true,
    schemes: { http: ['http:', 'https:'], grpc: ['http:'] },
    bare: { http: false, grpc: false },
    invalid: { http: 'sends-nothing', grpc: 'ignored' },
    // SOCKS needs another package: requests[socks].
    unsupported: { http: 'sends-nothing', grpc: 'ignored' },
  },
  // gRPC core checks it: grpcio 1.85.3, "Cannot check peer: missing selected ALPN property".
  alpn: 'required',
  // 200 to 399 is success, and requests is told not to follow: exporter/otlp/common/http.py, http/transport/_requests.py.
  http: {
    framing: { plain: 'length', compressed: 'length' },
    http2: false,
    userAgent: 'OTel-OTLP-Exporter-Python',
    redirects: 'counted',
    // requests 2.34.2 sessions.py trust_env, utils.py get_netrc_auth.
    readsNetrc: true,
  },
  unset: {
    http: { all: 'empty' },
    grpc: {
      all: 'empty',
      ENDPOINT: 'never',
      SIGNAL_ENDPOINT: 'empty',
      TIMEOUT: 'never',
      COMPRESSION: 'never',
      INSECURE: 'never',
    },
  },
  asOne: 'names',
  protocol: { trim: ['traces', 'metrics', 'logs'], ignoreCase: false, otherwise: 'does-not-start' },
  exporter: {
    whenUnset: 'otlp',
    whenEmpty: 'none',
    list: true,
    trim: true,
    otlp: { otlp: null, otlp_proto_grpc: 'grpc', otlp_proto_http: 'http/protobuf' },
    other: { traces: ['console'], metrics: ['console'], logs: ['console'] },
    unknown: 'does-not-start',
    none: { traces: 'whole', metrics: 'whole', logs: 'whole' },
    noneIgnoresCase: true,
    noneAmongOthers: 'does-not-start',
    duplicates: 'ignored',
  },
  // An unknown name goes to a second reader, which ignores case: sdk/trace/sampling.py _get_from_env_or_default.
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
  endpoint: { http: pythonHttp, grpc: pythonGrpc },
  insecure: { trim: false, ignoreCase: true },
  headers: {
    read: pythonHeaders,
    merged: false,
    emptyGivesWay: false,
    login: 'wins',
    hostReplaces: true,
    own: ['content-length'],
  },
  compression: {
    http: ['none', 'gzip', 'deflate'],
    grpc: ['gzip'],
    trim: true,
    ignoreCase: true,
    unknownHttp: 'none',
    unknownGrpc: 'does-not-start',
    whenUnset: 'none',
  },
  timeout: {
    syntax: 'float',
    bad: { http: 'default', grpc: 'does-not-start' },
    zero: { http: 'sends-nothing', grpc: 'sends-nothing' },
    negative: { http: 'sends-nothing', grpc: 'sends-nothing' },
    // socket.settimeout counts nanoseconds in 64 bits: "timestamp out of range for platform time_t".
    largestMs: 9_223_372_036_000,
  },
  files: pythonFiles,
  // requests 2.34 sessions.py merge_environment_settings; grpc core src/core/lib/security/security_connector/ssl_utils.cc.
  trust: {
    http: ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
    grpc: ['GRPC_DEFAULT_SSL_ROOTS_FILE_PATH'],
  },
  configFile: ['OTEL_CONFIG_FILE'],
  propagators: { known: ['tracecontext', 'baggage', 'none'], unknown: 'does-not-start', ignoreCase: false },
};
