import dnsFailure from '../../../checks/network/dns-failure.ts';
import type { KnownNames, LinkFact } from '../../../src/model/deployment.ts';
import type { DnsFact } from '../../../src/model/facts.ts';
import type { Target } from '../../../src/model/target.ts';
import { sampleNowhere } from '../../../src/samples/deployment.ts';
import { sampleAttempt, sampleTarget } from '../../../src/samples/facts.ts';
import { sampleSent } from '../../../src/samples/sent.ts';
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

const at = { path: 'all.yaml', line: 3, column: 9 };

const lost = (
  host: string,
  known: KnownNames | null,
  change: Partial<LinkFact> = {},
  settings: Partial<Target> = {},
) => sampleSent({ host, known, via: 'unknown', to: sampleNowhere(host), ...change }, settings);

const project = (open: boolean, ...names: readonly string[]): KnownNames => ({
  namespace: null,
  names: names.map((name) => ({ name, namespace: null, at })),
  open,
});

const cluster = (...names: readonly (readonly [name: string, namespace: string])[]): KnownNames => ({
  namespace: 'shop',
  names: names.map(([name, namespace]) => ({ name, namespace, at })),
  open: false,
});

checkTester(dnsFailure, 1)
  .fires('a misspelt service of Compose', lost('colector', project(false, 'db', 'collector')), {
    says: 'No service of this Compose project has the name colector',
    fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317' },
  })
  .fires(
    'a name that nothing resembles',
    lost('telemetry', project(false, 'db'), { receivers: ['collector'] }),
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317' } },
  )
  .fires('a name that nothing resembles, without a receiver', lost('telemetry', project(false)), {
    fix: 'Use the name of the service that receives',
  })
  .fires('a misspelt name in an open network', lost('colector', project(true, 'collector')), { fixes: 1 })
  .fires('a Service of another namespace', lost('collector', cluster(['collector', 'monitoring'])), {
    says: 'is in the namespace monitoring (all.yaml:3), and a name alone is looked up in shop',
    fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.monitoring.svc.cluster.local:4317' },
  })
  .fires(
    'a Service of another namespace than is named',
    lost('collector.tools.svc', cluster(['collector', 'monitoring'])),
    { says: 'there is none in tools' },
  )
  .fires('a misspelt Service', lost('colector.shop.svc', cluster(['collector', 'shop'])), {
    says: 'There is no Service colector in these manifests; collector is in all.yaml:3',
    fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.shop.svc:4317' },
  })
  .silent('a name that others may have', lost('telemetry', project(true, 'db')))
  .silent('a host of the Internet', lost('otlp.example.com', project(false, 'collector')))
  .silent('a host of the Internet, from a cluster', lost('otlp.example.com', cluster(['collector', 'shop'])))
  .silent('an address', lost('10', project(false, 'collector')))
  .silent('a Service that the manifests may lack', lost('collector', cluster(['db', 'shop'])))
  .silent('where the files tell no names', lost('collector', null))
  .silent('the default that nobody set', lost('colector', project(false, 'collector'), { variable: null }))
  .silent(
    'when a proxy looks the name up',
    lost(
      'colector',
      project(false, 'collector'),
      {},
      {
        proxy: { host: 'proxy', port: 3128, variable: 'HTTP_PROXY' },
      },
    ),
  );
