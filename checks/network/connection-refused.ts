import { fixesFor } from '../../src/findings/change.ts';
import { portSight } from '../../src/findings/links/ports.ts';
import { boundTo, holderName, listenerEvidence } from '../../src/findings/listening.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { ProcessesFact } from '../../src/model/facts.ts';
import { endpointEvidence, isConnected, place } from '../../src/model/reading.ts';
import { sampleCollector, sampleReceiver } from '../../src/samples/collector.ts';
import { sampleEnd } from '../../src/samples/deployment.ts';
import { sampleTarget, sampleTcp } from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

/** Somebody holds the very port, and yet it refuses: on another address, or in another network. */
const heldButRefused = (listeners: ProcessesFact['listeners'], port: number): string => {
  const same = listeners.filter((listener) => listener.port === port);
  const other = same.find(({ network }) => network === 'other');
  const own = same.find(({ network, scope }) => network === 'own' && scope !== 'all');
  if (own)
    return ` ${holderName(own)} holds port ${port}, but takes connections on ${boundTo(same.filter(({ pid }) => pid === own.pid))} only.`;
  if (other)
    return ` ${holderName(other)} holds port ${port} in another network namespace, such as that of a container: localhost does not lead there unless the port is published.`;
  return '';
};

const ONLY_HTTP = sampleCollector({ components: [sampleReceiver({ http: { endpoint: '0.0.0.0:4318' } })] });

export default defineCheck({
  id: 'network/connection-refused',
  title: 'Nothing listens on this port',
  severity: 'error',
  why: `The host answers, and no program takes connections on this port: the receiver is not running, still starting, listens on
another port, or listens only on another address (a Collector in a container that is bound to its own \`localhost\`).

Start the receiver, or point the endpoint to the port on which it listens: 4317 for gRPC, 4318 for HTTP.`,
  advice: {
    title: 'Start the receiver, and compare the port',
    text: 'Check that something listens on the port from where the application runs.',
  },
  needs: ['target', 'tcp'],
  uses: ['survey', 'processes'],
  example: { target: sampleTarget(), tcp: sampleTcp('refused', 'ECONNREFUSED') },
  also: [portSight('no-port', sampleSent({ to: sampleEnd({ collector: ONLY_HTTP }) }))],
  run: ({ target, tcp, survey, processes }) => {
    // Where one address family has no route, the refusal of the other one is the answer.
    if (
      target.proxy !== null ||
      target.socket !== null ||
      isConnected(tcp) ||
      !tcp.tries.some(({ outcome }) => outcome === 'refused')
    )
      return undefined;
    const listeners = processes?.listeners ?? [];
    const elsewhere = fixesFor(target, survey?.attempts ?? []);
    return {
      summary: `Nothing listens on ${place(target)}`,
      explanation: `The connection to ${place(target)} is refused: no program listens there${elsewhere.length > 0 ? ', while a receiver answers on another port of the same host' : ''}.${heldButRefused(listeners, target.port)}`,
      evidence: [
        endpointEvidence(target),
        ...tcp.tries.map(({ address, port, code, outcome }) => ({
          label: 'connection',
          value: `${address} port ${port}: ${code ?? outcome}`,
        })),
        ...listenerEvidence(listeners),
      ],
      fixes:
        elsewhere.length > 0
          ? elsewhere
          : [
              {
                title: 'Start the receiver',
                text: `Start the Collector (or the backend) so that it listens on port ${target.port}, or set the endpoint to where it listens.`,
              },
            ],
    };
  },
});
