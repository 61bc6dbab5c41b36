import { type ChildProcess, spawn } from 'node:child_process';
import dns from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import net from 'node:net';
import { bytesOf } from '../../disk/read.ts';
import { errorCode } from '../../model/error-code.ts';
import type { Address, DnsFact } from '../../model/facts.ts';

/** Name servers of the machine, each asked for itself, and what the system does with a name. A test gives its own. */
export interface NameSystem {
  readonly servers: readonly string[];
  /** Whether the name is known without a name server. */
  knows(host: string): boolean;
  /**
   * Settles once the server says anything about the name, and rejects where it stays silent that long. Some drop
   * questions for IPv6, which the system asks as well: whether both were answered.
   */
  ask(server: string, host: string, timeoutMs: number): Promise<boolean>;
  /** The system's own lookup, which nothing can end before it ends by itself. */
  lookUp(host: string): Promise<readonly Address[]>;
  /** The same in a process that ends with the time; null where that cannot be, or the name is not known. */
  lookUpApart(host: string, timeoutMs: number): Promise<readonly Address[] | null>;
}

/** Milliseconds that the other name servers get once one has answered, and all before the system is asked beside. */
const GRACE_MS = 300;

/** Milliseconds without any answer after which name servers count as silent: more than one whole try of glibc's. */
const PATIENCE_MS = 6_000;

/** Kept back for telling what was seen. */
const MARGIN_MS = 150;

const wait = (ms: number): { readonly done: Promise<void>; end(): void } => {
  let end = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    end = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { done, end };
};

/** What name servers said, as far as was waited. */
interface Heard {
  /** Servers that said nothing. */
  readonly silent: readonly string[];
  /** Whether each that said anything answered both questions, so that the system's lookup comes to its end. */
  readonly whole: boolean;
}

/** Servers that stay silent. Ends a moment after the first answer. */
const listen = async ({ servers, ask }: NameSystem, host: string, patienceMs: number): Promise<Heard> => {
  const heard = new Map<string, boolean>();
  const asked = servers.map((server) =>
    ask(server, host, patienceMs).then(
      (whole) => void heard.set(server, whole),
      () => Promise.reject(new Error('silent')),
    ),
  );
  const all = Promise.allSettled(asked);
  await Promise.race([Promise.any(asked).catch(() => undefined), all]);
  const grace = wait(heard.size === servers.length ? 0 : GRACE_MS);
  await Promise.race([all, grace.done]);
  grace.end();
  return {
    silent: servers.filter((server) => !heard.has(server)),
    whole: ![...heard.values()].includes(false),
  };
};

const found = (host: string, addresses: readonly Address[]): DnsFact => ({
  ...{ host, literal: false, addresses },
  code: addresses.length === 0 ? 'ENOTFOUND' : null,
});

const failed = (host: string, code: string, silent: readonly string[] = []): DnsFact => ({
  ...{ host, literal: false, addresses: [], code },
  ...(silent.length > 0 ? { silent } : {}),
});

const bySystem = async (system: NameSystem, host: string): Promise<DnsFact> => {
  try {
    return found(host, await system.lookUp(host));
  } catch (thrown) {
    return failed(host, errorCode(thrown) || 'EAI_FAIL');
  }
};

/** The system's word where a server is silent: not every name comes from one. */
const apart = async (system: NameSystem, host: string, ms: number): Promise<DnsFact | null> => {
  const addresses = await system.lookUpApart(host, ms);
  return addresses === null || addresses.length === 0 ? null : found(host, addresses);
};

/** Where every server says something the system does not wait for long, unless one drops the questions for IPv6. */
const heardAll = async (system: NameSystem, host: string, whole: boolean, ms: number): Promise<DnsFact> =>
  whole ? bySystem(system, host) : ((await apart(system, host, ms)) ?? failed(host, 'ETIMEOUT'));

