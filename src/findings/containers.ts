import type { ContainerFact } from '../model/facts.ts';

/** What a process runs in, and how the receiver is named from there. */
interface ContainerWords {
  /** With its article. */
  readonly where: string;
  readonly advice: string;
}

/** The kinds that a process sees of itself, and Compose, which only files tell. */
export const CONTAINERS: Readonly<Record<ContainerFact['kind'] | 'compose', ContainerWords>> = {
  none: { where: '', advice: '' },
  docker: {
    where: 'a Docker container',
    advice:
      'Use the service name of the receiver in the same Compose network, or host.docker.internal (on Linux with --add-host=host.docker.internal:host-gateway) for a receiver on the host.',
  },
  compose: {
    where: 'a Docker container',
    advice:
      'Use the name of the service that receives, or host.docker.internal for a receiver on the host (on Linux with extra_hosts: host.docker.internal:host-gateway).',
  },
  podman: {
    where: 'a Podman container',
    advice:
      'Use the container name of the receiver in the same network or pod, or host.containers.internal for a receiver on the host.',
  },
  kubernetes: {
    where: 'a Kubernetes pod',
    advice:
      'Use the Service name of the Collector (service.namespace.svc.cluster.local), or for a DaemonSet the node address: NODE_IP from status.hostIP.',
  },
  container: {
    where: 'a container',
    advice: 'Use the name or address under which the receiver is reached from inside this container.',
  },
  wsl: {
    where: 'the Windows subsystem for Linux',
    advice: 'Use the address of the Windows host (its default gateway), or mirrored networking.',
  },
};
