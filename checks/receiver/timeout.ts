import { proxyEvidence, proxyInFront, upstreamFix } from '../../src/findings/proxy-words.ts';
import { slowAnswerSight } from '../../src/findings/slow-answer.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure, isHttp, place, speechOf } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleSpeech, sampleTarget } from '../../src/samples/facts.ts';

/** Milliseconds below which the wait is hardly meant. */
const SHORT_MS = 1_000;

export default defineCheck({
  id: 'receiver/timeout',
  title: 'The receiver answers more slowly than the export timeout',
  severity: 'error',
  why: `The receiver is alive, and its answer to an export takes longer than the exporter waits: it is overloaded, its own backend
is slow and it passes the wait on, or the timeout is set very short (its unit is milliseconds by the specification, seconds in
Python and Ruby).

Raise \`OTEL_EXPORTER_OTLP_TIMEOUT\`, and look at the load of the receiver.`,
  advice: {
    title: 'Give the receiver more time or less load',
    text: 'Raise OTEL_EXPORTER_OTLP_TIMEOUT, and look at the load of the receiver and of the backend behind it.',
  },
  needs: ['target', 'send', 'port'],
  example: {
    target: sampleTarget({ timeoutMs: 200 }),
    send: sampleFailure({
      reach: 'secured',
      timedOut: true,
      error: { code: 'ETIMEDOUT', message: 'no answer within 200 ms' },
    }),
    port: { tls: null, plain: sampleSpeech({ http1: sampleHttp(405, { otlp: true }) }), secure: null },
  },
  also: [slowAnswerSight],
  run: ({ target, send, port }) => {
    const failed = failure(send);
    const speech = speechOf(port, target);
    const alive = speech !== null && (speech.http1 !== null || speech.http2);
    // With so short a wait nothing else had time to answer either: whether more helps is seen by trying.
    if (failed?.timedOut !== true || (!alive && target.timeoutMs >= SHORT_MS)) return undefined;
    const proxy = proxyInFront(speech);
    const who =
      proxy === null
        ? `${alive ? 'receiver is alive' : 'connection is accepted'}, and the answer to an export takes`
        : `proxy (${proxy.name}) is alive, and the answer from behind it takes`;
    const longer =
      target.timeoutMs < 10_000
        ? [
            {
              title: 'Wait as long as the specification suggests',
              env: { OTEL_EXPORTER_OTLP_TIMEOUT: String(10_000 / target.timeoutUnitMs) },
            },
          ]
        : [];
    return {
      summary: `${place(target)} does not answer an export within ${target.timeoutMs} ms`,
      explanation: `The ${who} longer than the ${target.timeoutMs} ms that the exporter waits.`,
      evidence: [
        endpointEvidence(target),
        { label: 'timeout', value: `${target.timeoutMs} ms` },
        { label: 'export', value: failed.error?.message ?? 'no answer' },
        ...proxyEvidence(proxy),
      ],
      fixes: [
        ...longer,
        ...(proxy === null ? [] : [upstreamFix(proxy, !isHttp(target))]),
        {
          title: 'Relieve the receiver',
          text: 'Look at CPU, memory and queues of the receiver and at how fast its own backend answers.',
        },
      ],
    };
  },
});
