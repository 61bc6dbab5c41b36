import type { EnvironmentChange } from '../../model/finding.ts';
import type { Over, PortDraft, UrlDraft } from './draft.ts';

/** The change for receivers that do not take JSON. */
export const AS_PROTOBUF: EnvironmentChange = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };

/** The paths of the specification. */
export const STANDARD_PATHS = { traces: '/v1/traces', metrics: '/v1/metrics', logs: '/v1/logs' } as const;

/** The ports of the specification: gRPC on 4317, HTTP on 4318. */
export const STANDARD_PORTS: readonly PortDraft[] = [
  { port: 4317, over: 'grpc' },
  { port: 4318, over: 'http' },
];

/** One port for TLS on a hosted service. */
export const only443 = (over: Over): readonly PortDraft[] => [{ port: 443, over }];

/** The plaintext pair of a receiver that one runs oneself. */
export const standardUrls = (host: string): readonly UrlDraft[] => [
  { label: 'gRPC', over: 'grpc', url: `http://${host}:4317` },
  { label: 'HTTP', over: 'http', url: `http://${host}:4318` },
];
