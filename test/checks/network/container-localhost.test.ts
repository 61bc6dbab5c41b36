import containerLocalhost from '../../../checks/network/container-localhost.ts';
import type { ContainerFact } from '../../../src/model/facts.ts';
import { sampleNowhere, sampleWorkload } from '../../../src/samples/deployment.ts';
import { sampleAttempt, sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { sampleSent } from '../../../src/samples/sent.ts';
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

const alone = (change: Parameters<typeof sampleSent>[0] = {}) =>
  sampleSent({ host: 'localhost', via: 'localhost', to: sampleNowhere('nothing'), ...change });

checkTester(containerLocalhost, 1)
  .fires('a Compose service beside its receiver', alone({ receivers: ['collector'] }), {
    says: 'localhost:4317 is that container',
    severity: 'error',
    fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317' },
    fixes: 1,
  })
  .fires('without a receiver that is known', alone(), { fix: 'host.docker.internal' })
  .fires('with several to choose from', alone({ receivers: ['a', 'b', 'c', 'd'] }), {
    fix: 'Use the name of the service that receives',
    fixes: 1,
  })
  .fires(
    'in a pod',
    { ...alone(), workload: sampleWorkload({ kind: 'kubernetes', label: 'Deployment shop/api' }) },
    { says: 'localhost is the pod itself', fix: 'NODE_IP from status.hostIP' },
  )
  .fires(
    'as a note where whoever runs it decides what is beside it',
    { ...alone(), workload: sampleWorkload({ kind: 'dockerfile', placedByOthers: true }) },
    { severity: 'info' },
  )
  .silent('where nobody asked for OTLP', alone({ asked: false, variable: null }))
  .silent('outside of a container', { ...alone(), workload: sampleWorkload({ inContainer: false }) })
  .silent('beside a receiver', alone({ to: sampleNowhere('a Collector that is added', 'workload') }))
  .silent('for another host', alone({ host: 'collector', via: 'unknown' }));
