import certificateNotYetValid from '../../../checks/tls/certificate-not-yet-valid.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleSecureTarget();
const send = sampleFailure({ reach: 'connected', error: { code: 'CERT_NOT_YET_VALID', message: '' } });
const future = sampleTls({ outcome: 'untrusted', code: 'CERT_NOT_YET_VALID', at: Date.UTC(2025, 0, 1) });

checkTester(certificateNotYetValid)
  .fires(
    'names both dates',
    { target, send, tls: future },
    {
      says: "begins on 2026-01-01, and this machine's clock says 2025-01-01",
      fix: 'date -u',
    },
  )
  .fires(
    'without a chain',
    { target, send: undefined, tls: { ...future, chain: [] } },
    { says: 'a later day' },
  )
  .silent('an expired one', { target, send, tls: { ...future, code: 'CERT_HAS_EXPIRED' } })
  .silent('when the span arrives', { target, tls: future });
