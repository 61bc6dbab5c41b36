import { answeringProxy, proxyEvidence, saidByProxy } from '../../src/findings/proxy-words.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const HTTP: readonly number[] = [429];
const GRPC: readonly number[] = [8];

export default defineCheck({
  id: 'receiver/throttled',
  title: 'The receiver asks to slow down',
  severity: 'error',
  why: `The receiver answers 429 (gRPC: RESOURCE_EXHAUSTED): a rate limit or quota is used up. Exporters retry it, and drop data when it lasts.

Sample more, send larger batches less often, or raise the limit.`,
  advice: {
    title: 'Send less, or raise the limit',
    text: 'Sample, batch, or raise the ingestion limit of the tenant.',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(429, { reason: 'Too Many Requests', retryAfter: '30' }),
    }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    // The same status says that a message is too large.
    const byStatus =
      (HTTP.includes(failed.http?.status ?? -1) || GRPC.includes(failed.grpc?.status ?? -1)) &&
      !/larger than max/i.test(failed.grpc?.message ?? '');
    const proxy = answeringProxy(failed);
    if (!isMeant(meaning, 'receiver/throttled', byStatus || saidByProxy(failed) === 'limit'))
      return undefined;
    return {
      summary: `${place(target)} refuses the export because of a limit`,
      explanation: `${proxy?.name ?? 'The receiver'} at ${place(target)} answers that a rate limit or quota is used up.`,
      evidence: [...answeredEvidence(target, failed, meaning), ...proxyEvidence(proxy)],
      fixes: [
        ...vendorFixes(meaning),
        {
          title: 'Send less, or raise the limit',
          text: 'Wait as long as the receiver says, sample or batch more, or raise the quota of the account.',
        },
      ],
    };
  },
});
