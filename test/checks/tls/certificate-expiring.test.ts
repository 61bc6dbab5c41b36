import certificateExpiring from '../../../checks/tls/certificate-expiring.ts';
import type { TlsFact } from '../../../src/model/facts.ts';
import { sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleSecureTarget();

/** The sample's certificate is valid from 2026-01-01 to 2027-01-01. */
const on = (day: string): TlsFact => sampleTls({ at: Date.parse(`${day}T00:00:00Z`) });

const lasting = (from: string, to: string, at: string): TlsFact => {
  const sample = on(at);
  return {
    ...sample,
    chain: sample.chain.map((certificate) => ({
      ...certificate,
      validFrom: `${from}T00:00:00.000Z`,
      validTo: `${to}T00:00:00.000Z`,
    })),
  };
};

checkTester(certificateExpiring)
  .fires(
    'twelve days before the end',
    { target, tls: on('2026-12-20') },
    {
      severity: 'warning',
      says: 'expires in 12 days',
    },
  )
  .fires('on the last day', { target, tls: on('2026-12-31') }, { says: 'expires in 1 day' })
  .silent('more than thirty days before the end', { target, tls: on('2026-12-01') })
  .silent('a certificate of a few days, half of which is left', {
    target,
    tls: lasting('2026-06-01', '2026-06-07', '2026-06-04'),
  })
  .silent('one that has expired, which has its own code', { target, tls: on('2027-01-02') })
  .silent('one that is not trusted anyway', {
    target,
    tls: { ...on('2026-12-21'), outcome: 'untrusted', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
