import type { Evidence } from '../model/finding.ts';
import type { Listener } from '../model/process.ts';

/** `otelcol (pid 12)` for a sentence. */
export const holderName = ({ name, pid }: Listener): string =>
  pid === null ? 'a process that may not be seen from here' : `${name ?? 'a process'} (pid ${pid})`;

const addressOf = ({ scope, address }: Listener): string =>
  scope === 'all' ? `every address (${address})` : address;

/** Listeners that differ in nothing but their address: a server has one for each address family. */
const groups = (listeners: readonly Listener[]): readonly (readonly Listener[])[] => {
  const byHolder = new Map<string, Listener[]>();
  for (const listener of listeners) {
    const key = `${listener.port} ${listener.pid} ${listener.network}`;
    byHolder.set(key, [...(byHolder.get(key) ?? []), listener]);
  }
  return [...byHolder.values()];
};

/** Addresses of listeners for a sentence: `127.0.0.1 and ::1`, `every address (::)`. */
export const boundTo = (listeners: readonly Listener[]): string =>
  [...new Set(listeners.map(addressOf))].join(' and ');

/** Enough for a person; a machine full of containers has many more. */
const MAX_HOLDERS = 6;

/** Who holds which port, as evidence. */
export const listenerEvidence = (listeners: readonly Listener[]): readonly Evidence[] =>
  groups(listeners)
    .slice(0, MAX_HOLDERS)
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const where = first.network === 'other' ? ' in another network namespace' : '';
      return [
        { label: `port ${first.port}`, value: `held by ${holderName(first)} on ${boundTo(group)}${where}` },
      ];
    });
