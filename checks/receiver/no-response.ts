import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure, place, speechOf } from '../../src/model/reading.ts';
import { sampleFailure, sampleSpeech, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'receiver/no-response',
  title: 'The connection is accepted, and nothing answers',
  severity: 'error',
  why: `Something takes the connection and never says a word: a process that hangs, a port forward or load balancer whose other end is
gone, a server that waits for something else.

Look at the process that listens there (is it stuck, out of memory, in a debugger?) and at what forwards the port.`,
  advice: {
    title: 'Look at who holds the port',
    text: 'A process that hangs, or a port forward or load balancer whose other end is gone.',
  },
  needs: ['target', 'send'],
  uses: ['port'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'secured',
      timedOut: true,
      error: { code: 'ETIMEDOUT', message: 'no answer within 10000 ms' },
    }),
    port: { tls: null, plain: sampleSpeech({ end: 'silent' }), secure: null },
  },
  run: ({ target, send, port }) => {
    const failed = failure(send);
    if (failed?.timedOut !== true) return undefined;
    const speech = port && (speechOf(port, target) ?? port.plain);
    if (port?.tls || (speech && (speech.http1 || speech.http2 || speech.banner))) return undefined;
    return {
      summary: `${place(target)} accepts the connection and never answers`,
      explanation: `The connection to ${place(target)} is accepted, and no byte came back within ${Math.round(failed.ms)} ms, to the export or to any other greeting.`,
      evidence: [endpointEvidence(target), { label: 'export', value: failed.error?.message ?? 'no answer' }],
      fixes: [
        {
          title: 'Look at the process that listens there',
          text: 'See whether the receiver hangs (log, CPU, memory), and whether a port forward or load balancer in front of it still has a living other end. Restart it.',
        },
      ],
    };
  },
});
