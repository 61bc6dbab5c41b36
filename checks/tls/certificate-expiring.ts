import { certificateEvidence } from '../../src/findings/certificates.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, place } from '../../src/model/reading.ts';
import { sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Renewals that run by themselves happen 30 days before the end: later than that, one has failed. */
const SOON_DAYS = 30;

export default defineCheck({
  id: 'tls/certificate-expiring',
  title: 'The certificate of the receiver expires soon',
  severity: 'warning',
  why: `Telemetry arrives today. Within 30 days the receiver's certificate expires, and from that moment every exporter refuses to
send. Automatic renewal usually happens earlier, so it may have stopped working. Certificates that live for a few days
only are left alone.

Renew the certificate, and see why it was not renewed.`,
  needs: ['target', 'tls'],
  example: { target: sampleSecureTarget(), tls: sampleTls({ at: Date.UTC(2026, 11, 20) }) },
  run: ({ target, tls }) => {
    if (tls.outcome !== 'trusted') return undefined;
    const ending = tls.chain.find(({ validFrom, validTo }) => {
      const left = (Date.parse(validTo) - tls.at) / DAY_MS;
      const life = (Date.parse(validTo) - Date.parse(validFrom)) / DAY_MS;
      return left >= 0 && left < SOON_DAYS && left < life / 3;
    });
    if (ending === undefined) return undefined;
    const days = Math.floor((Date.parse(ending.validTo) - tls.at) / DAY_MS);
    return {
      summary: `The certificate of ${place(target)} expires in ${days} day${days === 1 ? '' : 's'}`,
      explanation: `The certificate of ${ending.subject} is valid until ${ending.validTo.slice(0, 10)}; after that nothing can be sent.`,
      evidence: [endpointEvidence(target), ...certificateEvidence(tls)],
      fixes: [
        {
          title: 'Renew the certificate',
          text: 'Renew the certificate on the receiver or on the proxy in front of it, and see why automatic renewal did not.',
        },
      ],
    };
  },
});
