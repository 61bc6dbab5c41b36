import type { ProxyFact } from '../model/facts.ts';
import type { Fix } from '../model/finding.ts';
import type { ProxyUse, Target } from '../model/target.ts';

/** Hosts in a list of exceptions, without the blanks that some libraries take for a separator and some do not. */
const hostsIn = (list: string): readonly string[] => list.split(/[\s,]+/).filter(Boolean);

/** Names the receiver in the list of hosts that are reached without the proxy; what stands in the list stays. */
export const bypassFix = (target: Target, use: ProxyUse, proxy: ProxyFact | undefined): Fix => {
  const present = proxy?.exceptions ?? null;
  const variable = present?.variable ?? (/^[a-z]/.test(use.variable) ? 'no_proxy' : 'NO_PROXY');
  const title = 'Reach the receiver without the proxy';
  // Without a look at the list a value could only overwrite it.
  if (proxy === undefined) return { title, text: `Add ${target.host} to the list in ${variable}.` };
  const list = [...new Set([...hostsIn(present?.value ?? ''), target.host])].join(',');
  return { title, env: { [variable]: list } };
};
