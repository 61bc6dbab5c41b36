import serverNameUnknown from '../../../checks/tls/server-name-unknown.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const send = sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'alert' } });
const target = sampleSecureTarget({ host: 'otel.example.com' });
const address = sampleSecureTarget({ host: '127.0.0.1' });
const failed = (change: Parameters<typeof sampleTls>[0]) =>
  sampleTls({ outcome: 'failed', code: 'EPROTO', chain: [], nameMatches: null, ...change });

checkTester(serverNameUnknown)
  .fires('on alert 112 to a name', { target, send, tls: failed({ alert: 112 }) }, { fix: /otel.example.com/ })
  .fires(
    'on alert 112 to an address',
    { target: address, send, tls: failed({ alert: 112 }) },
    { says: 'no name', fix: /in place of the address/ },
  )
  .fires(
    'on alert 80 to an address (Caddy 2.11.9)',
    { target: address, send, tls: failed({ alert: 80 }) },
    { suspicion: true },
  )
  .fires(
    'when a handshake without a name succeeds',
    { target, send, tls: failed({ code: 'ECONNRESET', namesWithoutName: ['served.example.com'] }) },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://served.example.com' }, fixes: 2 },
  )
  .silent('on alert 80 to a name, which may be anything', { target, send, tls: failed({ alert: 80 }) })
  .silent('on other alerts', { target, send, tls: failed({ alert: 116 }) })
  .silent('in plaintext', { send, tls: failed({ alert: 112 }) })
  .silent('when the item arrives', { target });
