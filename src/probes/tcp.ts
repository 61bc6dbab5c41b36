import type { Address, ConnectTry, FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { Context, DoctorContext } from './context.ts';
import { limits } from './wire/reach.ts';
import { openTcp, wireError } from './wire/socket.ts';

/** Milliseconds without an answer to SYN after which an address counts as dropping packets: three SYNs were sent. */
const CONNECT_MS = 3_600;

const OUTCOMES: Readonly<Record<string, ConnectTry['outcome']>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  ECONNRESET: 'reset',
};

const tryAddress = async (address: Address, port: number, context: Context): Promise<ConnectTry> => {
  const from = performance.now();
  const took = (): number => Math.round((performance.now() - from) * 10) / 10;
  try {
    const socket = await openTcp(address.address, port, limits(context, CONNECT_MS));
    socket.destroy();
    return { ...address, port, outcome: 'connected', code: null, ms: took() };
  } catch (thrown) {
    const { code } = wireError(thrown);
    return { ...address, port, outcome: OUTCOMES[code ?? ''] ?? 'failed', code, ms: took() };
  }
};

/**
 * Fact `tcp`: a connection to every address at once. The others are not waited for longer than the patience once
 * one address has answered, so that a dead address family does not hold up a healthy report.
 */
export const tcp: Probe<FactTable, DoctorContext, 'tcp', 'target' | 'dns'> = {
  fact: 'tcp',
  needs: ['target', 'dns'],
  budgetMs: 5_000,
  gate: ({ dns }) => (dns.addresses.length === 0 ? { blockedBy: 'dns' } : 'go'),
  observe: async ({ target, dns }, context) => {
    const port = target.proxy?.port ?? target.port;
    const tries = dns.addresses.slice(0, 8).map((address) => tryAddress(address, port, context));
    const settled: ConnectTry[] = [];
    for (const attempted of tries) attempted.then((done) => settled.push(done));
    const connected = Promise.any(
      tries.map((attempted) =>
        attempted.then((done) =>
          done.outcome === 'connected' ? done : Promise.reject(new Error(done.outcome)),
        ),
      ),
    );
    await Promise.race([Promise.all(tries), connected.catch(() => Promise.all(tries))]);
    return { tries: [...settled] };
  },
};
