import { java } from './java.ts';
import type { Sdk } from './sdk.ts';

/** OpenTelemetry Java agent 2.x. */
export const javaAgent: Sdk = {
  ...java,
  name: 'java-agent',
  defaultProtocol: 'http/protobuf',
  source: 'opentelemetry-java-instrumentation 2.32',
};
