import type { Attempt, FactTable } from '../model/facts.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Probe } from '../model/probe.ts';
import { grpcMethod, signalPath, withoutRoute } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { asSent, attempt, type Variant } from './attempt.ts';
import type { DoctorContext } from './context.ts';
import { DEEP } from './deep.ts';

const variantsOn = (target: Target, host: string, ports: readonly number[]): readonly Variant[] => {
  const sent = asSent(target);
  const base = withoutRoute(target.basePath);
  return ports.flatMap((port) => [
    { ...sent, kind: 'host', host, port } as const,
    target.protocol === 'grpc'
      ? ({
          ...sent,
          kind: 'host',
          host,
          port,
          protocol: 'http/protobuf',
          path: `${base}${signalPath(sent.signal)}`,
        } as const)
      : ({ ...sent, kind: 'host', host, port, protocol: 'grpc', path: grpcMethod(sent.signal) } as const),
  ]);
};

/**
 * Fact `hosts`: empty exports to where the receiver may be when the configured host is of no use: the container's
 * host when the settings say localhost, and this machine itself when the name is not known. Nowhere else.
 */
export const hosts: Probe<FactTable, DoctorContext, 'hosts', 'target' | 'dns' | 'container'> = {
  fact: 'hosts',
  needs: ['target', 'dns', 'container'],
  budgetMs: 8_000,
  unless: DEEP,
  gate: ({ target, dns, container }) => {
    if (dns.addresses.length === 0) return 'go';
    return isLoopback(target.host) && container.hosts.length > 0
      ? 'go'
      : { absent: 'the configured host is the right one to ask' };
  },
  observe: async ({ target, dns, container }, context) => {
    const names = dns.addresses.length === 0 ? ['localhost'] : [];
    const candidates = [...names, ...container.hosts.map(({ name }) => name)];
    const ports = [target.port, ...context.siblingPorts(target.port)];
    const variants = candidates.flatMap((host) => variantsOn(target, host, ports));
    const attempts: readonly Attempt[] = await Promise.all(
      variants.map((variant) => attempt(target, variant, context)),
    );
    return { attempts };
  },
};
