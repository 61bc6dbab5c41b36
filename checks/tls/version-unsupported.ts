import { findsNothingInCommon } from '../../src/findings/certificates.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

/** OpenSSL's codes for "no version or cipher in common", of our side and as the server's alert. */
const NOTHING_IN_COMMON =
  /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS_AVAILABLE|NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE|INSUFFICIENT_SECURITY|WRONG_SSL_VERSION|DH_KEY_TOO_SMALL|LEGACY_SIGALG/;

export default defineCheck({
  id: 'tls/version-unsupported',
  title: 'Exporter and receiver have no TLS version or cipher in common',
  severity: 'error',
  why: `The handshake ends because the two sides accept no common TLS version or cipher: an old server offers TLS 1.0 or 1.1 only, or a
strict one wants TLS 1.3 or ciphers that the exporter's library does not have.

Allow TLS 1.2 or 1.3 with a current cipher on the receiver or on the proxy in front of it.`,
  advice: {
    title: 'Allow TLS 1.2 or 1.3',
    text: 'With a current cipher, on the receiver or on the proxy in front of it.',
  },
  needs: ['target', 'tls', 'send'],
  example: {
    target: sampleSecureTarget(),
    tls: sampleTls({ outcome: 'failed', code: 'ERR_SSL_UNSUPPORTED_PROTOCOL', chain: [], nameMatches: null }),
    send: sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'unsupported protocol' } }),
  },
  run: ({ target, tls, send }) => {
    const failed = failure(send);
    if (tls.outcome !== 'failed' || failed === undefined) return undefined;
    if (!NOTHING_IN_COMMON.test(tls.code ?? '') && !findsNothingInCommon(tls, failed)) return undefined;
    return {
      summary: `${place(target)} offers no TLS version or cipher that exporters accept`,
      explanation: `The TLS handshake with ${place(target)} ends without a common version or cipher.`,
      evidence: [endpointEvidence(target), { label: 'TLS handshake', value: tls.code ?? '' }],
      fixes: [
        {
          title: 'Allow a current TLS version on the receiver',
          text: 'Allow TLS 1.2 or 1.3 on the receiver or the proxy in front of it (Collector: tls.min_version and tls.max_version; nginx: ssl_protocols TLSv1.2 TLSv1.3).',
        },
      ],
    };
  },
});
