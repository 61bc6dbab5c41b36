import { endsBy, hangUpEvidence, hangUpFixes, isHeard, saidTo } from '../../src/findings/in-front.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Delivery, PortFact } from '../../src/model/facts.ts';
import {
  allTries,
  answerEvidence,
  endpointEvidence,
  failure,
  place,
  speechOf,
} from '../../src/model/reading.ts';
import type { Target } from '../../src/model/target.ts';
import { sampleFailure, sampleSpeech, sampleTarget } from '../../src/samples/facts.ts';

/** The connection stood, and ended by a reset whatever was said. */
const isResetLater = (target: Target, failed: Delivery, port: PortFact): boolean => {
  if (failed.http || failed.grpc || failed.timedOut) return false;
  const speech = speechOf(port, target) ?? port.plain;
  return isHeard(target, failed, port, speech) && endsBy('reset', speech);
};

export default defineCheck({
  id: 'network/connection-reset',
  title: 'The connection is accepted and then reset',
  severity: 'error',
  why: `Something takes the connection and tears it down before any answer. Typical: a published container port (Docker's own
proxy accepts) behind which the receiver listens only on the container's \`localhost\`; a load balancer without a healthy
target; a firewall that resets.

In a Collector's configuration bind the receiver to \`0.0.0.0:4317\` and \`0.0.0.0:4318\`: since version 0.104 the default is
\`localhost\`.`,
  advice: {
    title: 'Let the receiver listen on every address',
    text: 'In a Collector 0.0.0.0:4317 and 0.0.0.0:4318; behind a load balancer look for a healthy target.',
  },
  needs: ['target', 'tcp'],
  uses: ['send', 'port'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'secured', error: { code: 'ECONNRESET', message: 'read ECONNRESET' } }),
    port: { tls: null, plain: sampleSpeech({ end: 'reset' }), secure: null },
  },
  run: ({ target, tcp, send, port }) => {
    const failed = failure(send);
    // So soon that the doctor's own first connection was torn down already.
    const atOnce = target.proxy === null && allTries(tcp, 'reset');
    if (!atOnce && !(failed && port && isResetLater(target, failed, port))) return undefined;
    const speech = port ? (speechOf(port, target) ?? port.plain) : null;
    return {
      summary: `${place(target)} accepts the connection and resets it`,
      explanation: `A connection to ${place(target)} is accepted and reset before any answer, ${saidTo(speech)}.`,
      evidence: [
        endpointEvidence(target),
        ...tcp.tries
          .filter(({ outcome }) => outcome === 'reset')
          .map(({ address, port: at, code }) => ({
            label: 'connection',
            value: `${address} port ${at}: ${code}`,
          })),
        ...(failed ? answerEvidence(failed) : []),
        ...hangUpEvidence(port, speech),
      ],
      fixes: hangUpFixes(target, port, speech),
    };
  },
});
