import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure, headersEvidence, place } from '../../src/model/reading.ts';
import { sampleAttempt, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'auth/unchecked',
  title: 'The receiver takes exports without the credentials too',
  severity: 'info',
  why: `Credentials are configured and the export was accepted, and an empty export without them was accepted as well. The endpoint does not
look at them: perhaps it is a local Collector that passes them on, perhaps not the gateway that you think it is.

Nothing has to be done if that is how it is meant. It is switched off with \`--no-controls\`.`,
  needs: ['target', 'send', 'control'],
  example: {
    target: sampleTarget({ headers: [{ name: 'authorization', scheme: 'Bearer', length: 47 }] }),
    control: { attempts: [sampleAttempt({ kind: 'control' })] },
  },
  run: ({ target, send, control }) => {
    if (failure(send) !== undefined || !control.attempts.some(({ accepted }) => accepted)) return undefined;
    return {
      summary: `${place(target)} takes exports without the credentials too`,
      explanation:
        'An empty export without the configured credentials was accepted as well: the endpoint does not look at them.',
      evidence: [endpointEvidence(target), headersEvidence(target)],
      fixes: [],
    };
  },
});
