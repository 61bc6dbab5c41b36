import { defineCheck } from '../../src/model/check.ts';
import { allTries, endpointEvidence, place } from '../../src/model/reading.ts';
import { sampleTarget, sampleTcp } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'network/unreachable',
  title: 'There is no route to the host',
  severity: 'error',
  why: `This machine has no route to the address, or a router on the way says that it has none: a VPN that is down, an address of
a private network that is not this one, IPv6 without IPv6 connectivity.

Connect to the right network, or use an address of the receiver that can be reached from here.`,
  advice: { title: 'Use an address that can be reached from here', text: 'Check VPN, routes and IPv6.' },
  needs: ['target', 'tcp'],
  example: { target: sampleTarget({ host: '192.0.2.10' }), tcp: sampleTcp('unreachable', 'EHOSTUNREACH') },
  run: ({ target, tcp }) => {
    if (target.proxy !== null || !allTries(tcp, 'unreachable')) return undefined;
    return {
      summary: `There is no route to ${place(target)}`,
      explanation: `The network says that ${place(target)} cannot be reached from this machine.`,
      evidence: [
        endpointEvidence(target),
        ...tcp.tries.map(({ address, code, outcome }) => ({
          label: 'connection',
          value: `${address}: ${code ?? outcome}`,
        })),
      ],
      fixes: [
        {
          title: 'Use an address that can be reached',
          text: 'Connect to the network of the receiver (VPN, right VPC), or set the endpoint to an address that this machine can reach.',
        },
      ],
    };
  },
});
