import type { FactTable, ProxyFact } from '../model/facts.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import type { DoctorContext } from './context.ts';
import { DEEP } from './deep.ts';
import { askProxy, exceptionsOf } from './proxy.ts';
import { loginHeader } from './wire/tunnel.ts';

type Variables = Readonly<Record<string, string>>;

/** The proxy that other programs would use for the target. */
const proxyFor = ({ secure, protocol }: Target, variables: Variables): readonly [string, URL] | null => {
  const scheme = secure ? 'https' : 'http';
  const own = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, 'all_proxy', 'ALL_PROXY'];
  const names = protocol === 'grpc' ? ['grpc_proxy', 'https_proxy', 'HTTPS_PROXY', ...own] : own;
  const name = names.find((variable) => variables[variable]?.trim());
  const value = variables[name ?? '']?.trim() ?? '';
  if (name === undefined || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === 'http:' ? [name, url] : null;
};

const isExempt = (target: Target, variables: Variables): boolean =>
  (exceptionsOf(target, variables)?.value ?? '')
    .split(/[\s,]+/)
    .map((pattern) => pattern.replace(/^\*?\./, '').toLowerCase())
    .some((name) => name === '*' || (name !== '' && `.${target.host}`.toLowerCase().endsWith(`.${name}`)));

/**
 * Fact `detour`: a proxy that the environment names and that this SDK does not use, asked for a way to the receiver. Only
 * when the direct way is of no use.
 */
export const detour: Probe<FactTable, DoctorContext, 'detour', 'target'> = {
  fact: 'detour',
  needs: ['target'],
  budgetMs: 8_000,
  unless: DEEP,
  gate: ({ target }) =>
    target.url === null || target.proxy !== null || isLoopback(target.host)
      ? { absent: 'no proxy would be asked for' }
      : 'go',
  observe: async ({ target }, context): Promise<ProxyFact | null> => {
    const found = proxyFor(target, context.containerVariables);
    if (found === null || isExempt(target, context.containerVariables)) return null;
    const [variable, url] = found;
    return askProxy(
      target,
      { host: url.hostname, port: Number(url.port || 80), variable },
      loginHeader(url),
      context,
    );
  },
};
