import type { Sdk } from './sdk.ts';

/** The specification itself, which every SDK is compared with. */
export const spec: Sdk = {
  name: 'spec',
  defaultProtocol: 'http/protobuf',
  defaultEndpoint: { http: 'http://localhost:4318', grpc: 'http://localhost:4317' },
  protocols: ['grpc', 'http/protobuf', 'http/json'],
  timeoutUnitMs: 1,
  // The specification is silent on proxies: these are the variables that most HTTP and gRPC libraries read.
  proxy: {
    variables: {
      http: ['http_proxy', 'HTTP_PROXY'],
      https: ['https_proxy', 'HTTPS_PROXY'],
      grpc: ['grpc_proxy', 'https_proxy', 'http_proxy'],
    },
    exceptions: { http: ['no_proxy', 'NO_PROXY'], grpc: ['no_grpc_proxy', 'no_proxy'] },
  },
  source: 'https://opentelemetry.io/docs/specs/otel/protocol/exporter/',
};
