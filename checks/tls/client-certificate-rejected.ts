import { wantsClientCertificate } from '../../src/findings/certificates.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'tls/client-certificate-rejected',
  title: 'The receiver rejects the client certificate',
  severity: 'error',
  why: `The receiver uses mutual TLS and does not accept the certificate that the exporter presents: it comes from another authority, has
expired, is not meant for clients, or its intermediate certificate is missing from the file.

Use a certificate of the authority that the receiver trusts (Collector: \`tls.client_ca_file\`), with its intermediates in the file.`,
  advice: {
    title: 'Present a certificate that the receiver trusts',
    text: 'Of its authority (Collector: tls.client_ca_file), meant for clients, with its intermediates in the file.',
  },
  needs: ['target', 'tls', 'send'],
  explains: [
    'protocol/not-otlp',
    'protocol/http2-unsupported',
    'receiver/rejected-payload',
    'receiver/server-error',
    'network/connection-reset',
    'network/connection-closed',
  ],
  example: {
    target: sampleSecureTarget({
      files: { certificate: null, clientCertificate: '/tls/client.pem', clientKey: '/tls/client.key' },
    }),
    tls: sampleTls(),
    send: sampleFailure({
      reach: 'connected',
      error: { code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', message: 'tlsv1 alert unknown ca' },
    }),
  },
  run: ({ target, tls, send }) => {
    const failed = failure(send);
    const { clientCertificate } = target.files;
    if (!target.secure || clientCertificate === null || failed === undefined) return undefined;
    if (!wantsClientCertificate(tls, failed)) return undefined;
    return {
      summary: `${place(target)} rejects the client certificate`,
      explanation: `${place(target)} uses mutual TLS and ends the connection after it has seen the certificate in ${clientCertificate}.`,
      evidence: [
        endpointEvidence(target),
        { label: 'client certificate', value: clientCertificate },
        ...answerEvidence(failed),
        ...(tls.code ? [{ label: 'TLS handshake', value: tls.code }] : []),
      ],
      fixes: [
        {
          title: 'Use a certificate that the receiver trusts',
          text: `Compare the issuer of the certificate (openssl x509 -in ${clientCertificate} -noout -subject -issuer -dates -ext extendedKeyUsage) with the authority that the receiver is configured to trust, and its dates with today.`,
        },
      ],
    };
  },
});
