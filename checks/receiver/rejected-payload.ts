import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const HTTP: readonly number[] = [400];
const GRPC: readonly number[] = [3];

export default defineCheck({
  id: 'receiver/rejected-payload',
  title: 'The receiver rejects a valid request',
  severity: 'error',
  why: `The receiver answers 400 (gRPC: INVALID_ARGUMENT) to a valid export: the path belongs to another format, a required header is missing, or
something on the way changes the request.

Read the message of the receiver.`,
  advice: {
    title: 'Read the message of the receiver',
    text: 'It says what it refuses; check the path, and the headers that it wants.',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(400, { reason: 'Bad Request' }) }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const byStatus = HTTP.includes(failed.http?.status ?? -1) || GRPC.includes(failed.grpc?.status ?? -1);
    if (!isMeant(meaning, 'receiver/rejected-payload', byStatus)) return undefined;
    return {
      summary: `${place(target)} rejects the request as invalid`,
      explanation: `The receiver at ${place(target)} answers that the request is invalid, although the doctor sent a valid one.`,
      evidence: answeredEvidence(target, failed, meaning),
      fixes: [
        ...vendorFixes(meaning),
        {
          title: 'Read what the receiver says',
          text: 'The message above is the receiver’s own. Check that the endpoint is the OTLP endpoint of this backend, and that no proxy on the way changes the body or its Content-Type or Content-Encoding.',
        },
      ],
    };
  },
});
