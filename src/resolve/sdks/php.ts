import { phpGrpc, phpHttp } from '../endpoints/scripting.ts';
import { noFiles } from '../files.ts';
import { phpHeaders } from '../header-lists/others.ts';
import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

const OTLP = 'opentelemetry-php b9c9963f, src/Contrib/Otlp';

/** OpenTelemetry PHP with OTEL_PHP_AUTOLOAD_ENABLED=true. */
export const php: Sdk = {
  ...spec,
  name: 'php',
  version: 'b9c9963f',
  evidence: 'source',
  source: `${OTLP}; src/SDK/Common`,
  deviations: [
    {
      of: 'ENDPOINT',
      is: 'without a scheme https is assumed over HTTP; over gRPC the default port is 4318',
      source: OTLP,
    },
    { of: 'PROTOCOL', is: 'an unknown one throws', source: OTLP },
    { of: 'INSECURE', is: 'declared and not used', source: OTLP },
    { of: 'CERTIFICATE', is: 'not read, like the client pair', source: OTLP },
    { of: 'HEADERS', is: 'an entry without `=` throws', source: OTLP },
  ],
  unknown: ['sampler', 'proxy', 'exporter'],
  defaultEndpoint: { http: 'http://localhost:4318', grpc: 'http://localhost:4318' },
  // The PSR-18 client decides; nothing is assumed.
  proxy: { variables: { http: [], https: [], grpc: [] }, exceptions: { http: [], grpc: [] } },
  ignored: ['INSECURE', 'CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'],
  protocol: { trim: [], ignoreCase: false, otherwise: 'does-not-start' },
  endpoint: { http: phpHttp, grpc: phpGrpc },
  insecure: null,
  headers: { read: phpHeaders, merged: false, emptyGivesWay: false, login: 'dropped', hostReplaces: true },
  timeout: {
    syntax: 'digits',
    bad: { http: 'does-not-start', grpc: 'does-not-start' },
    zero: { http: 'immediate', grpc: 'immediate' },
    negative: { http: 'does-not-start', grpc: 'does-not-start' },
    largestMs: null,
  },
  files: noFiles,
};
