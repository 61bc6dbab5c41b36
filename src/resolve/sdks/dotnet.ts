import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

/** OpenTelemetry .NET SDK. */
export const dotnet: Sdk = {
  ...spec,
  name: 'dotnet',
  defaultProtocol: 'grpc',
  protocols: ['grpc', 'http/protobuf'],
  source: 'opentelemetry-dotnet 1.18, OtlpExporterOptions',
};