/**
 * Looks a name up as the process itself would, all addresses. The system's own lookup waits for dead name servers, ten
 * seconds and more, and until then the process cannot end: Node waits for it. So the name servers are asked first, by
 * queries that can be ended, and where one of them is silent the system is asked in a process that can be ended too.
 */
export const lookUpWith = async (system: NameSystem, host: string, remainingMs: number): Promise<DnsFact> => {
  const family = net.isIP(host);
  if (family !== 0)
    return { host, literal: true, addresses: [{ address: host, family: family === 6 ? 6 : 4 }], code: null };
  if (system.servers.length === 0 || system.knows(host)) return bySystem(system, host);
  const patienceMs = Math.max(Math.min(PATIENCE_MS, remainingMs - MARGIN_MS), 50);
  const leftMs = Math.max(patienceMs - GRACE_MS, 50);
  const grace = wait(Math.min(GRACE_MS, patienceMs / 2));
  const hearing = listen(system, host, patienceMs);
  const first = await Promise.race([hearing, grace.done.then(() => null)]);
  grace.end();
  if (first?.silent.length === 0) return heardAll(system, host, first.whole, leftMs);
  const other = apart(system, host, leftMs);
  // A name that is known otherwise need not wait for servers that say nothing.
  const early = await Promise.race([
    other.then((fact) => fact ?? hearing.then(() => null)),
    hearing.then(({ silent, whole }) => (silent.length === 0 && whole ? 'all answered' : null)),
  ]);
  if (early !== null) return early === 'all answered' ? bySystem(system, host) : early;
  const { silent } = await hearing;
  const last = silent.length === system.servers.length ? null : await other;
  if (last !== null) return last;
  return failed(host, silent.length === system.servers.length ? 'ETIMEOUT' : 'EAI_AGAIN', silent);
};

const HOSTS_BYTES = 4 * 1024 * 1024;

