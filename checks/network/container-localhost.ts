import { fixesFor } from '../../src/findings/change.ts';
import { CONTAINERS } from '../../src/findings/containers.ts';
import { localhostFault } from '../../src/findings/links/localhost.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import { isLoopback } from '../../src/model/loopback.ts';
import { endpointEvidence, isConnected, place } from '../../src/model/reading.ts';
import { sampleNowhere } from '../../src/samples/deployment.ts';
import { sampleTarget, sampleTcp } from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

export default defineCheck({
  id: 'network/container-localhost',
  title: 'localhost is the container itself',
  severity: 'error',
  why: `Inside a container or pod \`localhost\` means that container, not the machine it runs on and not another container. The
receiver runs elsewhere, so nothing listens here.

Name the receiver: the Compose service, the Kubernetes Service, or the host (\`host.docker.internal\`,
\`host.containers.internal\`, the node's address).`,
  advice: {
    title: 'Name the other container instead of localhost',
    text: 'In Compose the service (http://otel-collector:4318), in Kubernetes the Service, for the host host.docker.internal.',
  },
  needs: ['target', 'tcp', 'container'],
  uses: ['hosts', 'survey'],
  explains: ['network/connection-refused', 'protocol/wrong-port'],
  example: {
    target: sampleTarget(),
    tcp: sampleTcp('refused', 'ECONNREFUSED'),
    container: {
      kind: 'docker',
      evidence: ['/proc/self/mountinfo names docker'],
      hosts: [{ name: '172.17.0.1', via: 'the default gateway' }],
    },
    survey: { attempts: [] },
  },
  also: [
    defineSight({
      needs: ['link', 'target', 'workload'],
      example: sampleSent({ host: 'localhost', via: 'localhost', to: sampleNowhere('nothing') }),
      run: localhostFault,
    }),
  ],
  run: ({ target, tcp, container, hosts, survey }) => {
    if (container.kind === 'none' || !isLoopback(target.host) || isConnected(tcp)) return undefined;
    // A sidecar on another port of the same localhost is a matter of the port.
    if (survey?.attempts.some(({ accepted }) => accepted)) return undefined;
    const fixes = fixesFor(target, hosts?.attempts ?? []);
    return {
      summary: `localhost is ${CONTAINERS[container.kind].where} itself, and no receiver listens in it`,
      explanation: `This process runs in ${CONTAINERS[container.kind].where}, where ${place(target)} is the container itself: nothing listens there.`,
      evidence: [
        endpointEvidence(target),
        ...container.evidence.map((value) => ({ label: 'runs in a container', value })),
      ],
      fixes:
        fixes.length > 0
          ? fixes
          : [{ title: 'Name the receiver instead of localhost', text: CONTAINERS[container.kind].advice }],
    };
  },
});
