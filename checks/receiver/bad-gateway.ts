import {
  answeringProxy,
  isGateway,
  meetsFrames,
  proxyEvidence,
  proxyInFront,
  saidByProxy,
  upstreamFix,
} from '../../src/findings/proxy-words.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Delivery, Speech } from '../../src/model/facts.ts';
import { failure, isHttp, place, speechOf } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const isSilent = ({ http, grpc, timedOut }: Delivery): boolean => http === null && grpc === null && !timedOut;

const isBehind = ({ http1 }: Speech): boolean => http1 !== null && isGateway(http1);

/** Apache answers its own 502 page to clients of HTTP/2 as 500, in words of its own. */
const isApachesGateway = ({ http }: Delivery): boolean =>
  http?.status === 500 && /^apache/i.test(http.server ?? '') && !http.otlp;

export default defineCheck({
  id: 'receiver/bad-gateway',
  title: 'The proxy in front cannot reach the receiver',
  severity: 'error',
  why: `A proxy or gateway answers 502 or 504: it is there, and the receiver behind it is not, or not in time.

Check host, port and protocol to which the proxy forwards, and that the receiver runs.`,
  advice: {
    title: 'Check where the proxy forwards',
    text: 'Its host, port and protocol have to be those of a receiver that runs.',
  },
  needs: ['target', 'send'],
  uses: ['meaning', 'port', 'survey'],
  explains: ['receiver/timeout', 'receiver/unavailable', 'receiver/server-error', 'receiver/delivery-failed'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(502, { reason: 'Bad Gateway', server: 'nginx' }),
    }),
  },
  run: ({ target, send, meaning, port, survey }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const speech = port === undefined ? null : speechOf(port, target);
    const frames = isHttp(target) && meetsFrames(failed, speech, survey?.attempts ?? []);
    const byStatus =
      frames ||
      // A gateway that speaks no HTTP/2 answers a gRPC call with nothing, and HTTP/1.1 with what it met behind.
      (!isHttp(target) && isSilent(failed) && speech?.http2 === false && isBehind(speech)) ||
      isGateway({ status: failed.http?.status ?? failed.grpc?.httpStatus ?? -1 }) ||
      saidByProxy(failed) === 'upstream' ||
      saidByProxy(failed) === 'protocol' ||
      isApachesGateway(failed);
    if (!isMeant(meaning, 'receiver/bad-gateway', byStatus)) return undefined;
    const proxy = answeringProxy(failed) ?? proxyInFront(speech);
    const behind = frames
      ? 'what it forwards to speaks HTTP/2 only, as a gRPC port does'
      : 'the receiver behind it does not answer it in a way that it understands';
    return {
      summary: frames
        ? `${proxy?.name ?? 'The proxy'} at ${place(target)} forwards OTLP over HTTP to a gRPC port`
        : `${proxy?.name ?? 'The proxy'} at ${place(target)} cannot reach the receiver behind it`,
      explanation: `${proxy?.name ?? 'A proxy or gateway'} answers at ${place(target)}, and ${behind}.`,
      evidence: [...answeredEvidence(target, failed, meaning), ...proxyEvidence(proxy)],
      fixes: [...vendorFixes(meaning), upstreamFix(proxy, !isHttp(target))],
    };
  },
});
