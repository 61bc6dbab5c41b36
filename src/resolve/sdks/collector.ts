import { CONNECTION } from '../../knowledge/collector-connection.ts';
import { declarative } from '../config-file/govern.ts';
import { collectorGrpc, collectorHttp } from '../endpoints/collector.ts';
import { collectorFiles } from '../files.ts';
import { collectorHeaders } from '../header-lists/collector.ts';
import { go } from './go.ts';
import type { Sdk } from './sdk.ts';

const EXPORTERS = 'go.opentelemetry.io/collector/exporter 0.158, otlpexporter and otlphttpexporter';
const CLIENTS = 'go.opentelemetry.io/collector/config 0.158, configgrpc, confighttp and configtls';

/**
 * The exporters of the OpenTelemetry Collector. It reads no variable of the specification: `src/collector` tells what its
 * file says in their names, each signal for itself.
 */
export const collector: Sdk = {
  ...declarative(go),
  name: 'collector',
  version: '0.158.0',
  evidence: 'measured',
  source: `${EXPORTERS}; ${CLIENTS}`,
  deviations: [
    { of: 'INSECURE', is: 'gRPC is TLS unless tls.insecure is true, whatever http:// says', source: CLIENTS },
    { of: 'ENDPOINT', is: 'gRPC wants host and port, and does not start without', source: CLIENTS },
    { of: 'COMPRESSION', is: 'gzip when none is set', source: EXPORTERS },
    { of: 'TIMEOUT', is: '5 s over gRPC and 30 s over HTTP when none is set', source: EXPORTERS },
  ],
  protocols: ['grpc', 'http/protobuf', 'http/json'],
  http: { ...go.http, framing: { plain: 'length', compressed: 'length' }, userAgent: null },
  alpn: go.alpn,
  // What an exporter leaves out is not in its layer; what is empty there is empty.
  unset: { http: { all: 'never' }, grpc: { all: 'never' } },
  disabled: null,
  endpoint: { http: collectorHttp, grpc: collectorGrpc },
  headers: {
    read: collectorHeaders,
    merged: false,
    emptyGivesWay: false,
    login: 'yields',
    hostReplaces: true,
  },
  compression: {
    http: ['none', 'gzip', 'deflate', 'zstd'],
    grpc: ['none', 'gzip', 'zstd'],
    trim: false,
    ignoreCase: false,
    unknownHttp: 'does-not-start',
    unknownGrpc: 'does-not-start',
    whenUnset: 'gzip',
  },
  timeout: { ...go.timeout, syntax: 'decimal', zero: { http: 'unlimited', grpc: 'unlimited' } },
  files: collectorFiles,
  trust: go.trust,
  grpcEndpoint: 'host-and-port',
  connection: CONNECTION,
  configFile: [],
  propagators: null,
};
