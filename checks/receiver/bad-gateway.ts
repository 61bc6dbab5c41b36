import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const STATUSES: readonly number[] = [502, 504];

export default defineCheck({
  id: 'receiver/bad-gateway',
  title: 'The proxy in front cannot reach the receiver',
  severity: 'error',
  why: `A proxy or gateway answers 502 or 504: it is there, and the receiver behind it is not, or not in time.

Check host, port and protocol to which the proxy forwards, and that the receiver runs.`,
  advice: {
    title: 'Check where the proxy forwards',
    text: 'Its host, port and protocol have to be those of a receiver that runs.',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(502, { reason: 'Bad Gateway', server: 'nginx' }),
    }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const byStatus = STATUSES.includes(failed.http?.status ?? failed.grpc?.httpStatus ?? -1);
    if (!isMeant(meaning, 'receiver/bad-gateway', byStatus)) return undefined;
    return {
      summary: `The proxy at ${place(target)} cannot reach the receiver behind it`,
      explanation: `A proxy or gateway answers at ${place(target)}, and the receiver behind it does not answer the proxy.`,
      evidence: answeredEvidence(target, failed, meaning),
      fixes: [
        ...vendorFixes(meaning),
        {
          title: 'Look at what the proxy forwards to',
          text: 'Check that the receiver behind the proxy runs and that the proxy forwards to its right host, port and protocol (its error log says which it tried).',
        },
      ],
    };
  },
});
