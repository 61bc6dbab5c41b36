import clientCertificateRequired from '../../../checks/tls/client-certificate-required.ts';
import { sampleFailure, sampleHttp, sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const without = sampleSecureTarget();
const presenting = sampleSecureTarget({
  files: { certificate: null, clientCertificate: '/tls/own.pem', clientKey: '/tls/own.key' },
});
const ended = (code: string | null, message = '') =>
  sampleFailure({ reach: 'connected', error: { code, message } });
const required = ended('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');

checkTester(clientCertificateRequired)
  .fires(
    'when nginx says so on a page, after a handshake that succeeded',
    {
      target: sampleSecureTarget({ protocol: 'grpc' }),
      tls: sampleTls(),
      send: sampleFailure({
        http: sampleHttp(400, { body: '<title>400 No required SSL certificate was sent</title>' }),
      }),
    },
    { says: 'No required SSL certificate was sent' },
  )
  .fires(
    'on the alert of TLS 1.3',
    { target: without, send: required },
    {
      says: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      fix: {
        OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: '/path/to/client.pem',
        OTEL_EXPORTER_OTLP_CLIENT_KEY: '/path/to/client.key',
      },
    },
  )
  .fires(
    'on the alert of TLS 1.2',
    {
      target: without,
      send: ended('EPROTO', 'sslv3 alert handshake failure: SSL alert number 40'),
      tls: sampleTls({ outcome: 'failed', code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', chain: [] }),
    },
    { says: 'TLS handshake: ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' },
  )
  .fires('on alert 40 of a server that asked for one', {
    target: without,
    send: ended('EPROTO', 'SSL alert number 40'),
    tls: sampleTls({ outcome: 'failed', code: 'EPROTO', chain: [], asksForCertificate: true }),
  })
  .silent('on alert 40 in answer to the first message', {
    target: without,
    send: ended('EPROTO', 'sslv3 alert handshake failure: SSL alert number 40'),
    tls: sampleTls({
      outcome: 'failed',
      code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      chain: [],
      asksForCertificate: false,
    }),
  })
  .silent('when one is presented: it is rejected then', { target: presenting, send: required })
  .silent('when the connection was only closed', {
    target: without,
    send: ended('ECONNRESET', 'socket hang up'),
  })
  .silent('when it is the receiver whose certificate is not trusted', {
    target: without,
    send: ended('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
    tls: sampleTls({ outcome: 'untrusted', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
  })
  .silent('over plaintext', { send: required })
  .silent('when the span arrives', { target: without });
