import { fixesFor } from '../../src/findings/change.ts';
import { proxyEvidence, proxyInFront } from '../../src/findings/proxy-words.ts';
import type { Speech } from '../../src/model/answers.ts';
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
import { sampleFailure, sampleHttp, sampleSpeech, sampleTarget } from '../../src/samples/facts.ts';

const takeBoth = (secure: boolean) => ({
  title: 'Let the port take HTTP/1.1 as well',
  text: secure
    ? 'Exporters of Python and JavaScript offer HTTP/1.1 alone over TLS. Offer it by ALPN beside h2 (HAProxy: alpn h2,http/1.1; Envoy: codec_type AUTO and alpn_protocols), or let a Collector in between take the telemetry.'
    : 'Exporters speak HTTP/1.1 over HTTP without TLS. nginx before 1.25.1 takes HTTP/2 alone on `listen PORT http2`: leave http2 out there, and keep a port with it for gRPC (later versions: `http2 on`, which takes both). HAProxy: no `proto h2` on the bind line; Envoy: codec_type AUTO.',
});

/** Whether an export in HTTP/2 was taken there. */
const takesOtlp = ({ post }: Speech): boolean => post?.otlp === true && post.status < 300;

export default defineCheck({
  id: 'protocol/http2-only',
  title: 'The port takes HTTP/2 only, and the exporter speaks HTTP/1.1',
  severity: 'error',
  why: `OTLP over HTTP goes out in HTTP/1.1 where there is no TLS, and with Python and JavaScript also inside TLS. The port answers with frames of HTTP/2
and takes nothing else: \`listen ... http2\` of nginx before 1.25.1, \`proto h2\` of HAProxy, a server that allows h2 alone.

Let the port take both, or send gRPC where it takes gRPC.`,
  advice: takeBoth(false),
  needs: ['target', 'send', 'port', 'survey'],
  explains: ['protocol/not-otlp', 'receiver/delivery-failed', 'network/connection-closed'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'secured',
      error: { code: 'HPE_INVALID_CONSTANT', message: 'Parse Error: Expected HTTP/' },
    }),
    port: {
      tls: null,
      plain: sampleSpeech({ http2: true, front: sampleHttp(405, { server: 'nginx/1.22.1' }) }),
      secure: null,
    },
    survey: { attempts: [] },
  },
  run: ({ target, send, port, survey }) => {
    const failed = failure(send);
    const speech = speechOf(port, target);
    if (!isHttp(target) || failed === undefined || failed.http !== null || failed.timedOut) return undefined;
    if (speech === null || !speech.http2 || speech.http1 !== null || speech.proxyProtocol) return undefined;
    const proxy = proxyInFront(speech);
    const taken = takesOtlp(speech);
    const grpc = onOwnPort(survey, target).some((tried) => tried.protocol === 'grpc' && looksOtlp(tried));
    if (grpc || (!taken && proxy === null)) return undefined;
    return {
      summary: `${proxy?.name ?? 'The server'} at ${place(target)} takes HTTP/2 only, and the exporter speaks HTTP/1.1`,
      explanation: `To HTTP/1.1 it answers with frames of HTTP/2. ${taken ? 'An empty export in HTTP/2 is taken there' : 'Whether OTLP is taken behind it is not known'}.`,
      evidence: [
        endpointEvidence(target),
        { label: 'answer to the HTTP/2 preface', value: 'HTTP/2 SETTINGS frame' },
        ...(speech.post ? [{ label: 'empty export in HTTP/2', value: httpStatus(speech.post) }] : []),
        ...answerEvidence(failed),
        ...proxyEvidence(proxy),
      ],
      fixes: [...fixesFor(target, survey.attempts), takeBoth(target.secure)],
    };
  },
});
