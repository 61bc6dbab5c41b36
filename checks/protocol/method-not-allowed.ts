import { fixesFor } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, place, postedEvidence } from '../../src/model/reading.ts';
import { isAnsweredAsNonsense } from '../../src/model/routes.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'protocol/method-not-allowed',
  title: 'The server does not allow POST on this path',
  severity: 'error',
  why: `The server answers 405: nothing may be posted to the path, or the server has no such path and a page for every GET. Usually it is a static web server or the path of
something else.

Use the address and path on which the receiver takes OTLP.`,
  advice: {
    title: 'Give the address of the receiver',
    text: 'The path in the endpoint belongs to something else; exporters post to /v1/traces.',
  },
  needs: ['target', 'send'],
  uses: ['survey'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ http: sampleHttp(405, { reason: 'Not Allowed', server: 'nginx' }) }),
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (failed?.http?.status !== 405) return undefined;
    // Said to any path, it is no word about this one: servers with a page for every GET do so.
    const toAny = survey !== undefined && isAnsweredAsNonsense(target, failed, survey);
    const elsewhere = fixesFor(target, survey?.attempts ?? []);
    return {
      summary: `${place(target)} does not allow POST on ${target.paths[failed.signal]}`,
      explanation: toAny
        ? 'The server answers any path that it does not have like this: nothing takes telemetry there.'
        : 'The path exists on this server, and telemetry may not be posted to it.',
      evidence: [endpointEvidence(target), postedEvidence(target, failed.signal), ...answerEvidence(failed)],
      fixes:
        elsewhere.length > 0
          ? elsewhere
          : [
              {
                title: 'Use the path of the receiver',
                text: 'Set the endpoint to where the receiver takes OTLP; a web server that serves files answers like this.',
              },
            ],
    };
  },
});
