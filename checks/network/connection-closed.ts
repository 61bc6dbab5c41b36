import { endsBy, hangUpEvidence, hangUpFixes, isHeard, saidTo } from '../../src/findings/in-front.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, place, speechOf } from '../../src/model/reading.ts';
import { sampleFailure, sampleSpeech, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'network/connection-closed',
  title: 'The connection is accepted and closed without an answer',
  severity: 'error',
  why: `Something takes the connection and closes it before any answer. Typical: a published container port (Docker's own
proxy accepts) behind which the receiver listens only on the container's \`localhost\`; a load balancer without a healthy
target; a server that wants a greeting the exporter does not send, such as the line of the PROXY protocol.

In a Collector's configuration bind the receiver to \`0.0.0.0:4317\` and \`0.0.0.0:4318\`: since version 0.104 the default is
\`localhost\`.`,
  advice: {
    title: 'Let the receiver listen on every address',
    text: 'In a Collector 0.0.0.0:4317 and 0.0.0.0:4318; otherwise check what listens on the port.',
  },
  needs: ['target', 'send', 'port'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'secured', error: { code: 'ECONNRESET', message: 'socket hang up' } }),
    port: { tls: null, plain: sampleSpeech({ end: 'closed' }), secure: null },
  },
  run: ({ target, send, port }) => {
    const failed = failure(send);
    const speech = speechOf(port, target) ?? port.plain;
    if (failed === undefined || failed.http || failed.grpc || failed.timedOut) return undefined;
    if (!isHeard(target, failed, port, speech) || !endsBy('closed', speech)) return undefined;
    return {
      summary: `${place(target)} accepts the connection and closes it`,
      explanation: `A connection to ${place(target)} is accepted and closed before any answer, ${saidTo(speech)}.`,
      evidence: [endpointEvidence(target), ...answerEvidence(failed), ...hangUpEvidence(port, speech)],
      fixes: hangUpFixes(target, port, speech),
    };
  },
});
