import { bypassFix } from '../../src/findings/bypass.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Delivery, ProxyFact } from '../../src/model/facts.ts';
import { answerEvidence, endpointEvidence, failure, place } from '../../src/model/reading.ts';
import type { Target } from '../../src/model/target.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

/** This machine, names that only an inner network knows, and addresses of private networks (RFC 1918, RFC 4193). */
const INTERNAL =
  /^(localhost|[^.:]+|.+\.(localhost|local|internal|lan|svc|cluster\.local)|[^.]+\.(?:[^.]+\.){0,4}svc\..+|127\..+|10\..+|192\.168\..+|172\.(1[6-9]|2\d|3[01])\..+|169\.254\..+|::1|f[cd][0-9a-f]{2}:.*)$/i;

/** Answers of a proxy that cannot reach or will not reach what it is asked for. */
const OF_PROXY: readonly number[] = [403, 404, 407, 500, 502, 503, 504];

/** Whether the answer can be the proxy's: inside of a tunnel only the receiver answers. */
const mayBeProxys = (target: Target, proxy: ProxyFact, { http, grpc }: Delivery): boolean => {
  if (proxy.outcome !== 'open') return true;
  if (target.secure || target.protocol === 'grpc') return http === null && grpc === null;
  return http === null || OF_PROXY.includes(http.status);
};

export default defineCheck({
  id: 'network/proxy-intercepts',
  title: 'An internal receiver is asked for through the proxy',
  severity: 'error',
  why: `A proxy variable is set for the way out, and this SDK uses it for \`localhost\` and internal names too. The proxy looks for the
receiver from where it stands: its own \`localhost\`, or a network that does not know the name.

Name the receiver in \`NO_PROXY\` (and \`no_proxy\`: libraries read one or the other).`,
  advice: {
    title: 'Leave the receiver out of the proxy',
    text: 'Add its host to NO_PROXY, and restart the process.',
  },
  needs: ['target', 'proxy', 'send'],
  explains: [
    'network/proxy-refused',
    'auth/forbidden',
    'protocol/not-otlp',
    'protocol/path-not-found',
    'receiver/bad-gateway',
    'receiver/server-error',
    'receiver/unavailable',
    'receiver/delivery-failed',
  ],
  example: {
    target: sampleTarget({ proxy: { host: 'proxy', port: 3128, variable: 'http_proxy' } }),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(503, { reason: 'Service Unavailable' }) }),
  },
  run: ({ target, proxy, send }) => {
    const failed = failure(send);
    if (target.proxy === null || failed === undefined || proxy.outcome === 'unreachable') return undefined;
    if (!INTERNAL.test(target.host) || !mayBeProxys(target, proxy, failed)) return undefined;
    return {
      summary: `Exports to ${place(target)} go through the proxy ${proxy.host}:${proxy.port}`,
      explanation: `${proxy.variable} sends exports through ${proxy.host}:${proxy.port}, and ${target.host} is internal: the proxy looks for it from where it stands.`,
      evidence: [
        endpointEvidence(target),
        { label: proxy.variable, value: `${proxy.host}:${proxy.port}` },
        ...(proxy.exceptions ? [{ label: proxy.exceptions.variable, value: proxy.exceptions.value }] : []),
        ...(proxy.status === null ? [] : [{ label: 'answer of the proxy', value: `HTTP ${proxy.status}` }]),
        ...answerEvidence(failed),
      ],
      fixes: [bypassFix(target, target.proxy, proxy)],
    };
  },
});
