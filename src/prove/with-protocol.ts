import type { TriedFix } from '../model/finding.ts';
import type { Protocol } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { changeEnvironment } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import type { ProveOptions } from './prove.ts';

/** The other protocol, where the port is the usual one of that. */
const usualOf = ({ port, protocol }: Target): Protocol | null => {
  if (port === 4317 && protocol !== 'grpc') return 'grpc';
  return port === 4318 && protocol === 'grpc' ? 'http/protobuf' : null;
};

/**
 * A fix that leads to a usual port, together with the protocol of that port: who mistypes an endpoint has often left the
 * protocol as it was. Null where the port says nothing else than the protocol.
 */
export const withUsualProtocol = (
  fix: TriedFix,
  target: Target,
  options: Pick<ProveOptions, 'environment' | 'sdk' | 'states'>,
): TriedFix | null => {
  if (!('env' in fix) || 'tries' in fix || fix.unproven !== undefined) return null;
  const changed = changeEnvironment(options.environment, fix.env);
  const { resolution } = resolve(changed, options.sdk, target.signals, options.states(changed));
  const [after, ...more] = resolution.targets;
  const protocol = after === undefined || more.length > 0 ? null : usualOf(after);
  if (after === undefined || protocol === null) return null;
  const variable = after.protocolBy.variable ?? 'OTEL_EXPORTER_OTLP_PROTOCOL';
  return {
    ...fix,
    title: `${fix.title}, and send ${protocol === 'grpc' ? 'gRPC' : 'OTLP over HTTP'}, which port ${after.port} takes`,
    env: { ...fix.env, [variable]: protocol },
  };
};
