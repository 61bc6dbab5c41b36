import { proxyEvidence, proxyOnTheWay } from '../../src/findings/proxy-words.ts';
import { meaningOfStatus } from '../../src/knowledge/statuses.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, answerWords, endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const KNOWN_HTTP: readonly number[] = [400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 502, 503, 504];
const KNOWN_GRPC: readonly number[] = [2, 3, 7, 8, 12, 13, 14, 15, 16];

export default defineCheck({
  id: 'receiver/delivery-failed',
  title: 'The receiver answers in a way that the doctor does not know',
  severity: 'error',
  why: `The export was answered, and with something that fits none of the known causes. The evidence has the answer as it came.

Compare it with the documentation of your backend or gateway.`,
  needs: ['target', 'send'],
  fallback: true,
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(418, { reason: 'I am a teapot' }) }),
  },
  run: ({ target, send }) => {
    const failed = failure(send);
    if (failed === undefined || failed.timedOut || failed.http?.partial || failed.grpc?.partial)
      return undefined;
    const status = failed.http?.status ?? 0;
    if (failed.http && (KNOWN_HTTP.includes(status) || (status >= 300 && status < 400))) return undefined;
    if (failed.grpc && KNOWN_GRPC.includes(failed.grpc.status)) return undefined;
    const answered = failed.http !== null || failed.grpc !== null;
    const meaning = meaningOfStatus(failed.http?.status ?? null, failed.grpc?.status ?? null);
    if (meaning !== null)
      return {
        summary: `${place(target)} answers ${answerWords(failed)}`,
        explanation: `By that the server says ${meaning.means}.`,
        evidence: [
          endpointEvidence(target),
          ...answerEvidence(failed),
          ...proxyEvidence(proxyOnTheWay(failed)),
        ],
        fixes: [{ title: 'Do what the answer says', text: meaning.todo }],
      };
    return {
      summary: answered
        ? `${place(target)} answers ${answerWords(failed)}, which is no answer to an export`
        : `The export to ${place(target)} ends without a usable answer`,
      explanation: answered
        ? 'The test item was answered with something that is neither a success nor a known refusal.'
        : 'The connection was made, and the exporter got no answer that it could read.',
      evidence: [endpointEvidence(target), ...answerEvidence(failed)],
      fixes: [
        {
          title: 'Look at both ends',
          text: 'Compare the answer above with the documentation of the receiver, and read its log at the time of this run.',
        },
      ],
    };
  },
});
