import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

/** OpenTelemetry Python with its distro (opentelemetry-instrument). */
export const python: Sdk = {
  ...spec,
  name: 'python',
  defaultProtocol: 'grpc',
  protocols: ['grpc', 'http/protobuf'],
  timeoutUnitMs: 1000,
  source: 'opentelemetry-python 1.45, opentelemetry-sdk _configuration; timeouts are read as seconds',
};
