import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

/** OpenTelemetry JS for Node (sdk-node). */
export const js: Sdk = {
  ...spec,
  name: 'js',
  proxy: {
    variables: { http: [], https: [], grpc: spec.proxy.variables.grpc },
    exceptions: spec.proxy.exceptions,
  },
  source: 'opentelemetry-js 0.223, @grpc/grpc-js 1.14: http exporters take no proxy from the environment',
};
