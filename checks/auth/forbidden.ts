import { answeringProxy, proxyEvidence, proxyOnTheWay } from '../../src/findings/proxy-words.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { REFUSES_HOST } from '../../src/knowledge/host-refusals.ts';
import type { KnownProxy } from '../../src/knowledge/proxies.ts';
import { defineCheck } from '../../src/model/check.ts';
import { hasCredential } from '../../src/model/credentials.ts';
import type { Fix } from '../../src/model/finding.ts';
import { failure, headersEvidence, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const PERMISSION_DENIED = 7;

const mayWrite = (signal: string): Fix => ({
  title: 'Give the credential the right to write',
  text: `Check in the backend that the token may write ${signal} and belongs to this endpoint, region and project.`,
});

/** Nobody knows who refuses, where no credential could lack a right. */
const askWho = (proxy: KnownProxy | null): Fix => ({
  title: 'Find out who refuses: the receiver, or what stands in front of it',
  text: [
    'Where the receiver wants a credential, add it (OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer%20TOKEN" or what its documentation says). Otherwise look for a rule on addresses, methods or paths, of the receiver or of a firewall or gateway.',
    ...(proxy === null ? [] : [`On the way is ${proxy.name}; ${proxy.forbidden}.`]),
  ].join(' '),
});

export default defineCheck({
  id: 'auth/forbidden',
  title: 'The receiver forbids this export',
  severity: 'error',
  why: `The receiver answers 403 (gRPC: PERMISSION_DENIED): it may know who is asking, and does not allow it to write this signal. The token
lacks a permission, belongs to another project or region, or a firewall in front of the receiver refuses the request.

Give the token the right to write this signal, or use one that has it.`,
  advice: {
    title: 'Use a key that may write',
    text: 'Check the rights of the key, and whether it is one for ingestion.',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(403, { reason: 'Forbidden' }) }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    // It is about a name, whoever asks.
    if (failed.http && REFUSES_HOST.test(failed.http.body)) return undefined;
    const byStatus = failed.http?.status === 403 || failed.grpc?.status === PERMISSION_DENIED;
    if (!isMeant(meaning, 'auth/forbidden', byStatus)) return undefined;
    const proxy = answeringProxy(failed);
    if (proxy !== null && !hasCredential(target)) {
      return {
        summary: `${proxy.name} at ${place(target)} forbids this export`,
        explanation: `${proxy.name} answers in place of the receiver: a rule of its own (address, method, path) refuses the request. No credential is configured that could lack a right.`,
        evidence: [...answeredEvidence(target, failed, meaning), ...proxyEvidence(proxy)],
        fixes: [
          ...vendorFixes(meaning),
          { title: `Look at the rules of ${proxy.name}`, text: `${proxy.forbidden}.` },
        ],
      };
    }
    const known = hasCredential(target);
    return {
      summary: `${place(target)} does not allow this export`,
      explanation: known
        ? `The receiver answers that ${failed.signal} may not be written with these credentials.`
        : `The answer forbids it, and no credential is configured: it may want one, or a rule refuses the address, the method or the path.`,
      evidence: [...answeredEvidence(target, failed, meaning), headersEvidence(target)],
      fixes: [...vendorFixes(meaning), known ? mayWrite(failed.signal) : askWho(proxyOnTheWay(failed))],
    };
  },
});
