import { wantsClientCertificate } from '../../src/findings/certificates.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'tls/client-certificate-required',
  title: 'The receiver wants a client certificate',
  severity: 'error',
  why: `The receiver uses mutual TLS: it ends the connection because the exporter presents no certificate. With TLS 1.3 the handshake
itself succeeds and the refusal comes right after it, which many libraries report as a mere *connection closed*.

Set \`OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE\` and \`OTEL_EXPORTER_OTLP_CLIENT_KEY\` to the PEM files that you were given.`,
  advice: {
    title: 'Give the exporter a client certificate',
    text: 'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE=/path/to/client.pem\nOTEL_EXPORTER_OTLP_CLIENT_KEY=/path/to/client.key',
  },
  needs: ['target', 'tls', 'send'],
  explains: [
    'network/connection-reset',
    'network/connection-closed',
    'protocol/not-otlp',
    'protocol/http2-unsupported',
    'receiver/rejected-payload',
    'receiver/server-error',
  ],
  example: {
    target: sampleSecureTarget(),
    tls: sampleTls(),
    send: sampleFailure({
      reach: 'connected',
      error: {
        code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
        message: 'tlsv13 alert certificate required',
      },
    }),
  },
  run: ({ target, tls, send }) => {
    const failed = failure(send);
    if (!target.secure || target.files.clientCertificate !== null || failed === undefined) return undefined;
    if (!wantsClientCertificate(tls, failed)) return undefined;
    return {
      summary: `${place(target)} wants a client certificate, and none is configured`,
      explanation: `${place(target)} uses mutual TLS and refuses a connection without a client certificate.`,
      evidence: [
        endpointEvidence(target),
        ...answerEvidence(failed),
        ...(tls.code ? [{ label: 'TLS handshake', value: tls.code }] : []),
      ],
      fixes: [
        {
          title: 'Present the client certificate',
          env: {
            OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: '/path/to/client.pem',
            OTEL_EXPORTER_OTLP_CLIENT_KEY: '/path/to/client.key',
          },
          unproven: 'the doctor does not have the certificate: ask whoever runs the receiver for one',
        },
      ],
    };
  },
});