const isInHosts = (host: string): boolean => {
  const text = bytesOf('/etc/hosts', { maxBytes: HOSTS_BYTES })?.toString('latin1').toLowerCase() ?? '';
  const name = host.toLowerCase().replace(/\.$/, '');
  return (
    text.includes(name) &&
    text.split('\n').some((line) => line.replace(/#.*/, '').trim().split(/\s+/).slice(1).includes(name))
  );
};

/** Whether this machine knows the name by itself, without a name server. */
export const isKnownHere = (host: string): boolean =>
  /^(?:localhost|.+\.localhost)\.?$/i.test(host) || isInHosts(host);

const ask = async (server: string, host: string, timeoutMs: number): Promise<boolean> => {
  // Its own time limit is coarse: that of the system's clock ends it.
  const resolver = new Resolver({ timeout: Math.max(Math.ceil(timeoutMs), 1_000), tries: 1 });
  const timer = setTimeout(() => resolver.cancel(), timeoutMs);
  // Whatever else it says, it says something.
  const answered = (thrown: unknown): boolean => !['ETIMEOUT', 'ECANCELLED'].includes(errorCode(thrown));
  try {
    resolver.setServers([server]);
    const six = resolver.resolve6(host).then(() => true, answered);
    const four = await resolver.resolve4(host).then(() => true, answered);
    if (!four) throw Object.assign(new Error('silent'), { code: 'ETIMEOUT' });
    const grace = wait(GRACE_MS);
    const whole = await Promise.race([six, grace.done.then(() => false)]);
    grace.end();
    return whole;
  } finally {
    clearTimeout(timer);
    resolver.cancel();
  }
};

const lookUp = async (host: string): Promise<readonly Address[]> => {
  const all = await lookup(host, { all: true, verbatim: true });
  return all.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

const MAX_OUTPUT = 64 * 1024;

const children = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** `getent` is a part of every C library for Linux and asks it what it would tell any program. */
const lookUpApart = (host: string, timeoutMs: number): Promise<readonly Address[] | null> =>
  new Promise((resolve) => {
    const child = spawn('getent', ['ahosts', '--', host], { stdio: ['ignore', 'pipe', 'ignore'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    children.add(child);
    let text = '';
    child.stdout.setEncoding('latin1').on('data', (more: string) => {
      if (text.length < MAX_OUTPUT) text += more;
    });
    const done = (addresses: readonly Address[] | null): void => {
      clearTimeout(timer);
      children.delete(child);
      resolve(addresses);
    };
    child.once('error', () => done(null));
    child.once('close', (status) => {
      const addresses = [...new Set(text.split('\n').map((line) => line.split(/\s/)[0] ?? ''))];
      const valid = addresses.filter((address) => net.isIP(address) !== 0);
      done(status === 0 ? valid.map((address) => ({ address, family: net.isIPv6(address) ? 6 : 4 })) : null);
    });
  });

/** Elsewhere than on Linux the servers that Node knows are not all that the system asks. */
const serversOf = (): readonly string[] => (process.platform === 'linux' ? new Resolver().getServers() : []);

const theSystem = (): NameSystem => ({ servers: serversOf(), knows: isKnownHere, ask, lookUp, lookUpApart });

const underWay = new Map<string, Promise<DnsFact>>();

/** Looks a name up on this machine; who asks for the same name at the same time gets the same answer. */
export const lookUpName = (host: string, remainingMs: number): Promise<DnsFact> => {
  const known = underWay.get(host);
  if (known !== undefined) return known;
  const fact = lookUpWith(theSystem(), host, remainingMs).finally(() => underWay.delete(host));
  underWay.set(host, fact);
  return fact;
};

interface LookupOptions {
  readonly all?: boolean | undefined;
  readonly family?: number | string | undefined;
}

/** Addresses as Node's own lookup gives them, or its error. */
const addressesOf = async (
  host: string,
  { family }: LookupOptions,
  remainingMs: number,
): Promise<readonly [dns.LookupAddress, ...dns.LookupAddress[]]> => {
  const { addresses, code } = await lookUpName(host, remainingMs);
  const wanted = Number(String(family ?? 0).replace('IPv', ''));
  const [first, ...rest] = addresses
    .map(({ address, family }) => ({ address, family: Number(family) }))
    .filter((address) => wanted === 0 || address.family === wanted);
  if (first !== undefined) return [first, ...rest];
  const told = code ?? 'ENOTFOUND';
  throw Object.assign(new Error(`getaddrinfo ${told} ${host}`), { code: told, syscall: 'getaddrinfo' });
};

/** The lookup of a connection, which ends with its time as that of Node would not. */
export const lookupWithin =
  (remainingMs: () => number): net.LookupFunction =>
  (host, options, done) => {
    addressesOf(host, options, remainingMs()).then(
      (addresses) =>
        options.all ? done(null, [...addresses]) : done(null, addresses[0].address, addresses[0].family),
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };

/**
 * Has every connection of this process look names up in the way above, also those of libraries that take no lookup of
 * their own (grpc-js, agents for proxies): one of the system that is under way would hold up the end of the process.
 */
export const boundLookups = (): void => {
  const bounded = lookupWithin(() => PATIENCE_MS);
  type Done = Parameters<net.LookupFunction>[2];
  const asObject = (options: LookupOptions | number): LookupOptions =>
    typeof options === 'number' ? { family: options } : options;
  Object.assign(dns, {
    lookup: (host: string, options: LookupOptions | number | Done, done: Done): void =>
      typeof options === 'function'
        ? bounded(host, {}, options)
        : bounded(host, asObject(options) as dns.LookupOptions, done),
  });
  Object.assign(dns.promises, {
    lookup: async (host: string, options: LookupOptions | number = {}) => {
      const given = asObject(options);
      const [first, ...rest] = await addressesOf(host, given, PATIENCE_MS);
      return given.all ? [first, ...rest] : first;
    },
  });
};
