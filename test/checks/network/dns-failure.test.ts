import dnsFailure from '../../../checks/network/dns-failure.ts';
import type { DnsFact } from '../../../src/model/facts.ts';
import type { Target } from '../../../src/model/target.ts';
import { sampleAttempt, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const unknown = (host: string, code = 'ENOTFOUND'): { readonly dns: DnsFact; readonly target: Target } => ({
  dns: { host, literal: false, addresses: [], code },
  target: sampleTarget({
    host,
    endpoint: `http://${host}:4318`,
    url: `http://${host}:4318/v1/traces`,
  }),
});

checkTester(dnsFailure)
  .fires(
    'a name without a dot',
    { ...unknown('otel-collector'), hosts: undefined, container: undefined },
    {
      says: 'known only inside their network',
      fix: 'Start the application in the network that knows "otel-collector"',
    },
  )
  .fires('the name of a Kubernetes Service', unknown('collector.monitoring.svc.cluster.local'), {
    says: 'only pods of that cluster can look up',
  })
  .fires('the name of the Docker host', unknown('host.docker.internal'), {
    says: '--add-host=host.docker.internal:host-gateway',
  })
  .fires('any other name', unknown('collectr.example.com'), { says: 'Check the spelling' })
  .fires('tells a DNS server that does not answer apart', unknown('collector.example.com', 'EAI_AGAIN'), {
    says: 'the DNS server did not answer',
  })
  .fires(
    'offers this machine when a receiver answers there',
    { ...unknown('otel-collector'), hosts: { attempts: [sampleAttempt({ kind: 'host' })] } },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' }, fixes: 1 },
  )
  .fires(
    'says when it runs in a container',
    { ...unknown('collector'), container: { kind: 'kubernetes', evidence: [], hosts: [] } },
    { says: 'runs in: kubernetes' },
  )
  .silent('when there are addresses, even if nothing connects', {
    tcp: { tries: [] },
    target: sampleTarget({ host: 'collector' }),
  })
  .silent('when a proxy looks the name up', {
    ...unknown('otel-collector'),
    target: sampleTarget({ proxy: { host: 'proxy', port: 3128, variable: 'HTTP_PROXY' } }),
  });
