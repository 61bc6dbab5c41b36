import alpnMissing from '../../../checks/tls/alpn-missing.ts';
import { ALPN_MISSING } from '../../../src/model/error-code.ts';
import { sampleAttempt, sampleFailure, sampleSecureTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleSecureTarget({ protocol: 'grpc', demandsAlpn: true });
const send = sampleFailure({
  reach: 'connected',
  error: { code: ALPN_MISSING, message: 'cannot check peer: missing selected ALPN property' },
});

checkTester(alpnMissing)
  .fires(
    'and offers what the same port takes',
    {
      target,
      send,
      survey: {
        attempts: [
          sampleAttempt({ kind: 'protocol', secure: true, host: 'collector.example.com', port: 443 }),
        ],
      },
    },
    { says: /ALPN/, fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' } },
  )
  .fires('and says what to configure', { target, send, survey: undefined }, { fix: /alpn h2,http\/1\.1/ })
  .fires(
    'for an SDK that speaks HTTP/1.1 then',
    { target: sampleSecureTarget({ protocol: 'grpc', http1WithoutAlpn: true }), send, survey: undefined },
    { says: 'this SDK then speaks HTTP/1.1' },
  )
  .silent('on another fault of TLS', {
    target,
    send: sampleFailure({ reach: 'connected', error: { code: 'ECONNRESET', message: 'reset' } }),
  });
