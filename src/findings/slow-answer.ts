import { defineSight } from '../model/check.ts';
import type { Delivery } from '../model/facts.ts';
import { endpointEvidence, place } from '../model/reading.ts';
import { healthyFacts, sampleTarget } from '../samples/facts.ts';

/** Part of the export timeout from which an answer that came in time is told. */
const CLOSE = 0.5;

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** An answer that came in time, and took so long that the next may not. */
export const slowAnswerSight = defineSight({
  needs: ['target', 'send'],
  example: {
    target: sampleTarget(),
    send: {
      deliveries: healthyFacts().send.deliveries.map(
        (delivery): Delivery => ({ ...delivery, answerMs: 9_500 }),
      ),
    },
  },
  run: ({ target, send }) => {
    const isSlow = ({ delivered, answerMs = 0 }: Delivery): boolean =>
      delivered && answerMs >= target.timeoutMs * CLOSE;
    const slow = send.deliveries.find(isSlow);
    if (slow?.answerMs === undefined) return undefined;
    return {
      severity: 'info',
      summary: `${place(target)} took ${seconds(slow.answerMs)} to answer, and the exporter gives up at ${seconds(target.timeoutMs)}`,
      explanation:
        'This item arrived. Under more load, or with larger batches, an answer that comes too late counts as a failure, and the data is sent again or lost.',
      evidence: [
        endpointEvidence(target),
        { label: 'answer after', value: seconds(slow.answerMs) },
        { label: 'timeout', value: seconds(target.timeoutMs) },
      ],
      fixes: [
        {
          title: 'Relieve the receiver',
          text: 'Try again: the first write of a receiver that just started is often slow. If it stays slow, look at its CPU, memory and queues, at its own backend, or raise OTEL_EXPORTER_OTLP_TIMEOUT.',
        },
      ],
    };
  },
});
