import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

/** OpenTelemetry Go with autoexport. */
export const go: Sdk = {
  ...spec,
  name: 'go',
  defaultEndpoint: { http: 'https://localhost:4318', grpc: 'https://localhost:4317' },
  protocols: ['grpc', 'http/protobuf'],
  proxy: {
    variables: {
      http: ['HTTP_PROXY', 'http_proxy'],
      https: ['HTTPS_PROXY', 'https_proxy'],
      grpc: ['HTTPS_PROXY', 'https_proxy'],
    },
    exceptions: { http: ['NO_PROXY', 'no_proxy'], grpc: ['NO_PROXY', 'no_proxy'] },
  },
  source: 'opentelemetry-go 1.47, otlptrace with autoexport 0.72: no endpoint means https',
};
