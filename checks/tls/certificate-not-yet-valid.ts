import { certificateEvidence } from '../../src/findings/certificates.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'tls/certificate-not-yet-valid',
  title: 'The certificate of the receiver is not valid yet',
  severity: 'error',
  why: `The receiver presents a certificate whose time begins in the future. Either it was issued with the wrong dates, or, far more
often, the clock of this machine is behind: a virtual machine that slept, a board without a battery, a container host
without time synchronisation.

Set the clock of this machine; if it is right, issue the certificate again.`,
  advice: {
    title: 'Set the clock',
    text: 'Compare the clock of this machine with the dates of the certificate.',
  },
  needs: ['target', 'tls'],
  uses: ['send'],
  example: {
    target: sampleSecureTarget(),
    tls: sampleTls({ outcome: 'untrusted', code: 'CERT_NOT_YET_VALID', at: Date.UTC(2025, 5, 1) }),
    send: sampleFailure({
      reach: 'connected',
      error: { code: 'CERT_NOT_YET_VALID', message: 'certificate is not yet valid' },
    }),
  },
  run: ({ target, tls, send }) => {
    if (tls.code !== 'CERT_NOT_YET_VALID' || (send !== undefined && failure(send) === undefined))
      return undefined;
    const future = tls.chain.find(({ validFrom }) => Date.parse(validFrom) > tls.at);
    const day = future?.validFrom.slice(0, 10) ?? 'a later day';
    return {
      summary: `The certificate of ${place(target)} is valid only from ${day} on`,
      explanation: `The certificate begins on ${day}, and this machine's clock says ${new Date(tls.at).toISOString().slice(0, 10)}.`,
      evidence: [endpointEvidence(target), ...certificateEvidence(tls)],
      fixes: [
        {
          title: 'Set the clock, or issue the certificate again',
          text: 'Compare the clock of this machine (date -u) with the time. If it is right, the certificate was issued with a start in the future: issue it again.',
        },
      ],
    };
  },
});
