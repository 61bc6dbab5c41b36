import { passedBy } from '../../src/findings/passed-by.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, isConnected, place } from '../../src/model/reading.ts';
import { healthyFacts, sampleTarget, sampleTcp } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'network/proxy-ignored',
  title: 'This SDK does not use the proxy that it needs',
  severity: 'error',
  why: `A proxy variable is set, the proxy reaches the receiver, and this SDK goes there directly, which fails: JavaScript over HTTP and
Java do not read \`HTTPS_PROXY\`.

Give the SDK its proxy in code (JavaScript: \`httpAgentOptions\` with an agent of \`https-proxy-agent\`; Java:
\`-Dhttps.proxyHost\` and \`-Dhttps.proxyPort\`), or send to a Collector that is reached directly and uses the proxy.`,
  advice: {
    title: 'Give the SDK its proxy in its own way',
    text: 'JavaScript: httpAgentOptions; Java: -Dhttps.proxyHost and -Dhttps.proxyPort; or send by way of a Collector.',
  },
  needs: ['target', 'detour'],
  uses: ['tcp'],
  also: [passedBy],
  explains: [
    'network/dns-failure',
    'network/connect-timeout',
    'network/unreachable',
    'network/connection-refused',
    'network/connection-reset',
  ],
  example: {
    target: sampleTarget({ host: 'collector.example.com' }),
    tcp: sampleTcp('timeout', 'ETIMEDOUT'),
    detour: healthyFacts().proxy,
  },
  run: ({ target, detour, tcp }) => {
    if (target.proxy !== null || detour.outcome !== 'open' || (tcp && isConnected(tcp))) return undefined;
    return {
      summary: `This SDK does not use the proxy, through which ${place(target)} is reached`,
      explanation: `${detour.variable} names the proxy ${detour.host}:${detour.port}, which reaches ${place(target)}; this SDK does not read it and finds no direct way.`,
      evidence: [
        endpointEvidence(target),
        { label: detour.variable, value: `${detour.host}:${detour.port}` },
        { label: 'answer of the proxy', value: `HTTP ${detour.status ?? 200}` },
        ...(tcp?.tries ?? []).map(({ address, port, code, outcome }) => ({
          label: 'direct connection',
          value: `${address} port ${port}: ${code ?? outcome}`,
        })),
      ],
      fixes: [
        {
          title: 'Give the SDK its proxy in code',
          text: `JavaScript over HTTP: httpAgentOptions with an agent of https-proxy-agent. Java: -Dhttps.proxyHost=${detour.host} -Dhttps.proxyPort=${detour.port} (http.proxyHost for http://).`,
        },
        {
          title: 'Send to a Collector that is reached directly',
          text: 'Run a Collector in this network, send to it, and let it export through the proxy, whose variables it reads.',
        },
      ],
    };
  },
});
