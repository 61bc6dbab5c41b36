import { answeringProxy, proxyEvidence, saidByProxy, upstreamFix } from '../../src/findings/proxy-words.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, isHttp, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const HTTP: readonly number[] = [503];
const GATEWAY: readonly number[] = [502, 504];
const GRPC: readonly number[] = [14];

export default defineCheck({
  id: 'receiver/unavailable',
  title: 'The receiver is up and takes nothing at the moment',
  severity: 'error',
  why: `The receiver answers 503 (gRPC: UNAVAILABLE). It is there and speaks OTLP, and it cannot take data now: its memory limiter
refuses, its own backend fails and it passes the failure on, or it is starting or stopping.

Read the message and the log of the receiver. Exporters retry this answer for a while.`,
  advice: {
    title: 'Look at why the receiver refuses',
    text: 'Its log tells: memory limiter, a backend of its own that fails, or a start or stop.',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(503, { reason: 'Service Unavailable', body: 'data refused due to high memory usage' }),
    }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    // 502 and 504 come from a gateway, and a gRPC client makes UNAVAILABLE of them.
    const byStatus =
      HTTP.includes(failed.http?.status ?? -1) ||
      (GRPC.includes(failed.grpc?.status ?? -1) &&
        !GATEWAY.includes(failed.grpc?.httpStatus ?? -1) &&
        saidByProxy(failed) === null);
    if (!isMeant(meaning, 'receiver/unavailable', byStatus)) return undefined;
    const proxy = answeringProxy(failed);
    if (proxy !== null) {
      return {
        summary: `${proxy.name} at ${place(target)} finds no receiver behind it that is available`,
        explanation: `${proxy.name} answers at ${place(target)} in place of the receiver, which it does not reach at the moment, or it has a limit of its own.`,
        evidence: [...answeredEvidence(target, failed, meaning), ...proxyEvidence(proxy)],
        fixes: [...vendorFixes(meaning), upstreamFix(proxy, !isHttp(target))],
      };
    }
    return {
      summary: `${place(target)} says that it is not available`,
      explanation: `The receiver at ${place(target)} answers, and says that it cannot take telemetry at the moment.`,
      evidence: answeredEvidence(target, failed, meaning),
      fixes: [
        ...vendorFixes(meaning),
        {
          title: 'Look at the receiver',
          text: 'Read the log of the receiver: a memory limiter that refuses, a backend that does not take the data, or a start or shutdown in progress. Exporters retry this answer.',
        },
      ],
    };
  },
});
