import { cppGrpc, cppHttp } from '../endpoints/native.ts';
import { tlsOnlyFiles } from '../files.ts';
import { cppHeaders } from '../header-lists/others.ts';
import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

const OTLP = 'opentelemetry-cpp 1.28.0, exporters/otlp/src';

/** OpenTelemetry C++; the program picks the HTTP or the gRPC exporter. */
export const cpp: Sdk = {
  ...spec,
  name: 'cpp',
  version: '1.28.0',
  evidence: 'source',
  source: `${OTLP}/otlp_environment.cc, otlp_http_client.cc, otlp_grpc_client.cc`,
  deviations: [
    {
      of: 'ENDPOINT',
      is: 'the signal path is appended to the text: a slash at its end doubles',
      source: OTLP,
    },
    { of: 'HEADERS', is: 'not decoded; general and per-signal headers are merged', source: OTLP },
    { of: 'TIMEOUT', is: 'milliseconds', source: OTLP, since: '1.27' },
    { of: 'TIMEOUT', is: 'read as seconds', source: OTLP, until: '1.26' },
    { of: 'PROTOCOL', is: 'the program picks the exporter', source: OTLP },
  ],
  unknown: ['exporter', 'sampler', 'proxy'],
  proxy: {
    variables: {
      http: ['http_proxy'],
      https: ['https_proxy', 'HTTPS_PROXY'],
      grpc: spec.proxy.variables.grpc,
    },
    exceptions: spec.proxy.exceptions,
    loopback: { http: 'proxied', grpc: 'proxied' },
  },
  exporter: null,
  sampler: null,
  endpoint: { http: cppHttp, grpc: cppGrpc },
  headers: { read: cppHeaders, merged: true, emptyGivesWay: true, login: 'dropped', hostReplaces: true },
  timeout: {
    syntax: 'duration',
    bad: { http: 'default', grpc: 'default' },
    zero: { http: 'default', grpc: 'default' },
    negative: { http: 'default', grpc: 'default' },
    largestMs: null,
  },
  files: tlsOnlyFiles,
  propagators: null,
};
