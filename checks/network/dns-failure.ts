import { fixesFor } from '../../src/findings/change.ts';
import { unknownNameFault } from '../../src/findings/links/unknown-name.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import { endpointEvidence } from '../../src/model/reading.ts';
import { sampleNowhere } from '../../src/samples/deployment.ts';
import { sampleTarget } from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

/** What kind of name it is and where such names are known. */
const hint = (host: string): string => {
  if (/\.svc(\.|$)|\.cluster\.local$/.test(host))
    return 'It is the name of a Kubernetes Service, which only pods of that cluster can look up.';
  if (host === 'host.docker.internal')
    return 'Docker Engine on Linux knows this name only with --add-host=host.docker.internal:host-gateway.';
  if (host === 'host.containers.internal') return 'Only Podman containers know this name.';
  if (!host.includes('.'))
    return 'It has no dot: such names are Compose services or Kubernetes Services and are known only inside their network.';
  return 'Check the spelling and whether this machine uses the right DNS server.';
};

const AT = { path: 'compose.yaml', line: 10, column: 3 };

export default defineCheck({
  id: 'network/dns-failure',
  title: 'The host name is not known',
  severity: 'error',
  why: `The name in the endpoint does not resolve, so no connection is tried at all. Most often the name is a Compose service or a
Kubernetes Service and the application runs outside that network, or the name is mistyped.

From the host, use \`localhost\` and the published port; inside the network, use the service name; across namespaces in
Kubernetes, use \`service.namespace.svc.cluster.local\`.`,
  advice: {
    title: 'Use a name that resolves where the application runs',
    text: 'In Compose the name of the service, in Kubernetes service.namespace.svc; give host.docker.internal by extra_hosts: host.docker.internal:host-gateway.',
  },
  needs: ['target', 'dns'],
  uses: ['hosts', 'container'],
  example: {
    target: sampleTarget({
      endpoint: 'http://otel-collector:4318',
      host: 'otel-collector',
      url: 'http://otel-collector:4318/v1/traces',
    }),
    dns: { host: 'otel-collector', literal: false, addresses: [], code: 'ENOTFOUND' },
  },
  also: [
    defineSight({
      needs: ['link', 'target', 'workload'],
      example: sampleSent({
        ...{ host: 'colector', via: 'unknown', to: sampleNowhere('colector') },
        known: { namespace: null, names: [{ name: 'collector', namespace: null, at: AT }], open: false },
      }),
      run: unknownNameFault,
    }),
  ],
  run: ({ target, dns, hosts, container }) => {
    if (dns.addresses.length > 0 || dns.code === 'ETIMEOUT' || target.proxy !== null) return undefined;
    const temporary = dns.code === 'EAI_AGAIN';
    const inside = container !== undefined && container.kind !== 'none';
    const fixes = fixesFor(target, hosts?.attempts ?? []);
    return {
      summary: `The host name ${dns.host} is not known here`,
      explanation: `${dns.host} could not be looked up (${dns.code})${temporary ? ': the DNS server did not answer' : ''}. ${hint(dns.host)}`,
      evidence: [
        endpointEvidence(target),
        { label: 'name lookup', value: `${dns.host}: ${dns.code}` },
        ...(inside ? [{ label: 'runs in', value: container.kind }] : []),
      ],
      fixes:
        fixes.length > 0
          ? fixes
          : [
              {
                title: 'Use a name that is known where the application runs',
                text: `Start the application in the network that knows "${dns.host}", or set the endpoint to a name or address of the receiver that is known here.`,
              },
            ],
    };
  },
});
