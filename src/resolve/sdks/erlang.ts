import { erlangGrpc, erlangHttp } from '../endpoints/native.ts';
import { noFiles } from '../files.ts';
import { erlangHeaders } from '../header-lists/others.ts';
import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

const EXPORTER = 'opentelemetry_exporter 1.10.0, otel_exporter_otlp.erl';

/** OpenTelemetry Erlang and Elixir. */
export const erlang: Sdk = {
  ...spec,
  name: 'erlang',
  version: '1.10.0',
  evidence: 'source',
  source: `${EXPORTER}; opentelemetry otel_configuration.erl`,
  deviations: [
    { of: 'ENDPOINT', is: 'without a scheme it is dropped, and nothing is exported', source: EXPORTER },
    { of: 'PROTOCOL', is: 'http/json warns, and nothing is exported', source: EXPORTER },
    { of: 'HEADERS', is: 'not decoded', source: EXPORTER },
    { of: 'TIMEOUT', is: 'not read', source: EXPORTER },
    {
      of: 'CERTIFICATE',
      is: 'not read, like the client pair and INSECURE; ssl_options in code',
      source: EXPORTER,
    },
  ],
  unknown: ['sampler'],
  protocols: ['grpc', 'http/protobuf'],
  proxy: { variables: { http: [], https: [], grpc: [] }, exceptions: { http: [], grpc: [] } },
  ignored: ['TIMEOUT', 'CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY', 'INSECURE'],
  protocol: { trim: [], ignoreCase: false, otherwise: 'sends-nothing' },
  endpoint: { http: erlangHttp, grpc: erlangGrpc },
  insecure: null,
  headers: { read: erlangHeaders, merged: false, emptyGivesWay: false, login: 'dropped', hostReplaces: true },
  files: noFiles,
  configFile: [],
};
