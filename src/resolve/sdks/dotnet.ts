import { dotnetGrpc, dotnetHttp } from '../endpoints/dotnet.ts';
import { dotnetFiles } from '../files.ts';
import { dotnetHeaders } from '../header-lists/others.ts';
import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

const OPTIONS = 'opentelemetry-dotnet 1.18.0, OtlpExporterOptions.cs';

/** OpenTelemetry .NET SDK on .NET 8 or later, with UseOtlpExporter(). */
export const dotnet: Sdk = {
  ...spec,
  name: 'dotnet',
  version: '1.18.0',
  evidence: 'source',
  source: OPTIONS,
  deviations: [
    {
      of: 'PROTOCOL',
      is: 'grpc by default (http/protobuf on .NET Framework and in auto-instrumentation); http/json unknown',
      source: OPTIONS,
    },
    {
      of: 'per-signal variables',
      is: 'read by UseOtlpExporter() and auto-instrumentation, not by AddOtlpExporter()',
      source: 'opentelemetry-dotnet README',
    },
    {
      of: 'ENDPOINT',
      is: 'the signal path is not appended where it is there already; over gRPC the path stays',
      source: OPTIONS,
    },
    { of: 'HEADERS', is: 'decoded before they are split: %2C splits a value', source: OPTIONS },
    { of: 'COMPRESSION', is: 'read', source: OPTIONS, since: '1.16' },
    { of: 'INSECURE', is: 'not read', source: OPTIONS },
    { of: 'CERTIFICATE', is: 'general variables only, .NET 8 or later', source: OPTIONS },
    {
      of: 'EXPORTER',
      is: 'read by auto-instrumentation only',
      source: 'opentelemetry-dotnet-instrumentation docs/config.md',
    },
  ],
  unknown: ['sampler', 'proxy', 'exporter'],
  defaultProtocol: 'grpc',
  protocols: ['grpc', 'http/protobuf'],
  proxy: {
    variables: {
      http: ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
      https: ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
      grpc: ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
    },
    exceptions: { http: ['no_proxy', 'NO_PROXY'], grpc: ['no_proxy', 'NO_PROXY'] },
  },
  ignored: ['INSECURE'],
  ignoredPerSignal: ['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'],
  protocol: { trim: [], ignoreCase: false, otherwise: 'falls-back' },
  exporter: null,
  instrumentationReadsExporter: true,
  endpoint: { http: dotnetHttp, grpc: dotnetGrpc },
  insecure: null,
  headers: { read: dotnetHeaders, merged: false, emptyGivesWay: false, login: 'dropped', hostReplaces: true },
  timeout: {
    syntax: 'digits',
    bad: { http: 'next', grpc: 'next' },
    zero: { http: 'default', grpc: 'default' },
    negative: { http: 'default', grpc: 'default' },
    largestMs: null,
  },
  files: dotnetFiles,
  configFile: [],
};
