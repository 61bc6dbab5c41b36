import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence } from '../../src/model/reading.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'network/name-servers-silent',
  title: 'No name server answers',
  severity: 'error',
  why: `The name in the endpoint could not be looked up, because none of the name servers of this machine said anything: not that the
name is unknown, but nothing. Every export then waits for them, five to twenty seconds, and fails. A firewall or a VPN is in the way, or
the servers in \`/etc/resolv.conf\` are of another network.

Make the name servers reachable, or name others; an address instead of a name in the endpoint needs none.`,
  needs: ['target', 'dns'],
  example: {
    target: sampleTarget({
      endpoint: 'http://collector.example.com:4318',
      host: 'collector.example.com',
      url: 'http://collector.example.com:4318/v1/traces',
    }),
    dns: {
      ...{ host: 'collector.example.com', literal: false, addresses: [] },
      ...{ code: 'ETIMEOUT', silent: ['192.0.2.53', '192.0.2.54'] },
    },
  },
  run: ({ target, dns }) => {
    if (dns.code !== 'ETIMEOUT') return undefined;
    const silent = dns.silent ?? [];
    const servers = silent.length === 1 ? 'The name server' : `All ${silent.length} name servers`;
    return {
      summary: `No name server answers, so that ${dns.host} cannot be looked up`,
      explanation: `${servers} of this machine stayed silent when asked for ${dns.host}. Whether the name is right cannot be told.`,
      evidence: [
        endpointEvidence(target),
        { label: 'name servers', value: `${silent.slice(0, 4).join(', ')}: no answer` },
      ],
      fixes: [
        {
          title: 'Make the name servers reachable, or name others',
          text: `See whether they answer: nslookup ${dns.host} ${silent[0] ?? ''}\nThey stand in /etc/resolv.conf; a firewall, a VPN or a changed network may be in the way.`,
        },
      ],
    };
  },
});
