import { placeEvidence } from '../../src/findings/collector/reading.ts';
import { portsText, reachFault } from '../../src/findings/links/reach.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleLink } from '../../src/samples/deployment.ts';

export default defineCheck({
  id: 'pipeline/port-not-published',
  title: 'The port of the receiver cannot be reached from the sender',
  severity: 'error',
  why: `A container is reached from its host only on ports that it publishes (\`ports:\`), under the number left of the colon. Containers reach each
other by service name in a common network, under the number right of the colon, whether it is published or not.

Publish the port, use the right number, or put both into one network.`,
  advice: {
    title: 'Publish the port, or use the port of the container',
    text: 'docker run -p 4317:4317 -p 4318:4318 ...; between containers the number on the right counts.',
  },
  needs: ['link', 'target'],
  uses: ['workload'],
  explains: ['network/connection-refused', 'network/dns-failure', 'protocol/wrong-port'],
  example: { link: sampleLink({ sharesNetwork: false }) },
  run: ({ link, target, workload }) => {
    if (link.to.kind !== 'workload') return undefined;
    const fault = reachFault(link, target);
    if (fault === null) return undefined;
    return {
      // Where a command is started is not known: it may run in a container, too.
      severity: workload?.kind === 'process' ? 'warning' : 'error',
      summary: fault.summary,
      explanation: fault.explanation,
      evidence: [
        placeEvidence(`${link.fromLabel} sends to ${link.host}:${link.port}`, link.at),
        ...(link.to.at === null ? [] : [placeEvidence(link.to.label, link.to.at)]),
        { label: 'published ports', value: portsText(link) },
      ],
      fixes: [fault.fix],
      location: link.at,
    };
  },
});
