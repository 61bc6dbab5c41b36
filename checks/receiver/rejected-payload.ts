import { type Problem, readProblem } from '../../src/findings/problem.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Delivery } from '../../src/model/facts.ts';
import type { Fix } from '../../src/model/finding.ts';
import { failure, headersEvidence, place } from '../../src/model/reading.ts';
import { routeOf } from '../../src/model/routes.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const HTTP: readonly number[] = [400, 409, 422];
const GRPC: readonly number[] = [3];

/** All that Go's HTTP server says to what is no request: the doctor's was one, so that something stood in front of it. */
const isUnparsed = ({ http }: Delivery): boolean =>
  http?.status === 400 &&
  http.contentType?.startsWith('text/plain') === true &&
  http.body.trim() === '400 Bad Request';

const PREPENDED: Fix = {
  title: 'Look for a proxy that puts a line in front of the request',
  text: 'The receiver could not read the request as HTTP at all. A load balancer that sends the PROXY protocol to a receiver which does not know it does that: take away HAProxy `send-proxy` or `send-proxy-v2` on the server line, nginx `proxy_protocol on` in the stream server, Envoy the upstream transport socket proxy_protocol, or the attribute proxy protocol v2 of an AWS NLB target group.',
};

/** What the receiver names. */
const aboutOf = (problem: Problem | null): string => {
  if (problem?.header) return `, and names the header ${problem.header}`;
  return problem?.field ? `, and names ${problem.field} in the body` : '';
};

export default defineCheck({
  id: 'receiver/rejected-payload',
  title: 'The receiver rejects a valid request',
  severity: 'error',
  why: `The receiver answers 400 or 422 (gRPC: INVALID_ARGUMENT) to a valid export: the path belongs to another format, a required header is missing, or
something on the way changes the request.

Read the message of the receiver.`,
  advice: {
    title: 'Read the message of the receiver',
    text: 'It says what it refuses; check the path, and the headers that it wants.',
  },
  needs: ['target', 'send'],
  uses: ['meaning', 'survey'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(400, { reason: 'Bad Request' }) }),
  },
  run: ({ target, send, meaning, survey }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const route = routeOf(target, failed, survey);
    const status = failed.http?.status ?? -1;
    const byStatus =
      HTTP.includes(status) ||
      GRPC.includes(failed.grpc?.status ?? -1) ||
      // A route that is there says of something else that it is not.
      (status === 404 && route === 'refuses');
    if (route === 'missing' || !isMeant(meaning, 'receiver/rejected-payload', byStatus)) return undefined;
    const problem = readProblem(failed);
    const said = problem?.message ? ` It says: ${problem.message.replace(/(?<![.\s])[.\s]+$/, '')}.` : '';
    const valid = problem === null ? ', although the doctor sent a valid one' : '';
    return {
      summary: `${place(target)} rejects the request${problem?.code ? `: ${problem.code}` : ' as invalid'}`,
      explanation: `The receiver at ${place(target)} ${route === 'refuses' ? 'knows the route and ' : ''}answers that the request is invalid${valid}${aboutOf(problem)}.${said}`,
      evidence: [...answeredEvidence(target, failed, meaning), headersEvidence(target)],
      fixes: [
        ...vendorFixes(meaning),
        ...(isUnparsed(failed) ? [PREPENDED] : []),
        {
          title: 'Read what the receiver says',
          text:
            problem?.message || problem?.header
              ? 'The message above is the receiver’s own: check the headers and values that it names against its documentation.'
              : 'The message above is the receiver’s own. Check that the endpoint is the OTLP endpoint of this backend, and that no proxy on the way changes the body or its Content-Type or Content-Encoding.',
        },
      ],
    };
  },
});
