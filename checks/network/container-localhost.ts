import { fixesFor } from '../../src/findings/change.ts';
import { localhostFault } from '../../src/findings/links/localhost.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import type { ContainerFact } from '../../src/model/facts.ts';
import { isLoopback } from '../../src/model/loopback.ts';
import { endpointEvidence, isConnected, place } from '../../src/model/reading.ts';
import { sampleNowhere } from '../../src/samples/deployment.ts';
import { sampleTarget, sampleTcp } from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

const WHERE: Readonly<Record<ContainerFact['kind'], string>> = {
  none: '',
  docker: 'a Docker container',
  podman: 'a Podman container',
  kubernetes: 'a Kubernetes pod',
  container: 'a container',
  wsl: 'the Windows subsystem for Linux',
};

const ADVICE: Readonly<Record<ContainerFact['kind'], string>> = {
  none: '',
  docker:
    'Use the service name of the receiver in the same Compose network, or host.docker.internal (on Linux with --add-host=host.docker.internal:host-gateway) for a receiver on the host.',
  podman:
    'Use the container name of the receiver in the same network or pod, or host.containers.internal for a receiver on the host.',
  kubernetes:
    'Use the Service name of the Collector (service.namespace.svc.cluster.local), or for a DaemonSet the node address: NODE_IP from status.hostIP.',
  container: 'Use the name or address under which the receiver is reached from inside this container.',
  wsl: 'Use the address of the Windows host (its default gateway), or mirrored networking.',
};

export default defineCheck({
  id: 'network/container-localhost',
  title: 'localhost is the container itself',
  severity: 'error',
  why: `Inside a container or pod \`localhost\` means that container, not the machine it runs on and not another container. The
receiver runs elsewhere, so nothing listens here.

Name the receiver: the Compose service, the Kubernetes Service, or the host (\`host.docker.internal\`,
\`host.containers.internal\`, the node's address).`,
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
      summary: `localhost is ${WHERE[container.kind]} itself, and no receiver listens in it`,
      explanation: `This process runs in ${WHERE[container.kind]}, where ${place(target)} is the container itself: nothing listens there.`,
      evidence: [
        endpointEvidence(target),
        ...container.evidence.map((value) => ({ label: 'runs in a container', value })),
      ],
      fixes:
        fixes.length > 0
          ? fixes
          : [{ title: 'Name the receiver instead of localhost', text: ADVICE[container.kind] }],
    };
  },
});
