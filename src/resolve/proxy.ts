import { isLoopback } from '../model/loopback.ts';
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
  /** Whether this machine itself is reached directly; where not, a proxy catches localhost too. */
  readonly loopback?: ByWay<'direct' | 'proxied'>;
  /** How a host is compared with the exceptions. */
  readonly matching?: ByWay<Matching>;
  /** An empty variable in front hides the ones behind it (Python). */
  readonly emptyHides?: boolean;
  /** Schemes that a proxy URL may have; null for any. */
  readonly schemes?: ByWay<readonly string[] | null>;
  /** Whether `host:port` without a scheme is a proxy, too. */
  readonly bare?: ByWay<boolean>;
  /** Whether a proxy is asked for a tunnel in plain HTTP, whatever its scheme says. */
  readonly alwaysConnects?: ByWay<boolean>;
  /** What a value does that is no URL, and one whose scheme is not understood. */
  readonly invalid?: ByWay<Refusal>;
  readonly unsupported?: ByWay<Refusal>;
}

type Refusal = 'ignored' | 'sends-nothing';

type ByWay<T> = { readonly http: T; readonly grpc: T };

/** How one exception is understood. */
export interface Matching {
  /** Blanks between the exceptions: another comma, trimmed, taken out, or left in. */
  readonly blanks: 'separate' | 'trim' | 'remove' | 'keep';
  /** Any end of the host's name counts, also in the middle of a word. */
  readonly suffix: boolean;
  /** `*` is every host (`alone`: where nothing else is listed), `*.domain` what is below it, `host:port` that port only. */
  readonly all: boolean | 'alone';
  readonly glob: boolean;
  readonly port: boolean;
  /** `address:port` is that port only; else it is nothing. */
  readonly addressPort: boolean;
  /** `.domain` is the domain itself, too. */
  readonly apex: boolean;
  /** An IPv6 address may stand in brackets without a port. */
  readonly brackets: boolean;
  /** Networks of IPv6 count as those of IPv4 do. */
  readonly network6: boolean;
}

const LENIENT: Matching = {
  ...{ blanks: 'separate', suffix: false, all: true, glob: true, port: true },
  ...{ addressPort: true, apex: true, brackets: true, network6: true },
};

const toNumber = (ip: string): number => ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

const inNetwork = (host: string, pattern: string): boolean => {
  const [, network, bits] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(pattern) ?? [];
  if (network === undefined || !/^\d+(\.\d+){3}$/.test(host)) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(toNumber(host) / size) === Math.floor(toNumber(network) / size);
};

