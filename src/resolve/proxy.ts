import type { LayeredEnvironment } from './layers.ts';

/** How an SDK's HTTP library chooses a proxy, as data. */
export interface ProxyRules {
  /** Variables asked in order, by the scheme of the endpoint and for gRPC. */
  readonly variables: {
    readonly http: readonly string[];
    readonly https: readonly string[];
    readonly grpc: readonly string[];
  };
  /** Variables with the hosts that go direct, in order. */
  readonly exceptions: { readonly http: readonly string[]; readonly grpc: readonly string[] };
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|.*\.localhost)$/i;

/** Whether a host is this machine itself. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

const matches = (host: string, port: number, pattern: string): boolean => {
  if (pattern === '*') return true;
  const [, name = '', onlyPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(pattern) ?? [];
  if (onlyPort !== undefined && Number(onlyPort) !== port) return false;
  const bare = name.replace(/^\*?\./, '').toLowerCase();
  const asked = host.toLowerCase();
  return bare !== '' && (asked === bare || asked.endsWith(`.${bare}`));
};

const firstSet = (
  environment: LayeredEnvironment,
  names: readonly string[],
): { name: string; value: string } | null => {
  for (const name of names) {
    const value = environment.get(name)?.value.trim();
    if (value) return { name, value };
  }
  return null;
};

/** The proxy for a destination, or null when it is reached directly. Loopback never goes through a proxy. */
export const chooseProxy = (
  environment: LayeredEnvironment,
  rules: ProxyRules,
  destination: {
    readonly host: string;
    readonly port: number;
    readonly secure: boolean;
    readonly grpc: boolean;
  },
): { readonly url: URL; readonly variable: string } | null => {
  if (isLoopback(destination.host)) return null;
  const { grpc, secure } = destination;
  const names = grpc ? rules.variables.grpc : secure ? rules.variables.https : rules.variables.http;
  const chosen = firstSet(environment, names);
  if (chosen === null) return null;
  const exceptions = firstSet(environment, grpc ? rules.exceptions.grpc : rules.exceptions.http)?.value ?? '';
  const direct = exceptions
    .split(/[\s,]+/)
    .filter((pattern) => pattern !== '')
    .some((pattern) => matches(destination.host, destination.port, pattern));
  if (direct) return null;
  const text = chosen.value.includes('://') ? chosen.value : `http://${chosen.value}`;
  return URL.canParse(text) ? { url: new URL(text), variable: chosen.name } : null;
};
