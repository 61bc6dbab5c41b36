import type { LinkFact } from '../../model/deployment.ts';
import type { Fix } from '../../model/finding.ts';
import type { Target } from '../../model/target.ts';
import { sendTo } from '../change.ts';

/** Why a link cannot come about. */
export interface LinkFault {
  readonly summary: string;
  readonly explanation: string;
  readonly fix: Fix;
}

/** Published ports for a sentence. */
export const portsText = ({ published }: Pick<LinkFact, 'published'>): string =>
  published.map(({ host, container }) => `${host ?? 'any'}:${container}`).join(', ') || 'none';

/** Networks that have nothing in common. */
const apart = ({ fromLabel, host, to, sharesNetwork }: LinkFact): LinkFault | null =>
  sharesNetwork !== false
    ? null
    : {
        summary: `${fromLabel} and ${to.label} are in no common network`,
        explanation: `The name ${host} is known only to containers of a network that ${to.label} is in.`,
        fix: { title: 'Join a network', text: `Add a network of ${to.label} to networks: of ${fromLabel}.` },
      };

/** The number of the host, used where that of the container counts. */
const hostNumber = (
  { fromLabel, host, port, to, via, published }: LinkFact,
  target: Target,
): LinkFault | null => {
  if (via !== 'service-name' || published.some(({ container }) => container === port)) return null;
  const used = published.find((one) => one.host === port);
  if (used === undefined) return null;
  return {
    summary: `${fromLabel} sends to ${host}:${port}, a port that ${to.label} has on the host only`,
    explanation: `Between containers the port of the container counts, which is ${used.container}; ${port} is its number on the host.`,
    fix: {
      title: `Send to ${host}:${used.container}`,
      env: sendTo(target, { port: used.container }),
    },
  };
};

/** From outside of the containers to a port that is not published, or under another number. */
const unpublished = (
  { fromLabel, port, to, via, published, containerPort, sharesNetwork }: LinkFact,
  target: Target,
): LinkFault | null => {
  const outside =
    (via === 'localhost' || via === 'host-gateway') && to.workload !== null && sharesNetwork !== true;
  if (!outside || published.some(({ host }) => host === port)) return null;
  const inside = containerPort ?? port;
  const other = published.find(({ container }) => container === inside);
  return {
    summary:
      other === undefined
        ? `${to.label} does not publish port ${inside}, to which ${fromLabel} sends`
        : `${to.label} publishes port ${inside} as ${other.host ?? 'any free port'}, and ${fromLabel} sends to ${port}`,
    explanation: `Outside of its network a container is reached only by the ports that it publishes (${portsText({ published })}).`,
    fix:
      other?.host == null
        ? { title: `Publish the port ${inside}`, text: `Add "${port}:${inside}" to ports: of ${to.label}.` }
        : { title: `Send to port ${other.host}`, env: sendTo(target, { port: other.host }) },
  };
};

/** What keeps a sender from the port of its receiver; null where nothing does. */
export const reachFault = (link: LinkFact, target: Target): LinkFault | null =>
  apart(link) ?? hostNumber(link, target) ?? unpublished(link, target);
