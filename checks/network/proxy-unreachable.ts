import { bypassFix } from '../../src/findings/bypass.ts';
import { defineCheck } from '../../src/model/check.ts';
import { allTries, endpointEvidence, isConnected } from '../../src/model/reading.ts';
import { sampleTarget, sampleTcp } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'network/proxy-unreachable',
  title: 'The proxy does not answer',
  severity: 'error',
  why: `A proxy variable is set, this SDK honours it, and the proxy cannot be reached: its name is unknown, nothing listens there, or
packets to it are dropped. Every export goes to the proxy first, so none arrives.

Correct the variable, or name the receiver in \`NO_PROXY\` when it is reached directly.`,
  advice: {
    title: 'Correct the proxy variable',
    text: 'Or name the receiver in NO_PROXY where it is reached directly.',
  },
  needs: ['target', 'dns'],
  uses: ['tcp', 'proxy'],
  example: {
    target: sampleTarget({
      host: 'collector.example.com',
      proxy: { host: 'proxy', port: 3128, variable: 'HTTP_PROXY' },
    }),
    tcp: sampleTcp('refused', 'ECONNREFUSED', 3128),
  },
  run: ({ target, dns, tcp, proxy: seen }) => {
    const { proxy } = target;
    if (proxy === null || (dns.addresses.length > 0 && (tcp === undefined || isConnected(tcp))))
      return undefined;
    const unknown = dns.addresses.length === 0;
    const dropped = tcp !== undefined && !allTries(tcp, 'refused');
    const obstacle = unknown
      ? `its name is not known (${dns.code})`
      : dropped
        ? 'it does not answer'
        : 'nothing listens there';
    return {
      summary: `The proxy ${proxy.host}:${proxy.port} cannot be reached`,
      explanation: `${proxy.variable} sends every export through ${proxy.host}:${proxy.port}, and ${obstacle}.`,
      evidence: [
        endpointEvidence(target),
        { label: proxy.variable, value: `${proxy.host}:${proxy.port}` },
        ...(tcp?.tries ?? []).map(({ address, port, code, outcome }) => ({
          label: 'connection',
          value: `${address} port ${port}: ${code ?? outcome}`,
        })),
      ],
      fixes: [
        bypassFix(target, proxy, seen),
        { title: 'Correct the proxy', text: `Set ${proxy.variable} to a proxy that runs, or unset it.` },
      ],
    };
  },
});
