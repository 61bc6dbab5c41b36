import versionUnsupported from '../../../checks/tls/version-unsupported.ts';
import type { TlsFact } from '../../../src/model/facts.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleSecureTarget();
const send = sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'handshake failed' } });
const ended = (code: string, outcome: TlsFact['outcome'] = 'failed'): TlsFact =>
  sampleTls({ outcome, code, chain: [], nameMatches: null });

checkTester(versionUnsupported)
  .fires(
    'a server with old versions only',
    { target, send, tls: ended('ERR_SSL_UNSUPPORTED_PROTOCOL') },
    {
      says: 'TLS handshake: ERR_SSL_UNSUPPORTED_PROTOCOL',
      fix: 'ssl_protocols TLSv1.2 TLSv1.3',
    },
  )
  .fires('a server that wants a newer one', {
    target,
    send,
    tls: ended('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'),
  })
  .fires('no cipher in common', { target, send, tls: ended('ERR_SSL_NO_SHARED_CIPHER') })
  .silent('a port that speaks no TLS', {
    target,
    send,
    tls: ended('ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'),
  })
  .fires('alert 40 in answer to the first message', {
    target,
    send,
    tls: { ...ended('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'), asksForCertificate: false },
  })
  .silent('alert 40 of a server that asked for a certificate', {
    target,
    send,
    tls: { ...ended('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'), asksForCertificate: true },
  })
  .silent('a server that wants a client certificate', {
    target,
    send,
    tls: ended('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'),
  })
  .silent('a connection that was reset', { target, send, tls: ended('ECONNRESET') })
  .silent('when the span arrives', { target, tls: ended('ERR_SSL_UNSUPPORTED_PROTOCOL') });
