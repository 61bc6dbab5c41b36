import { fixesFor } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Delivery } from '../../src/model/facts.ts';
import type { Fix } from '../../src/model/finding.ts';
import { answerEvidence, endpointEvidence, failure, isSuccess, place } from '../../src/model/reading.ts';
import type { Target } from '../../src/model/target.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

/** What S3, API gateways and servers of several languages say of a request without a length. */
const WANTS_LENGTH =
  /MissingContentLength|Content-?Length.{0,40}\b(required|missing|must)|\b(missing|requires?|without|no|need).{0,20}Content-?Length|length required|(chunked|transfer-encoding).{0,40}not (supported|allowed|implemented)|unsupported transfer/i;

/** Whether only the missing length is wrong: what the doctor tried, or what the answer says. */
const wantsLength = ({ http, withLength }: Delivery): boolean => {
  if (http === null) return false;
  if (withLength !== undefined) return isSuccess(http) !== isSuccess(withLength);
  return http.status === 411 || ([400, 501].includes(http.status) && WANTS_LENGTH.test(http.body));
};

const GO_BETWEEN: Fix = {
  title: 'Send over gRPC, or through something that tells the length',
  text: 'This SDK sends every request over HTTP in chunks, whatever is set. gRPC has no such request: set OTEL_EXPORTER_OTLP_PROTOCOL=grpc where the receiver takes it. Else put a Collector in front (its exporters tell the length), or nginx with proxy_request_buffering on (the default), or have the receiver accept Transfer-Encoding: chunked.',
};

/** Go and Java, which speak HTTP/2, tell the length of what they do not compress. */
const wayOut = ({ compression, habits }: Target): Fix =>
  compression !== 'none' && habits?.http2 === true
    ? { title: 'Send without compression', env: { OTEL_EXPORTER_OTLP_COMPRESSION: 'none' } }
    : GO_BETWEEN;

const CHUNKED = { framing: 'chunked', http2: false, userAgent: null, redirects: 'refused' } as const;

export default defineCheck({
  id: 'protocol/length-required',
  title: 'The receiver wants to know the length of a request',
  severity: 'error',
  why: `A request over HTTP tells where its body ends either by Content-Length or by sending it in chunks. JavaScript sends chunks always, Go and
Java do so when they compress; all others tell the length. Some gateways refuse chunks (411, or 400 with MissingContentLength), and simple servers
(Python's wsgiref, CGI) read an empty body, say yes, and store nothing.

Send over gRPC, switch compression off (Go, Java), or put something in front that buffers the request: a Collector, or nginx.`,
  advice: {
    title: 'Send the request with its length',
    text: 'Go and Java: OTEL_EXPORTER_OTLP_COMPRESSION=none. JavaScript: OTEL_EXPORTER_OTLP_PROTOCOL=grpc, or a Collector or nginx in between.',
  },
  needs: ['target', 'send'],
  uses: ['survey'],
  explains: [
    ...(['receiver/accepts-anything', 'receiver/rejected-payload', 'receiver/delivery-failed'] as const),
    ...(['receiver/server-error', 'protocol/not-otlp', 'protocol/compression-unsupported'] as const),
  ],
  example: {
    target: sampleTarget({ habits: CHUNKED }),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(411, { reason: 'Length Required' }) }),
    survey: { attempts: [] },
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (target.habits?.framing !== 'chunked' || failed === undefined || !wantsLength(failed))
      return undefined;
    const { http, withLength } = failed;
    const unread = http !== null && isSuccess(http);
    const tried = withLength ? `, and ${unread ? 'refused' : 'accepted'} with its length told` : '';
    const overGrpc = survey?.attempts.filter(({ protocol }) => protocol === 'grpc') ?? [];
    return {
      summary: `${place(target)} wants the length of a request, and this SDK sends it in chunks`,
      explanation: unread
        ? `A body that nobody can decode was taken in chunks${tried}: what comes in chunks is not read, and the test item was not either.`
        : `The request was refused in chunks${tried}.`,
      evidence: [
        endpointEvidence(target),
        ...answerEvidence(failed),
        ...(withLength ? [{ label: 'answer with Content-Length', value: `HTTP ${withLength.status}` }] : []),
      ],
      fixes: [...fixesFor(target, overGrpc), wayOut(target)],
    };
  },
});
