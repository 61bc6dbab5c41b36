import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'receiver/partial-success',
  title: 'The receiver takes the request and rejects items in it',
  severity: 'error',
  why: `The answer is a success, and says that items were rejected (*partial success*). Exporters report such an export as successful and
at most log the message, so the data is missing without an error.

Read the message: usually a limit (age, size, cardinality, quota) or a rule of the backend.`,
  advice: {
    title: 'Read what was rejected',
    text: 'The body of the answer tells how many items and why; the log of the receiver tells more.',
  },
  needs: ['target', 'send'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(200, { otlp: true, partial: { rejected: 1, message: 'quota exceeded' } }),
    }),
  },
  run: ({ target, send }) => {
    const failed = failure(send);
    const partial = failed?.http?.partial ?? failed?.grpc?.partial;
    if (failed === undefined || !partial || partial.rejected === 0) return undefined;
    return {
      summary: `${place(target)} rejected the test item although it answered with success`,
      explanation: `The receiver answered with success and rejected ${partial.rejected} item${partial.rejected === 1 ? '' : 's'}${partial.message ? `: ${partial.message}` : '.'}`,
      evidence: [
        endpointEvidence(target),
        { label: 'rejected', value: String(partial.rejected) },
        { label: 'message', value: partial.message || '(none)' },
      ],
      fixes: [
        {
          title: 'Read what the receiver says',
          text: 'The message is the receiver’s own. It names the limit or rule that the item did not meet.',
        },
      ],
    };
  },
});
