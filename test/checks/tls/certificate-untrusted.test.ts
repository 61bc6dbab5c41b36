import certificateUntrusted from '../../../checks/tls/certificate-untrusted.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleSecureTarget();
const send = sampleFailure({
  reach: 'connected',
  error: { code: 'EPROTO', message: 'self-signed certificate' },
});
const untrusted = (code: string) => sampleTls({ outcome: 'untrusted', code });

checkTester(certificateUntrusted)
  .fires(
    'signed by itself',
    { target, send, tls: untrusted('DEPTH_ZERO_SELF_SIGNED_CERT') },
    {
      says: 'it is signed by itself',
      fix: { OTEL_EXPORTER_OTLP_CERTIFICATE: '/path/to/ca.pem' },
    },
  )
  .fires(
    'by a private authority',
    { target, send, tls: untrusted('SELF_SIGNED_CERT_IN_CHAIN') },
    {
      says: 'not one that this machine trusts',
      fix: 'openssl s_client -connect collector.example.com:443',
    },
  )
  .fires(
    'without its intermediate certificate',
    {
      target,
      send: undefined,
      tls: untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    },
    { says: 'does not send the intermediate certificate' },
  )
  .fires(
    'with a file that does not help',
    {
      target: sampleSecureTarget({
        files: { certificate: '/etc/other.pem', clientCertificate: null, clientKey: null },
      }),
      send,
      tls: untrusted('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
    },
    { says: 'The file /etc/other.pem does not help.' },
  )
  .silent('an expired one, which has its own code', { target, send, tls: untrusted('CERT_HAS_EXPIRED') })
  .silent('one for another name', {
    target,
    send,
    tls: sampleTls({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', nameMatches: false }),
  })
  .silent('a port that speaks no TLS', {
    target,
    send,
    tls: sampleTls({ outcome: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER', chain: [] }),
  })
  .silent('when the span arrives', { target, tls: untrusted('DEPTH_ZERO_SELF_SIGNED_CERT') });
