import { fixesFor, sendTo } from '../../src/findings/change.ts';
import { encryptedSocket } from '../../src/findings/encrypted-socket.ts';
import { encryptionFault } from '../../src/findings/links/encryption.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import { endpointEvidence, failure, httpStatus, onOwnPort, place } from '../../src/model/reading.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleSecureTarget,
  sampleSpeech,
  sampleTls,
} from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

export default defineCheck({
  id: 'tls/plaintext-server',
  title: 'TLS is spoken to a plaintext port',
  severity: 'error',
  why: `The exporter starts an encrypted connection, and the port answers in plaintext. The endpoint says \`https://\` (or, for gRPC,
nothing at all, which means TLS) while the receiver has no TLS configured. Libraries report it as *wrong version number*,
*first record does not look like a TLS handshake* or *server gave HTTP response to HTTPS client*.

Write \`http://\`, or configure TLS in the receiver.`,
  advice: {
    title: 'Say http://, or insecure',
    text: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317; in a Collector tls: {insecure: true} under the exporter.',
  },
  needs: ['target', 'send', 'port'],
  uses: ['survey', 'tls'],
  example: {
    target: sampleSecureTarget(),
    send: sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'wrong version number' } }),
    tls: sampleTls({
      outcome: 'not-tls',
      code: 'ERR_SSL_WRONG_VERSION_NUMBER',
      chain: [],
      nameMatches: null,
    }),
    port: { tls: null, plain: sampleSpeech({ http2: true }), secure: null },
    survey: { attempts: [sampleAttempt({ kind: 'scheme', host: 'collector.example.com', port: 443 })] },
  },
  also: [
    defineSight({
      needs: ['link', 'target', 'workload'],
      example: sampleSent({ secure: true }),
      run: (sent) => encryptionFault(sent, false),
    }),
    encryptedSocket,
  ],
  run: ({ target, send, port: { plain, tls: secured }, survey, tls }) => {
    if (!target.secure || secured !== null || failure(send) === undefined) return undefined;
    if (plain.http1 === null && !plain.http2 && plain.banner === null) return undefined;
    const speaksHttp = plain.http1 !== null || plain.http2;
    const own = onOwnPort(survey, target).filter(({ secure }) => !secure);
    return {
      summary: `${place(target)} speaks plaintext, and the exporter speaks TLS to it`,
      explanation: `The endpoint asks for an encrypted connection, and ${place(target)} answers in plaintext.`,
      evidence: [
        endpointEvidence(target),
        ...(tls?.code ? [{ label: 'TLS handshake', value: tls.code }] : []),
        {
          label: 'plaintext answer',
          value: plain.http1 ? httpStatus(plain.http1) : plain.http2 ? 'HTTP/2 frames' : (plain.banner ?? ''),
        },
      ],
      fixes: [
        ...fixesFor(target, own),
        ...(own.some(({ accepted }) => accepted)
          ? []
          : [
              ...(speaksHttp ? [{ title: 'Use http://', env: sendTo(target, { secure: false }) }] : []),
              {
                title: 'Use http:// or give the receiver TLS',
                text: 'Change https:// to http:// in the endpoint, or configure a certificate in the receiver.',
              },
            ]),
      ],
    };
  },
});
