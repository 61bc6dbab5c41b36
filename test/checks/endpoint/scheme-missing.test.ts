import schemeMissing from '../../../checks/endpoint/scheme-missing.ts';
import type { Target } from '../../../src/model/target.ts';
import { sampleCollector, sampleReceiver } from '../../../src/samples/collector.ts';
import { sampleEnd, sampleLink } from '../../../src/samples/deployment.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const http = (endpoint: string): Target =>
  sampleTarget({ endpoint, faults: ['scheme-missing'], url: null, host: '', port: 0 });

/** For gRPC an endpoint without a scheme means TLS. */
const grpc = sampleGrpcTarget({
  endpoint: 'localhost:4317',
  faults: ['scheme-missing'],
  url: 'https://localhost:4317',
  secure: true,
});

const handshake = sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'wrong version' } });

checkTester(schemeMissing)
  .fires(
    'host and port for HTTP',
    { target: http('localhost:4318'), send: undefined },
    {
      says: 'is no URL',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' },
      fixes: 2,
      suspicion: false,
    },
  )
  .fires('a token', { target: http('pq7zk29wvQ7cAn4rYx81Lm0Pq') }, { says: 'looks like a token', fixes: 1 })
  .fires('a token that a saved run hides', { target: http('***') }, { says: 'looks like a token', fixes: 1 })
  .fires(
    'offers https first for port 443',
    { target: http('collector.example.com:443') },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com:443' } },
  )
  .fires(
    'gRPC whose handshake failed',
    { target: grpc, send: handshake },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317' }, suspicion: false },
  )
  .fires(
    'gRPC whose connection was never made is a suspicion only',
    { target: grpc, send: undefined },
    { suspicion: true },
  )
  .fires(
    'gRPC to a receiver in the same files, which confirms it',
    { target: grpc, send: undefined, link: sampleLink({ secure: true }) },
    { suspicion: false, severity: 'error' },
  )
  .silent('gRPC to a receiver in the same files that speaks TLS', {
    target: grpc,
    send: undefined,
    link: sampleLink({
      secure: true,
      to: sampleEnd({
        collector: sampleCollector({
          components: [
            sampleReceiver({ grpc: { endpoint: '0.0.0.0:4317', tls: { cert_file: '/tls.crt' } } }),
          ],
        }),
      }),
    }),
  })
  .silent('gRPC that is delivered: the receiver speaks TLS', { target: grpc })
  .silent('gRPC that is refused through TLS', {
    target: grpc,
    send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16, 'no token') }),
  })
  .silent('an endpoint with a scheme that fails', { send: handshake })
  .silent('an endpoint with quotes', { target: sampleTarget({ faults: ['quoted'], url: null }) });
