import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const HTTP: readonly number[] = [500];
const GRPC: readonly number[] = [2, 13, 15];

export default defineCheck({
  id: 'receiver/server-error',
  title: 'The receiver fails internally',
  severity: 'error',
  why: `The receiver answers 500 (gRPC: INTERNAL or UNKNOWN): something in it fails while it handles the export. Exporters do not retry it.

Read the log of the receiver.`,
  advice: {
    title: 'Read the log of the receiver',
    text: 'Something in it fails while it handles the export.',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(500, { reason: 'Internal Server Error' }) }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const byStatus =
      failed.reach === 'routed' &&
      (HTTP.includes(failed.http?.status ?? -1) || GRPC.includes(failed.grpc?.status ?? -1));
    if (!isMeant(meaning, 'receiver/server-error', byStatus)) return undefined;
    return {
      summary: `${place(target)} fails with an internal error`,
      explanation: `The receiver at ${place(target)} answers with an internal error of its own.`,
      evidence: answeredEvidence(target, failed, meaning),
      fixes: [
        ...vendorFixes(meaning),
        {
          title: 'Look at the log of the receiver',
          text: 'The message above is the receiver’s own. Its log says what failed; exporters do not retry this answer, so the data is lost.',
        },
      ],
    };
  },
});
