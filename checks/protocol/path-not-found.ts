import { fixesFor } from '../../src/findings/change.ts';
import { routeFixes } from '../../src/findings/proxy-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Fix } from '../../src/model/finding.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  isHttp,
  onOwnPort,
  place,
  postedEvidence,
} from '../../src/model/reading.ts';
import { routeOf } from '../../src/model/routes.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const LOOK_UP: Fix = {
  title: 'Use the path that the server wants',
  text: 'Look up the OTLP path in the documentation of your backend or in the routes of your gateway and put it into the endpoint (the SDK appends /v1/traces to the general variable).',
};

export default defineCheck({
  id: 'protocol/path-not-found',
  title: 'The server does not know the path',
  severity: 'error',
  why: `The server answers 404 to the exporter's path, and none of the usual paths took an empty export either. The endpoint's path is
wrong, a gateway in front has no route for it, or the receiver does not run OTLP over HTTP.

Look up the path that the receiver or gateway wants; a Collector takes \`/v1/traces\`, \`/v1/metrics\` and \`/v1/logs\`.`,
  needs: ['target', 'send', 'survey'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', server: 'nginx' }) }),
    survey: { attempts: [] },
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (!isHttp(target) || failed?.http == null || routeOf(target, failed, survey) !== 'missing')
      return undefined;
    const { status } = failed.http;
    // 405 is told by itself; 400 is that of a router when a route that nobody has is answered alike.
    if (status === 405) return undefined;
    const own = onOwnPort(survey, target);
    const http = own.filter(({ protocol }) => protocol !== 'grpc');
    if (http.some(({ accepted, kind }) => accepted && kind !== 'nonsense')) return undefined;
    const paths = http.filter(({ kind }) => kind === 'path');
    const tried = [...new Set(paths.map(({ path }) => path))];
    const unanswered = paths.filter(({ error, secure }) => error !== null && secure === target.secure);
    const others =
      unanswered.length === 0
        ? 'no other usual path takes OTLP there'
        : `of other usual paths ${unanswered.map(({ path }) => path).join(', ')} gave no answer, so that the right one may be among them`;
    const elsewhere = fixesFor(target, survey.attempts);
    return {
      summary: `${place(target)} does not know the path ${target.paths[failed.signal]}`,
      explanation: `The server answers ${status} to ${target.paths[failed.signal]}${status === 404 ? '' : ', as to any path that it does not have'}, and ${others}.`,
      evidence: [
        endpointEvidence(target),
        postedEvidence(target, failed.signal),
        ...answerEvidence(failed),
        ...(tried.length > 0 ? [{ label: 'also tried', value: tried.join(', ') }] : []),
      ],
      fixes: elsewhere.length > 0 ? elsewhere : routeFixes(failed, [LOOK_UP]),
    };
  },
});
