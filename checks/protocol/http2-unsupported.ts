import { fixesFor } from '../../src/findings/change.ts';
import { carryFix } from '../../src/findings/proxy-words.ts';
import { identifyProxy } from '../../src/knowledge/proxies.ts';
import { defineCheck } from '../../src/model/check.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  httpStatus,
  isHttp,
  looksOtlp,
  onOwnPort,
  place,
  speechOf,
} from '../../src/model/reading.ts';
import { sampleFailure, sampleGrpcTarget, sampleHttp, sampleSpeech } from '../../src/samples/facts.ts';

/** `Server` headers of what usually stands in front of a receiver. */
const IN_FRONT =
  /nginx|openresty|envoy|haproxy|traefik|caddy|awselb|cloudflare|apache|google frontend|gfe|varnish|istio|kong/i;

const NO_TRAILERS =
  /missing (grpc-status|trailers)|without trailers|trailers-only|no grpc-status|stream terminated without/i;

export default defineCheck({
  id: 'protocol/http2-unsupported',
  title: 'A proxy on the way does not carry gRPC',
  severity: 'error',
  why: `gRPC needs HTTP/2 from end to end, trailers included. A proxy, ingress or load balancer in front of the receiver speaks HTTP/1.1
only, or drops the trailers in which gRPC sends its status.

Configure it for gRPC (nginx: \`listen ... http2\` and \`grpc_pass\`; Kubernetes ingress-nginx: backend protocol GRPC; AWS ALB: protocol version
GRPC), or send \`http/protobuf\`, which goes through any proxy.`,
  advice: {
    title: 'Send HTTP instead of gRPC through it',
    text: 'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf with the HTTP port, or let the proxy speak HTTP/2 to both sides.',
  },
  needs: ['target', 'send', 'port', 'survey'],
  explains: [
    'protocol/not-otlp',
    'receiver/bad-gateway',
    'receiver/server-error',
    'receiver/delivery-failed',
  ],
  example: {
    target: sampleGrpcTarget({ port: 443 }),
    send: sampleFailure({ reach: 'secured', error: { code: null, message: 'Protocol error' } }),
    port: { tls: null, plain: sampleSpeech({ http1: sampleHttp(502, { server: 'nginx' }) }), secure: null },
    survey: { attempts: [] },
  },
  run: ({ target, send, port, survey }) => {
    const failed = failure(send);
    const speech = speechOf(port, target);
    if (isHttp(target) || failed === undefined || speech === null) return undefined;
    const trailers = NO_TRAILERS.test(failed.grpc?.message ?? failed.error?.message ?? '');
    const proxied = speech.http1 !== null && !speech.http2 && IN_FRONT.test(speech.http1.server ?? '');
    const own = onOwnPort(survey, target).filter(({ protocol }) => protocol !== 'grpc');
    // Where OTLP over HTTP is taken, the port is an HTTP port and no proxy is to blame.
    if (!trailers && (!proxied || own.some(looksOtlp) || speech.http1?.otlp || speech.http1?.status === 200))
      return undefined;
    const elsewhere = fixesFor(target, survey.attempts);
    return {
      summary: trailers
        ? `Something between here and the receiver drops the trailers of gRPC`
        : `${place(target)} is a proxy that speaks HTTP/1.1 only, and gRPC needs HTTP/2`,
      explanation: trailers
        ? 'The answer arrives without the trailers in which gRPC sends its status.'
        : `A proxy (${speech.http1?.server}) answers at ${place(target)} in HTTP/1.1; gRPC cannot pass it.`,
      evidence: [
        endpointEvidence(target),
        ...(speech.http1
          ? [
              { label: 'answer to HTTP/1.1', value: httpStatus(speech.http1) },
              ...(speech.http1.server ? [{ label: 'server', value: speech.http1.server }] : []),
            ]
          : []),
        ...answerEvidence(failed),
      ],
      fixes: [...elsewhere, carryFix(identifyProxy(speech.http1?.server ?? null, speech.http1?.body ?? ''))],
    };
  },
});
