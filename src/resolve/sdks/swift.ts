import { noFiles } from '../files.ts';
import { swiftHeaders } from '../header-lists/others.ts';
import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

const OTLP = 'opentelemetry-swift 2.5.2, Sources/Exporters/OpenTelemetryProtocolCommon';

/** OpenTelemetry Swift: of the OTLP variables it reads the general headers only. */
export const swift: Sdk = {
  ...spec,
  name: 'swift',
  version: '2.5.2',
  evidence: 'source',
  source: OTLP,
  deviations: [
    {
      of: 'all',
      is: 'only OTEL_EXPORTER_OTLP_HEADERS and OTEL_RESOURCE_ATTRIBUTES are read; all else is code',
      source: OTLP,
    },
    { of: 'HEADERS', is: 'not decoded; a value with a `=` drops its entry', source: OTLP },
    { of: 'COMPRESSION', is: 'gzip by default on Apple platforms', source: OTLP },
  ],
  unknown: ['endpoint', 'timeout', 'proxy'],
  protocols: ['grpc', 'http/protobuf'],
  proxy: { variables: { http: [], https: [], grpc: [] }, exceptions: { http: [], grpc: [] } },
  ignored: [
    'ENDPOINT',
    'PROTOCOL',
    'COMPRESSION',
    'TIMEOUT',
    'INSECURE',
    'CERTIFICATE',
    'CLIENT_CERTIFICATE',
    'CLIENT_KEY',
  ],
  ignoredPerSignal: ['HEADERS'],
  disabled: null,
  exporter: null,
  sampler: null,
  insecure: null,
  headers: { read: swiftHeaders, merged: false, emptyGivesWay: false, login: 'dropped', hostReplaces: true },
  compression: { ...spec.compression, whenUnset: 'gzip' },
  files: noFiles,
  configFile: [],
  propagators: null,
};
