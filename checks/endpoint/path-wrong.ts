import { fixesFor } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, isHttp, onOwnPort } from '../../src/model/reading.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'endpoint/path-wrong',
  title: 'The receiver is there, under another path',
  severity: 'error',
  why: `The server answers, but not on the path to which the exporter posts; on another path the same server takes OTLP. Usually a
prefix is missing that a gateway or ingress wants (\`/otlp\`), a prefix is given that the receiver does not have, or there is a
slash too many.

Give the base URL with the right prefix; SDKs append \`/v1/traces\` to it.`,
  advice: {
    title: 'Give the path that the backend documents',
    text: 'Check prefix and slashes of the endpoint: exporters append /v1/traces to the general endpoint only.',
  },
  needs: ['target', 'send', 'survey'],
  explains: ['protocol/path-not-found', 'protocol/not-otlp', 'protocol/redirected'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', server: 'nginx' }) }),
    survey: { attempts: [sampleAttempt({ kind: 'path', path: '/otlp/v1/traces' })] },
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (!isHttp(target) || failed?.http == null || failed.reach !== 'answered') return undefined;
    const working = onOwnPort(survey, target).filter(
      (tried) => tried.kind === 'path' && tried.secure === target.secure && tried.accepted,
    );
    const [first] = working;
    if (first === undefined) return undefined;
    return {
      summary: `The receiver takes spans at ${first.path}, not at ${target.paths[failed.signal]}`,
      explanation: `The server does not know ${target.paths[failed.signal]}; an empty export to ${first.path} on the same port was accepted.`,
      evidence: [
        endpointEvidence(target),
        { label: 'posted to', value: target.url ?? '' },
        ...answerEvidence(failed),
      ],
      fixes: fixesFor(target, working),
    };
  },
});
