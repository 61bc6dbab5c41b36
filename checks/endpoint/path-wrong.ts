import { fixesFor } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  isHttp,
  looksOtlp,
  onOwnPort,
  postedEvidence,
} from '../../src/model/reading.ts';
import { isAnsweredAsNonsense, routeOf } from '../../src/model/routes.ts';
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
  explains: [
    'protocol/path-not-found',
    'protocol/not-otlp',
    'protocol/redirected',
    'receiver/rejected-payload',
    'protocol/method-not-allowed',
  ],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', server: 'nginx' }) }),
    survey: { attempts: [sampleAttempt({ kind: 'path', path: '/otlp/v1/traces' })] },
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (!isHttp(target) || failed?.http == null || routeOf(target, failed, survey) === 'refuses')
      return undefined;
    if (
      failed.reach !== 'answered' &&
      !(failed.http.status === 400 && isAnsweredAsNonsense(target, failed, survey))
    )
      return undefined;
    const there = onOwnPort(survey, target).filter(
      (tried) => tried.kind === 'path' && tried.secure === target.secure && looksOtlp(tried),
    );
    const accepted = there.filter((tried) => tried.accepted);
    const working = accepted.length > 0 ? accepted : there.filter(({ refuses }) => refuses);
    const [first] = working;
    if (first === undefined) return undefined;
    const found = first.accepted ? 'was accepted' : 'is refused in the words of a receiver';
    return {
      summary: `The receiver takes ${failed.signal === 'traces' ? 'spans' : failed.signal} at ${first.path}, not at ${target.paths[failed.signal]}`,
      explanation: `The server does not know ${target.paths[failed.signal]}; an empty export to ${first.path} on the same port ${found}.`,
      evidence: [
        endpointEvidence(target),
        postedEvidence(target, failed.signal),
        ...answerEvidence(failed),
        ...(first.accepted ? [] : answerEvidence(first)),
      ],
      fixes: fixesFor(
        target,
        working.map((tried) => ({ ...tried, accepted: true })),
      ),
    };
  },
});
