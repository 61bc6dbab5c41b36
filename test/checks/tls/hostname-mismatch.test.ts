import hostnameMismatch from '../../../checks/tls/hostname-mismatch.ts';
import type { TlsFact } from '../../../src/model/facts.ts';
import type { Target } from '../../../src/model/target.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const send = sampleFailure({
  reach: 'connected',
  error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: 'names do not match' },
});

const local: Target = sampleSecureTarget({
  endpoint: 'https://127.0.0.1:4318',
  url: 'https://127.0.0.1:4318/v1/traces',
  host: '127.0.0.1',
  port: 4318,
});

const naming = (...names: readonly string[]): TlsFact => {
  const sample = sampleTls({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', nameMatches: false });
  return { ...sample, chain: sample.chain.map((certificate) => ({ ...certificate, names })) };
};

checkTester(hostnameMismatch)
  .fires(
    'tries a name of this machine',
    { target: local, send, tls: naming('localhost') },
    {
      says: 'names localhost, not 127.0.0.1',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://localhost:4318' },
      fixes: 1,
    },
  )
  .fires(
    'sends nothing to a name that the settings do not have',
    { target: local, send: undefined, tls: naming('collector.example.com') },
    { fix: 'the settings do not name collector.example.com, so nothing was sent there' },
  )
  .fires(
    'offers three names at most',
    { target: local, send, tls: naming('a.example.com', 'b.example.com', 'c.example.com', 'd.example.com') },
    { fixes: 3 },
  )
  .fires(
    'asks for another certificate when it is for every name below one',
    { target: local, send, tls: naming('*.example.com') },
    { fix: 'with 127.0.0.1 among its subject alternative names', fixes: 1 },
  )
  .silent('when the certificate is not trusted either: that comes first', {
    target: local,
    send,
    tls: sampleTls({ outcome: 'untrusted', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', nameMatches: false }),
  })
  .silent('when there was no handshake', {
    target: local,
    send,
    tls: sampleTls({ outcome: 'failed', code: 'ECONNRESET', nameMatches: null, chain: [] }),
  })
  .silent('when the name matches', { target: local, send })
  .silent('when the span arrives', { target: local, tls: naming('localhost') });
