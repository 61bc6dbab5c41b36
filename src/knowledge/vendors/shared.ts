import type { EnvironmentChange } from '../../model/finding.ts';
import type { Signal } from '../../model/signal.ts';
import type { AnswerDraft, Over, PortDraft, UrlDraft } from './draft.ts';

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

const SIGNALS: readonly Signal[] = ['traces', 'metrics', 'logs'];

/** The answer of a receiver that has no route for other signals than these. */
export const takesOnly = (
  product: string,
  taken: Signal,
  on: Pick<AnswerDraft['on'], 'http' | 'grpc' | 'text'>,
  source: string,
  example: NonNullable<AnswerDraft['example']>,
): AnswerDraft => {
  const others = SIGNALS.filter((signal) => signal !== taken);
  const variables = others.map((signal) => `OTEL_${signal.toUpperCase()}_EXPORTER`);
  return {
    on: { ...on, signals: others },
    code: 'receiver/signal-not-enabled',
    meaning: `${product} takes ${taken} only: it has no route for ${others.join(' and ')}`,
    advice: `Set ${variables.map((name) => `${name}=none`).join(' and ')}, or send them elsewhere.`,
    env: Object.fromEntries(variables.map((name) => [name, 'none'])),
    source,
    example,
  };
};
