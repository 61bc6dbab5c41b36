import { spawn } from 'node:child_process';
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
  /** Settles once the server says anything about the name, and rejects where it stays silent that long. */
  ask(server: string, host: string, timeoutMs: number): Promise<void>;
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

/** Servers that stay silent, as far as was waited. Ends a moment after the first answer. */
const findSilent = async (
  { servers, ask }: NameSystem,
  host: string,
  patienceMs: number,
): Promise<readonly string[]> => {
  const heard = new Set<string>();
  const asked = servers.map((server) =>
    ask(server, host, patienceMs).then(
      () => void heard.add(server),
      () => Promise.reject(new Error('silent')),
    ),
  );
  const all = Promise.allSettled(asked);
  await Promise.race([Promise.any(asked).catch(() => undefined), all]);
  const grace = wait(heard.size === servers.length ? 0 : GRACE_MS);
  await Promise.race([all, grace.done]);
  grace.end();
  return servers.filter((server) => !heard.has(server));
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
  const grace = wait(Math.min(GRACE_MS, patienceMs / 2));
  const silence = findSilent(system, host, patienceMs);
  const first = await Promise.race([silence, grace.done.then(() => null)]);
  grace.end();
  if (first?.length === 0) return bySystem(system, host);
  const leftMs = Math.max(patienceMs - GRACE_MS, 50);
  const other = apart(system, host, leftMs);
  // A name that is known otherwise need not wait for servers that say nothing.
  const known = other.then((fact) => fact ?? silence.then(() => null));
  const early = await Promise.race([
    known,
    silence.then((silent) => (silent.length === 0 ? 'all answered' : null)),
  ]);
  if (early === 'all answered') return bySystem(system, host);
  const silent = await silence;
  const last = early ?? (silent.length === system.servers.length ? null : await other);
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

const isLocal = (host: string): boolean => /^(?:localhost|.+\.localhost)\.?$/i.test(host) || isInHosts(host);

const ask = async (server: string, host: string, timeoutMs: number): Promise<void> => {
  // Its own time limit is coarse: that of the system's clock ends it.
  const resolver = new Resolver({ timeout: Math.max(Math.ceil(timeoutMs), 1_000), tries: 1 });
  const timer = setTimeout(() => resolver.cancel(), timeoutMs);
  try {
    resolver.setServers([server]);
    await resolver.resolve4(host);
  } catch (thrown) {
    // Whatever else it says, it says something.
    if (['ETIMEOUT', 'ECANCELLED'].includes(errorCode(thrown))) throw thrown;
  } finally {
    clearTimeout(timer);
  }
};

const lookUp = async (host: string): Promise<readonly Address[]> => {
  const all = await lookup(host, { all: true, verbatim: true });
  return all.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

const MAX_OUTPUT = 64 * 1024;

/** `getent` is a part of every C library for Linux and asks it what it would tell any program. */
const lookUpApart = (host: string, timeoutMs: number): Promise<readonly Address[] | null> =>
  new Promise((resolve) => {
    const child = spawn('getent', ['ahosts', '--', host], { stdio: ['ignore', 'pipe', 'ignore'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let text = '';
    child.stdout.setEncoding('latin1').on('data', (more: string) => {
      if (text.length < MAX_OUTPUT) text += more;
    });
    const done = (addresses: readonly Address[] | null): void => {
      clearTimeout(timer);
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

const theSystem = (): NameSystem => ({ servers: serversOf(), knows: isLocal, ask, lookUp, lookUpApart });

const underWay = new Map<string, Promise<DnsFact>>();

/** Looks a name up on this machine; who asks for the same name at the same time gets the same answer. */
export const lookUpName = (host: string, remainingMs: number): Promise<DnsFact> => {
  const known = underWay.get(host);
  if (known !== undefined) return known;
  const fact = lookUpWith(theSystem(), host, remainingMs).finally(() => underWay.delete(host));
  underWay.set(host, fact);
  return fact;
};

/** The lookup of a connection, which ends with its time as that of Node would not. */
export const lookupWithin =
  (remainingMs: () => number): net.LookupFunction =>
  (host, { all }, done) => {
    void lookUpName(host, remainingMs()).then(({ addresses, code }) => {
      const [first] = addresses;
      if (first === undefined)
        done(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code: code ?? 'EAI_FAIL' }), '');
      else if (all) done(null, [...addresses]);
      else done(null, first.address, first.family);
    });
  };
