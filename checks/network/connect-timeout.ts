import { fixesFor } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import { allTries, endpointEvidence, place } from '../../src/model/reading.ts';
import { sampleTarget, sampleTcp } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'network/connect-timeout',
  title: 'The connection gets no answer',
  severity: 'error',
  why: `Packets to this address vanish: nothing refuses them, nothing answers. A firewall, a security group, a Kubernetes
NetworkPolicy or a missing route drops them, or the address belongs to a machine that is off.

Allow outgoing TCP to this port, or use an address of the receiver that can be reached from here.`,
  advice: {
    title: 'Let the connection through',
    text: 'Allow TCP to the port of the receiver in firewall, security group or network policy.',
  },
  needs: ['target', 'tcp'],
  uses: ['survey'],
  example: { target: sampleTarget({ host: '192.0.2.10' }), tcp: sampleTcp('timeout', 'ETIMEDOUT') },
  run: ({ target, tcp, survey }) => {
    if (
      target.proxy !== null ||
      !allTries(tcp, 'timeout', 'unreachable', 'failed') ||
      !tcp.tries.some(({ outcome }) => outcome === 'timeout')
    )
      return undefined;
    const elsewhere = fixesFor(target, survey?.attempts ?? []);
    return {
      summary: `Nothing answers at ${place(target)}: packets are dropped on the way`,
      explanation: `Connecting to ${place(target)} gets neither an answer nor a refusal, as if a firewall or network policy dropped the packets.`,
      evidence: [
        endpointEvidence(target),
        ...tcp.tries.map(({ address, port, ms }) => ({
          label: 'connection',
          value: `${address} port ${port}: no answer within ${Math.round(ms)} ms`,
        })),
      ],
      fixes: [
        ...elsewhere,
        {
          title: 'Open the way',
          text: `Allow outgoing TCP connections from this machine to ${place(target)} (firewall, security group, NetworkPolicy), or use an address that can be reached.`,
        },
      ],
    };
  },
});
