import { defineSight } from '../model/check.ts';
import { endpointEvidence, failure } from '../model/reading.ts';
import { sampleFailure, sampleTarget, sampleTls } from '../samples/facts.ts';

/**
 * TLS on a Unix socket whose receiver has none: grpc-js encrypts whatever does not begin with `http://`, a socket too.
 * opentelemetry-js 0.223 otlp-grpc-exporter-base, otlp-grpc-configuration.ts
 */
export const encryptedSocket = defineSight({
  needs: ['target', 'send', 'tls'],
  example: {
    target: sampleTarget({
      ...{ endpoint: 'unix:///run/otel.sock', protocol: 'grpc', secure: true },
      ...{ socket: '/run/otel.sock', url: null, host: '', port: 0 },
    }),
    send: sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'wrong version number' } }),
    tls: sampleTls({
      outcome: 'not-tls',
      code: 'ERR_SSL_WRONG_VERSION_NUMBER',
      chain: [],
      nameMatches: null,
    }),
  },
  run: ({ target, send, tls }) => {
    if (target.socket === null || tls.outcome === 'trusted' || failure(send) === undefined) return undefined;
    return {
      summary: `TLS is spoken to the Unix socket ${target.socket}`,
      explanation:
        'Unless it is told otherwise this SDK encrypts the connection to a Unix socket, too, and the receiver answers in plaintext.',
      evidence: [endpointEvidence(target), { label: 'TLS handshake', value: tls.code ?? tls.outcome }],
      fixes: [
        { title: 'Say that the socket is plaintext', env: { OTEL_EXPORTER_OTLP_INSECURE: 'true' } },
        {
          title: 'Give the receiver a certificate',
          text: 'Configure TLS for the socket in the receiver.',
        },
      ],
    };
  },
});
