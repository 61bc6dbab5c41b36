import {
  HTTP2_BY_PROXY,
  isDowngraded,
  proxyEvidence,
  proxyOnTheWay,
  upstreamFix,
  whoBreaksOff,
} from '../../src/findings/proxy-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  isHttp,
  place,
  speechOf,
} from '../../src/model/reading.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'protocol/grpc-over-http1',
  title: 'The proxy passes gRPC on in another version of HTTP than the receiver speaks',
  severity: 'error',
  why: `gRPC needs HTTP/2 on every part of the way. The proxy takes the call in HTTP/2 and passes it on in HTTP/1.1, as Envoy does for a
cluster without \`http2_protocol_options\`, or the port behind it does not speak HTTP/2. Envoy says *upstream connect error ...
reset reason: protocol error*; others want a Content-Length, which a gRPC call does not have.

Let the proxy speak HTTP/2 to the receiver's gRPC port, or send \`http/protobuf\` to a route for it.`,
  advice: {
    title: 'Let the proxy speak HTTP/2 to the receiver',
    text: HTTP2_BY_PROXY,
  },
  needs: ['target', 'send'],
  uses: ['port', 'survey'],
  explains: [
    'protocol/http2-unsupported',
    'protocol/not-otlp',
    'receiver/bad-gateway',
    'receiver/unavailable',
    'receiver/timeout',
    'receiver/delivery-failed',
  ],
  example: {
    target: sampleGrpcTarget(),
    send: sampleFailure({
      reach: 'routed',
      grpc: sampleGrpc(
        14,
        'upstream connect error or disconnect/reset before headers. reset reason: protocol error',
      ),
    }),
  },
  run: ({ target, send, port, survey }) => {
    const failed = failure(send);
    if (isHttp(target) || failed === undefined) return undefined;
    const breaker = whoBreaksOff(failed, port ? speechOf(port, target) : null, survey?.attempts ?? []);
    if (!isDowngraded(failed) && breaker === null) return undefined;
    const proxy = breaker ?? proxyOnTheWay(failed);
    const who = proxy?.name ?? 'The proxy';
    return {
      summary: `${who} at ${place(target)} and the port behind it do not speak HTTP/2 to each other`,
      explanation: `${who} takes the gRPC call, and cannot pass it on: it speaks HTTP/1.1 to the receiver, or the port behind it does not speak the HTTP/2 that gRPC needs.`,
      evidence: [endpointEvidence(target), ...answerEvidence(failed), ...proxyEvidence(proxy)],
      fixes: [
        upstreamFix(proxy, true),
        {
          title: 'Send OTLP over HTTP instead',
          text: 'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf goes through any proxy, to a route that leads to port 4318 of the receiver.',
        },
      ],
    };
  },
});
