import { rubyHttp } from '../endpoints/scripting.ts';
import { tlsOnlyFiles } from '../files.ts';
import { rubyHeaders } from '../header-lists/others.ts';
import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

const EXPORTER = 'opentelemetry-exporter-otlp 0.34.1, exporter.rb';
const CONFIGURATOR = 'opentelemetry-sdk (Ruby), configurator.rb';

/** OpenTelemetry Ruby. */
export const ruby: Sdk = {
  ...spec,
  name: 'ruby',
  version: '0.34.1',
  evidence: 'source',
  source: `${EXPORTER}; ${CONFIGURATOR}`,
  deviations: [
    {
      of: 'PROTOCOL',
      is: 'http/protobuf only; with any other value nothing is exported',
      source: CONFIGURATOR,
    },
    { of: 'TIMEOUT', is: 'read as seconds', source: EXPORTER },
    { of: 'COMPRESSION', is: 'gzip by default', source: EXPORTER },
    { of: 'EXPORTER', is: 'an empty value means no exporter', source: CONFIGURATOR },
    { of: 'SDK_DISABLED', is: 'exactly `true`', source: 'opentelemetry-sdk (Ruby), sdk.rb' },
    { of: 'ENDPOINT', is: 'without a scheme SDK.configure fails; the query is not sent', source: EXPORTER },
    { of: 'INSECURE', is: 'not read', source: EXPORTER },
  ],
  unknown: ['sampler', 'proxy'],
  protocols: ['http/protobuf'],
  timeoutUnitMs: 1000,
  proxy: {
    // Net::HTTP asks for the proxy of an http URI, also for https: net/http.rb proxy_uri, uri/generic.rb find_proxy.
    variables: { http: ['http_proxy'], https: ['http_proxy'], grpc: [] },
    exceptions: { http: ['no_proxy', 'NO_PROXY'], grpc: [] },
  },
  unset: { http: { all: 'never' }, grpc: { all: 'never' } },
  ignored: ['INSECURE'],
  disabled: { trim: false, ignoreCase: false },
  protocol: { trim: [], ignoreCase: false, otherwise: 'sends-nothing' },
  exporter: {
    whenUnset: 'otlp',
    whenEmpty: 'none',
    list: true,
    trim: true,
    otlp: { otlp: null },
    other: { traces: ['console', 'zipkin'], metrics: ['console'], logs: ['console'] },
    unknown: 'ignored',
    none: { traces: 'anywhere', metrics: 'anywhere', logs: 'anywhere' },
    noneIgnoresCase: false,
    noneAmongOthers: 'ignored',
    duplicates: 'ignored',
  },
  endpoint: { http: rubyHttp, grpc: rubyHttp },
  insecure: null,
  headers: { read: rubyHeaders, merged: false, emptyGivesWay: false, login: 'dropped', hostReplaces: true },
  compression: {
    http: ['none', 'gzip'],
    grpc: ['none', 'gzip'],
    trim: false,
    ignoreCase: false,
    unknownHttp: 'does-not-start',
    unknownGrpc: 'does-not-start',
    whenUnset: 'gzip',
  },
  timeout: {
    syntax: 'float',
    bad: { http: 'does-not-start', grpc: 'does-not-start' },
    zero: { http: 'immediate', grpc: 'immediate' },
    negative: { http: 'immediate', grpc: 'immediate' },
    largestMs: null,
  },
  files: tlsOnlyFiles,
  configFile: [],
};
