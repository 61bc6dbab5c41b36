import certificateExpired from '../../../checks/tls/certificate-expired.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleSecureTarget();
const send = sampleFailure({
  reach: 'connected',
  error: { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
});
const after = Date.UTC(2027, 5, 1);
const expired = sampleTls({ outcome: 'untrusted', code: 'CERT_HAS_EXPIRED', at: after });
const [own] = expired.chain;

checkTester(certificateExpired)
  .fires(
    'names the day and the clock of this machine',
    { target, tls: expired, send },
    { says: "was valid until 2027-01-01; this machine's clock says 2027-06-01" },
  )
  .fires(
    'names the authority when it is that one',
    {
      target,
      send,
      tls: sampleTls({
        outcome: 'untrusted',
        code: 'CERT_HAS_EXPIRED',
        at: after,
        chain: own
          ? [
              { ...own, validTo: '2030-01-01T00:00:00.000Z' },
              { ...own, subject: 'Example CA', validTo: '2027-05-31T00:00:00.000Z' },
            ]
          : [],
      }),
    },
    { says: 'The certificate of Example CA was valid until 2027-05-31' },
  )
  .fires(
    'without a chain',
    {
      target,
      send: undefined,
      tls: sampleTls({ outcome: 'untrusted', code: 'CERT_HAS_EXPIRED', chain: [] }),
    },
    { says: 'expired on an earlier day' },
  )
  .silent('when the span arrives: the SDK was told not to look', { target, tls: expired })
  .silent('on a certificate that nobody trusts', {
    target,
    send,
    tls: sampleTls({ outcome: 'untrusted', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', at: after }),
  });
