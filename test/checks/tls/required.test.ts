import required from '../../../checks/tls/required.ts';
import type { PortFact } from '../../../src/model/facts.ts';
import { sampleCollector, sampleReceiver } from '../../../src/samples/collector.ts';
import { sampleEnd, sampleWorkload } from '../../../src/samples/deployment.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleSecureTarget,
  sampleSpeech,
} from '../../../src/samples/facts.ts';
import { sampleSent } from '../../../src/samples/sent.ts';
import { checkTester } from '../../kit/check-tester.ts';

const port: PortFact = {
  tls: { alpn: 'http/1.1', protocol: 'TLSv1.3' },
  plain: sampleSpeech({ end: 'closed' }),
  secure: sampleSpeech(),
};
const reset = sampleFailure({ reach: 'secured', error: { code: 'ECONNRESET', message: 'socket hang up' } });
const none = { attempts: [] };

checkTester(required)
  .fires(
    'when a TLS server hangs up',
    { send: reset, port, survey: { attempts: [sampleAttempt({ kind: 'scheme', secure: true })] } },
    {
      says: 'TLS handshake: answered with TLSv1.3',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://localhost:4318' },
      fixes: 1,
    },
  )
  .fires(
    'when it says so, as Go does',
    {
      send: sampleFailure({
        http: sampleHttp(400, { body: 'Client sent an HTTP request to an HTTPS server.' }),
      }),
      port,
      survey: undefined,
    },
    { says: 'Client sent an HTTP request', fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://localhost:4318' } },
  )
  .fires('when it says so, as nginx does', {
    send: sampleFailure({ http: sampleHttp(497) }),
    port,
    survey: none,
  })
  .fires(
    'over gRPC, to a server that answers the handshake with an alert',
    {
      target: sampleGrpcTarget(),
      send: sampleFailure({ reach: 'secured', error: { code: null, message: 'Connection dropped' } }),
      port: { ...port, tls: { alpn: null, protocol: null } },
      survey: none,
    },
    { says: 'answered with a TLS alert', fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://localhost:4317' } },
  )
  .silent('when plaintext is answered by the receiver', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
    port,
    survey: none,
  })
  .silent('when plaintext is answered over gRPC', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16) }),
    port,
  })
  .silent('when the port speaks no TLS', {
    send: reset,
    port: { tls: null, plain: sampleSpeech(), secure: null },
  })
  .silent('when https is used already', { target: sampleSecureTarget(), send: reset, port })
  .silent('when the span arrives', { port });

const withTls = sampleEnd({
  collector: sampleCollector({
    components: [sampleReceiver({ grpc: { endpoint: '0.0.0.0:4317', tls: { cert_file: '/tls.crt' } } })],
  }),
});

checkTester(required, 1)
  .fires('a receiver with TLS in the same files', sampleSent({ to: withTls }), {
    says: 'has a tls section and takes nothing else',
    severity: 'error',
    fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector:4317' },
  })
  .silent('where both have TLS', { ...sampleSent({ to: withTls, secure: true }), workload: sampleWorkload() })
  .silent('on another port', sampleSent({ to: withTls, port: 4318 }));
