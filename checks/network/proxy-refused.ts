import { bypassFix } from '../../src/findings/bypass.ts';
import {
  cannotReach,
  forwarderOf,
  LOGIN_REQUIRED,
  noHttpProxy,
  passFix,
  refusalOf,
} from '../../src/findings/proxy-refusal.ts';
import { proxyEvidence } from '../../src/findings/proxy-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const PROXY = { host: 'proxy', port: 3128, variable: 'HTTPS_PROXY' };

export default defineCheck({
  id: 'network/proxy-refused',
  title: 'The proxy does not let the export through',
  severity: 'error',
  why: `The proxy answers and refuses: it wants a login (407), its rules forbid this host or port (403), or it cannot reach the receiver itself
(502, 503, 504). gRPC libraries report this as an unexplained connection failure.

Put the login into the proxy variable, have the host and port allowed, or name the receiver in \`NO_PROXY\`.`,
  advice: {
    title: 'Let the proxy pass it',
    text: 'Give it the login, allow the host, or name the host in NO_PROXY.',
  },
  needs: ['target', 'proxy', 'send'],
  explains: ['auth/forbidden', 'receiver/bad-gateway', 'receiver/unavailable', 'receiver/delivery-failed'],
  example: {
    target: sampleTarget({ host: 'collector.example.com', proxy: PROXY }),
    proxy: { ...PROXY, outcome: 'refused', status: 407, code: null },
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(407, { reason: 'Proxy Authentication Required' }),
    }),
  },
  run: ({ target, proxy, send }) => {
    const failed = failure(send);
    if (target.proxy === null || failed === undefined) return undefined;
    if (proxy.outcome === 'failed') return noHttpProxy(target, proxy, failed);
    const tunnelRefused = proxy.outcome === 'refused';
    // Inside TLS only the receiver can answer.
    const status = tunnelRefused ? proxy.status : target.secure ? null : refusalOf(failed);
    if (!tunnelRefused && status === null) return undefined;
    const known = forwarderOf(proxy, failed);
    const login = status === LOGIN_REQUIRED;
    return {
      summary: login
        ? `The proxy ${proxy.host}:${proxy.port} wants a login`
        : `The proxy ${proxy.host}:${proxy.port} ${cannotReach(status) ? 'cannot' : 'refuses to'} connect to ${place(target)}`,
      explanation: `${proxy.variable} sends the exports through ${proxy.host}:${proxy.port}, which ${status === null ? 'refuses' : `answers HTTP ${status} for`} ${place(target)}.`,
      evidence: [
        endpointEvidence(target),
        { label: proxy.variable, value: `${proxy.host}:${proxy.port}` },
        ...(status === null ? [] : [{ label: 'answer of the proxy', value: `HTTP ${status}` }]),
        ...proxyEvidence(known),
        ...answerEvidence(failed).filter(({ label }) => label !== 'answer'),
      ],
      fixes: [
        ...(tunnelRefused || !cannotReach(status) ? [bypassFix(target, target.proxy, proxy)] : []),
        passFix(target, proxy, status, known),
      ],
    };
  },
});
