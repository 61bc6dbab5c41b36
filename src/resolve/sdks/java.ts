import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

/** OpenTelemetry Java SDK with autoconfigure. */
export const java: Sdk = {
  ...spec,
  name: 'java',
  defaultProtocol: 'grpc',
  protocols: ['grpc', 'http/protobuf'],
  proxy: { variables: { http: [], https: [], grpc: [] }, exceptions: { http: [], grpc: [] } },
  source: 'opentelemetry-java 1.66 autoconfigure; the JVM takes proxies from system properties only',
};