/** An IPv6 address as one number; null where it is none, or has an IPv4 address at its end. */
const toNumber6 = (ip: string): bigint | null => {
  const [head = '', tail, ...more] = ip.split('::');
  if (more.length > 0 || !/^[0-9a-f:]+$/i.test(ip)) return null;
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));
  const [front, back] = [groups(head), groups(tail ?? '')];
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const all = [...front, ...Array<string>(missing).fill('0'), ...back];
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group || '0'}`), 0n);
};

const inNetwork6 = (host: string, pattern: string): boolean => {
  const [, network = '', bits] = /^([0-9a-f:]+)\/(\d{1,3})$/i.exec(pattern) ?? [];
  const [asked, base] = [toNumber6(host), toNumber6(network)];
  if (bits === undefined || asked === null || base === null || Number(bits) > 128) return false;
  const shift = BigInt(128 - Number(bits));
  return asked >> shift === base >> shift;
};

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

/** Name and port of an exception; an IPv6 address has a port only behind brackets. */
const nameAndPort = (pattern: string): readonly [string, string | undefined] => {
  if (/^[^[].*:.*:/.test(pattern) || pattern.startsWith('::')) return [pattern, undefined];
  const [, name = '', port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(pattern) ?? [];
  return [name, port];
};

/** Whether an exception leaves the port open, or names this one. */
const portMatches = (host: string, port: number, onlyPort: string | undefined, how: Matching): boolean =>
  onlyPort === undefined || ((isAddress(host) ? how.addressPort : how.port) && Number(onlyPort) === port);

const matches = (host: string, port: number, pattern: string, how: Matching): boolean => {
  if (pattern === '*') return how.all === true;
  if (inNetwork(host, pattern) || (how.network6 && inNetwork6(host, pattern))) return true;
  if (how.suffix) return host.endsWith(pattern);
  const [name, onlyPort] = nameAndPort(pattern);
  // Brackets belong to a port: without one no SDK that was measured takes them for an address.
  if (
    !portMatches(host, port, onlyPort, how) ||
    (pattern.startsWith('[') && onlyPort === undefined && !how.brackets)
  )
    return false;
  const asked = host.toLowerCase();
  if (isAddress(host)) return asked === name.toLowerCase();
  const bare = name.replace(how.glob ? /^\*?\./ : /^\./, '').toLowerCase();
  if (bare === '') return false;
  return (asked === bare && (how.apex || bare.length === name.length)) || asked.endsWith(`.${bare}`);
};

const splitExceptions = (list: string, blanks: Matching['blanks']): readonly string[] => {
  if (blanks === 'separate') return list.split(/[\s,]+/);
  if (blanks === 'remove') return list.replace(/ /g, '').split(',');
  return list.split(',').map((pattern) => (blanks === 'trim' ? pattern.trim() : pattern));
};

const firstSet = (
  environment: LayeredEnvironment,
  names: readonly string[],
  emptyHides: boolean,
): { name: string; value: string } | null => {
  for (const name of names) {
    const value = environment.get(name)?.value.trim();
    if (value) return { name, value };
    if (emptyHides && value === '') return null;
  }
  return null;
};

/** What is asked for a destination. */
export interface ProxyQuestion {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly grpc: boolean;
}

/** A proxy, or a variable that keeps the SDK from sending because it is none. */
export interface ProxyReading {
  readonly proxy: { readonly url: URL; readonly variable: string } | null;
  /** `socks`: the URL of a proxy of which this SDK speaks the language only with another package. */
  readonly broken: { readonly variable: string; readonly why: 'not-a-proxy-url' | 'socks' } | null;
  /** Variable of a proxy that this SDK passes by, since it does not speak its language. */
  readonly passedBy?: string;
}

const DIRECT: ProxyReading = { proxy: null, broken: null };

/** The URL of a proxy value, or what becomes of one that is none for this SDK. */
const proxyUrl = (value: string, rules: ProxyRules, transport: 'http' | 'grpc'): URL | Refusal => {
  const hasScheme = value.includes('://');
  if (!hasScheme && rules.bare?.[transport] === false) return rules.unsupported?.[transport] ?? 'ignored';
  const text = hasScheme ? value : `http://${value}`;
  if (!URL.canParse(text)) return rules.invalid?.[transport] ?? 'ignored';
  const url = new URL(rules.alwaysConnects?.[transport] ? text.replace(/^[a-z0-9+.-]+:/i, 'http:') : text);
  const schemes = rules.schemes?.[transport] ?? null;
  return schemes === null || schemes.includes(url.protocol)
    ? url
    : (rules.unsupported?.[transport] ?? 'ignored');
};

const variablesFor = (rules: ProxyRules, { grpc, secure }: ProxyQuestion): readonly string[] =>
  grpc ? rules.variables.grpc : secure ? rules.variables.https : rules.variables.http;

const isUrl = (value: string): boolean => value.includes('://') && URL.canParse(value);

/** Reads the proxy for a destination as the SDK's HTTP or gRPC library does. */
export const readProxy = (
  environment: LayeredEnvironment,
  rules: ProxyRules,
  destination: ProxyQuestion,
): ProxyReading => {
  const { host, port } = destination;
  const transport = destination.grpc ? 'grpc' : 'http';
  if (isLoopback(host) && rules.loopback?.[transport] !== 'proxied') return DIRECT;
  const chosen = firstSet(environment, variablesFor(rules, destination), rules.emptyHides === true);
  if (chosen === null) return DIRECT;
  const how = rules.matching?.[transport] ?? LENIENT;
  const exceptions = firstSet(environment, rules.exceptions[transport], false)?.value ?? '';
  const all = exceptions.trim() === '*' && how.all !== false;
  const direct =
    all ||
    splitExceptions(exceptions, how.blanks).some(
      (pattern) => pattern !== '' && matches(host, port, pattern, how),
    );
  if (direct) return DIRECT;
  const url = proxyUrl(chosen.value, rules, transport);
  if (url === 'ignored') return isUrl(chosen.value) ? { ...DIRECT, passedBy: chosen.name } : DIRECT;
  if (url === 'sends-nothing') {
    const why = /^socks[45]?[ah]?:/i.test(chosen.value) ? 'socks' : 'not-a-proxy-url';
    return { proxy: null, broken: { variable: chosen.name, why } };
  }
  return { proxy: { url, variable: chosen.name }, broken: null };
};

/** The proxy for a destination, or null when it is reached directly. */
export const chooseProxy = (
  environment: LayeredEnvironment,
  rules: ProxyRules,
  destination: ProxyQuestion,
): ProxyReading['proxy'] => readProxy(environment, rules, destination).proxy;
