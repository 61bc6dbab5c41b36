import containerLocalhost from '../../../checks/network/container-localhost.ts';
import type { ContainerFact } from '../../../src/model/facts.ts';
import { sampleAttempt, sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const inside = (kind: ContainerFact['kind']): ContainerFact => ({
  kind,
  evidence: ['/.dockerenv exists'],
  hosts: [{ name: 'host.docker.internal', via: 'its own name' }],
});

const refused = sampleTcp('refused', 'ECONNREFUSED');
const none = { attempts: [] };

checkTester(containerLocalhost)
  .fires(
    'offers the host when it takes OTLP',
    {
      tcp: refused,
      container: inside('docker'),
      survey: none,
      hosts: { attempts: [sampleAttempt({ kind: 'host', host: 'host.docker.internal' })] },
    },
    {
      says: 'localhost is a Docker container itself',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://host.docker.internal:4318' },
      fixes: 1,
    },
  )
  .fires(
    'names the way of Kubernetes in a pod',
    { tcp: refused, container: inside('kubernetes'), survey: none, hosts: none },
    { fix: 'service.namespace.svc.cluster.local' },
  )
  .fires(
    'for the address of loopback, too',
    {
      target: sampleTarget({ host: '127.0.0.1' }),
      tcp: refused,
      container: inside('podman'),
      survey: undefined,
      hosts: undefined,
    },
    { fix: 'host.containers.internal' },
  )
  .silent('outside of a container', { tcp: refused, container: inside('none'), survey: none })
  .silent('for another host', {
    target: sampleTarget({ host: 'otel-collector' }),
    tcp: refused,
    container: inside('docker'),
    survey: none,
  })
  .silent('when a sidecar listens there', { container: inside('kubernetes'), survey: none })
  .silent('when a sidecar listens on another port', {
    tcp: refused,
    container: inside('kubernetes'),
    survey: { attempts: [sampleAttempt({ kind: 'port', port: 4317, protocol: 'grpc' })] },
  });
