import { fixesFor } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import { ALPN_MISSING } from '../../src/model/error-code.ts';
import { answerEvidence, endpointEvidence, failure, onOwnPort, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'tls/alpn-missing',
  title: 'The TLS server does not select HTTP/2 by ALPN',
  severity: 'error',
  why: `In the TLS handshake a gRPC client offers \`h2\` by ALPN, and the server (usually a proxy or load balancer that ends TLS) selects
nothing. gRPC for Python (gRPC core) and Go (grpc-go 1.67 and later) refuse such a server: *Cannot check peer: missing selected ALPN
property*. Java speaks HTTP/1.1 there, which a gRPC receiver behind does not understand: *unexpected end of stream*. JavaScript
does not mind, so that the same endpoint works for one program and not for another.

Let the one that ends TLS offer \`h2\`, or send \`http/protobuf\`, which needs no ALPN.`,
  advice: {
    title: 'Let the TLS server offer h2 by ALPN',
    text: 'HAProxy: bind ... ssl crt FILE alpn h2,http/1.1; nginx: listen ... ssl http2; Envoy: alpn_protocols: [h2]; AWS NLB: ALPN policy HTTP2Preferred.',
  },
  needs: ['target', 'send'],
  uses: ['survey'],
  explains: ['protocol/http2-unsupported', 'receiver/delivery-failed'],
  example: {
    target: sampleSecureTarget({ protocol: 'grpc', demandsAlpn: true }),
    send: sampleFailure({
      reach: 'connected',
      error: { code: ALPN_MISSING, message: 'cannot check peer: missing selected ALPN property' },
    }),
    survey: { attempts: [] },
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (failed?.error?.code !== ALPN_MISSING) return undefined;
    return {
      summary: `${place(target)} selects no protocol by ALPN, which the gRPC of this SDK ${target.http1WithoutAlpn ? 'needs' : 'demands'}`,
      explanation: `The server at ${place(target)} speaks TLS and does not select h2 by ALPN; ${target.http1WithoutAlpn ? 'this SDK then speaks HTTP/1.1, and what stands behind does not' : "this SDK's gRPC library refuses such a server"}, although others send to it.`,
      evidence: [
        endpointEvidence(target),
        { label: 'ALPN', value: 'h2 was offered, nothing was selected' },
        ...answerEvidence(failed),
      ],
      fixes: [
        ...fixesFor(target, onOwnPort(survey, target)),
        {
          title: 'Let the one that ends TLS offer h2',
          text: 'HAProxy: bind ... ssl crt FILE alpn h2,http/1.1; nginx: listen ... ssl http2 (in a stream block ssl_alpn h2); Envoy: alpn_protocols: [h2] in its TLS context; AWS NLB: ALPN policy HTTP2Preferred; stunnel ends TLS without ALPN: use another proxy.',
        },
      ],
    };
  },
});
