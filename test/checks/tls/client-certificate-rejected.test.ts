import clientCertificateRejected from '../../../checks/tls/client-certificate-rejected.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const without = sampleSecureTarget();
const presenting = sampleSecureTarget({
  files: { certificate: null, clientCertificate: '/tls/own.pem', clientKey: '/tls/own.key' },
});
const ended = (code: string | null, message = '') =>
  sampleFailure({ reach: 'connected', error: { code, message } });
const required = ended('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');

checkTester(clientCertificateRejected)
  .fires(
    'on an unknown authority',
    { target: presenting, send: ended('EPROTO', 'tlsv1 alert unknown ca') },
    {
      says: 'client certificate: /tls/own.pem',
      fix: 'openssl x509 -in /tls/own.pem',
    },
  )
  .fires(
    'on any alert about a certificate',
    {
      target: presenting,
      send: ended('ECONNRESET'),
      tls: sampleTls({ outcome: 'failed', code: 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', chain: [] }),
    },
    { says: 'TLS handshake: ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED' },
  )
  .silent('when none is presented: it is required then', { target: without, send: required })
  .silent('when the connection was only closed', {
    target: presenting,
    send: ended('ECONNRESET', 'socket hang up'),
  })
  .silent('over plaintext', { send: required })
  .silent('when the span arrives', { target: presenting });
