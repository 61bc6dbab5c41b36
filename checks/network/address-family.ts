import { sendTo } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { ConnectTry, Delivery, TcpFact } from '../../src/model/facts.ts';
import { isLoopback } from '../../src/model/loopback.ts';
import { endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleTarget } from '../../src/samples/facts.ts';

/** Addresses of a family that takes no connection, and one of the family that does; undefined when both do, or none. */
const split = (
  tcp: TcpFact,
): { readonly dead: readonly ConnectTry[]; readonly alive: ConnectTry } | undefined => {
  const alive = tcp.tries.find(({ outcome }) => outcome === 'connected');
  const living = tcp.tries.filter(({ outcome }) => outcome === 'connected').map(({ family }) => family);
  const dead = tcp.tries.filter(({ family }) => !living.includes(family));
  return alive === undefined || dead.length === 0 ? undefined : { dead, alive };
};

/** The export ended before anything answered. */
const isUnanswered = ({ http, grpc, timedOut, reach }: Delivery): boolean =>
  http === null && grpc === null && !timedOut && (reach === 'nothing' || reach === 'resolved');

export default defineCheck({
  id: 'network/address-family',
  title: 'Only one of IPv4 and IPv6 leads to the receiver',
  severity: 'error',
  why: `The name has addresses of both families, and only one of them takes connections: \`localhost\` is \`::1\` first while the
receiver listens on 127.0.0.1 only, or the machine has an IPv6 address without a way out. Libraries that try one address
after the other lose time at each connection; those that try the first one only fail.

Write the address that works, let the receiver listen on both families, or take the dead address out of DNS.`,
  advice: {
    title: 'Write the address that works',
    text: '127.0.0.1 in place of localhost, or let the receiver listen on both families.',
  },
  needs: ['target', 'tcp'],
  uses: ['send'],
  example: {
    target: sampleTarget({ host: 'collector.example.com' }),
    tcp: {
      tries: [
        { address: '2001:db8::7', family: 6, port: 4318, outcome: 'unreachable', code: 'ENETUNREACH', ms: 1 },
        { address: '192.0.2.7', family: 4, port: 4318, outcome: 'connected', code: null, ms: 1 },
      ],
    },
    send: sampleFailure({
      reach: 'resolved',
      error: { code: 'ENETUNREACH', message: 'connect ENETUNREACH' },
    }),
  },
  run: ({ target, tcp, send }) => {
    const found = split(tcp);
    if (found === undefined || send === undefined || target.proxy !== null) return undefined;
    const { dead, alive } = found;
    const failed = failure(send);
    // Every machine has a localhost of two families, and what arrives there arrives.
    if (failed === undefined ? isLoopback(target.host) : !isUnanswered(failed)) return undefined;
    const [lost, kept] = alive.family === 4 ? ['IPv6', 'IPv4'] : ['IPv4', 'IPv6'];
    const evidence = tcp.tries.map(({ address, code, outcome }) => ({
      label: 'connection',
      value: `${address}: ${code ?? outcome}`,
    }));
    return {
      severity: failed === undefined ? 'info' : 'error',
      summary: `${place(target)} is reached over ${kept} only`,
      explanation: `${target.host} has ${dead.length === 1 ? `the ${lost} address ${dead[0]?.address}, which takes` : `${lost} addresses that take`} no connection; ${alive.address} does.`,
      evidence: [endpointEvidence(target), ...evidence],
      fixes: [
        { title: `Write the ${kept} address`, env: sendTo(target, { host: alive.address }) },
        {
          title: `Make ${lost} work`,
          text: `Let the receiver listen on ${lost} too, or take the ${lost} address of ${target.host} out of DNS or /etc/hosts.`,
        },
      ],
    };
  },
});
