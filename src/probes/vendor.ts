import type { FactTable } from '../model/facts.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Probe } from '../model/probe.ts';
import type { Listener } from '../model/process.ts';
import { withoutRoute } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { openMachine } from '../processes/machine.ts';
import type { DoctorContext } from './context.ts';
import { DEEP } from './deep.ts';

/** No known product documents a port from here on: such a one was taken because it was free. */
const FREE_PORTS = 20_000;

/** Whether nothing in the address is a product's mark: the ports of exporters, or one that was free, and no path. */
const isUsualPlace = ({ port, basePath }: Target): boolean =>
  (port === 4317 || port === 4318 || port >= FREE_PORTS) && withoutRoute(basePath) === '';

/** Who hands a port of this machine on to a container: docker-proxy of Docker, rootlessport of Podman, and their like. */
const FORWARDERS = /^(docker-pr|rootlessp|slirp4netns|pasta|gvproxy|kubectl|ssh)/;

/** Who holds a port in the network of this process; those of other networks where nobody does, or hands it on to them. */
export const holdersAmong = (listeners: readonly Pick<Listener, 'name' | 'network'>[]): readonly string[] => {
  // One whose name cannot be told holds it all the same: what listens elsewhere does not answer here.
  const own = listeners.filter(({ name, network }) => network === 'own' && !FORWARDERS.test(name ?? ''));
  return (own.length > 0 ? own : listeners).flatMap(({ name }) => (name === null ? [] : [name]));
};

/** Names of the processes that hold the port of a target on this machine. */
const holdersOf = ({ host, port, proxy }: Target): readonly string[] => {
  if (proxy !== null || !isLoopback(host)) return [];
  const look = () => openMachine(() => false)?.listeners([port]) ?? [];
  // The kernel's table is read in pieces: while others come and go, an entry may be missed.
  const first = look();
  return holdersAmong(first.some(({ network }) => network === 'own') ? first : look());
};

const UNKNOWN = 'no backend that is known';

/** Fact `vendor`: the backend that the endpoint belongs to. What is known of backends is loaded only for it. */
export const vendor: Probe<FactTable, DoctorContext, 'vendor', 'target'> = {
  fact: 'vendor',
  needs: ['target'],
  budgetMs: 2_000,
  gate: ({ target }) =>
    // On this machine only a port or a path can tell a product, and these are everybody's.
    target.host === '' || (isLoopback(target.host) && isUsualPlace(target)) ? { absent: UNKNOWN } : 'go',
  observe: async ({ target }, context) => {
    const { vendorFact } = await context.loadVendors();
    return vendorFact(target);
  },
};

/** Fact `meaning`: what the answer to the test item means when this backend gives it. */
export const meaning: Probe<FactTable, DoctorContext, 'meaning', 'target' | 'send'> = {
  fact: 'meaning',
  needs: ['target', 'send'],
  budgetMs: 2_000,
  unless: DEEP,
  observe: async ({ target, send }, context) => {
    const failed = send.deliveries.find(({ delivered }) => !delivered);
    // Without an answer there is nothing to read, and nobody's name is looked for.
    if (failed === undefined || (failed.http === null && failed.grpc === null)) return null;
    const { meaningFact } = await context.loadVendors();
    return meaningFact(target, failed, holdersOf(target));
  },
};
