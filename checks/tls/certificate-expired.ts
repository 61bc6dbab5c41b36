import { certificateEvidence } from '../../src/findings/certificates.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'tls/certificate-expired',
  title: 'The certificate of the receiver has expired',
  severity: 'error',
  why: `The receiver presents a certificate whose time is over, so every exporter refuses to talk to it. If other machines still
connect, look at the clock of this one.

Renew the certificate on the receiver (or the proxy in front of it) and make it load the new one.`,
  advice: {
    title: 'Renew the certificate of the receiver',
    text: 'And make the receiver, or the proxy in front of it, load the new one.',
  },
  needs: ['target', 'tls'],
  uses: ['send'],
  example: {
    target: sampleSecureTarget(),
    tls: sampleTls({ outcome: 'untrusted', code: 'CERT_HAS_EXPIRED', at: Date.UTC(2027, 5, 1) }),
    send: sampleFailure({
      reach: 'connected',
      error: { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
    }),
  },
  run: ({ target, tls, send }) => {
    if (tls.code !== 'CERT_HAS_EXPIRED' || (send !== undefined && failure(send) === undefined))
      return undefined;
    const expired = tls.chain.find(({ validTo }) => Date.parse(validTo) < tls.at);
    const day = expired?.validTo.slice(0, 10) ?? 'an earlier day';
    return {
      summary: `The certificate of ${place(target)} expired on ${day}`,
      explanation: `The certificate of ${expired?.subject ?? target.host} was valid until ${day}; this machine's clock says ${new Date(tls.at).toISOString().slice(0, 10)}.`,
      evidence: [endpointEvidence(target), ...certificateEvidence(tls)],
      fixes: [
        {
          title: 'Renew the certificate',
          text: 'Renew the certificate on the receiver or on the proxy in front of it and restart or reload it. If the certificate is in fact valid today, set the clock of this machine.',
        },
      ],
    };
  },
});
