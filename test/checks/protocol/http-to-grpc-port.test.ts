import httpToGrpcPort from '../../../checks/protocol/http-to-grpc-port.ts';
import type { PortFact } from '../../../src/model/facts.ts';
import { sampleWorkload } from '../../../src/samples/deployment.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleSpeech,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { sampleSent } from '../../../src/samples/sent.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({
  endpoint: 'http://localhost:4317',
  url: 'http://localhost:4317/v1/traces',
  port: 4317,
});
const send = sampleFailure({
  reach: 'secured',
  error: { code: 'HPE_INVALID_CONSTANT', message: 'Parse Error: Expected HTTP/' },
});
const grpcPort: PortFact = { tls: null, plain: sampleSpeech({ http2: true, end: 'closed' }), secure: null };
const overGrpc = sampleAttempt({ kind: 'protocol', protocol: 'grpc', port: 4317 });

checkTester(httpToGrpcPort)
  .fires(
    'offers gRPC on this port, and HTTP on its own',
    {
      target,
      send,
      port: grpcPort,
      survey: { attempts: [overGrpc, sampleAttempt({ kind: 'port', port: 4318 })] },
    },
    {
      says: 'HPE_INVALID_CONSTANT: Parse Error: Expected HTTP/',
      fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      fixes: 2,
    },
  )
  .fires(
    'names gRPC when that is all there is',
    { target, send, port: grpcPort, survey: { attempts: [overGrpc] } },
    { fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, fixes: 1 },
  )
  .fires(
    'when the gRPC receiver wants a credential',
    {
      target,
      send,
      port: grpcPort,
      survey: {
        attempts: [
          sampleAttempt({
            kind: 'protocol',
            protocol: 'grpc',
            port: 4317,
            accepted: false,
            grpc: sampleGrpc(16),
          }),
        ],
      },
    },
    { fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, fixes: 1 },
  )
  .fires('when a gRPC server says 415 to HTTP', {
    target,
    send: sampleFailure({ reach: 'routed', http: sampleHttp(415) }),
    port: grpcPort,
    survey: { attempts: [overGrpc] },
  })
  .silent('for another gRPC server, which has no OTLP', {
    target,
    send,
    port: grpcPort,
    survey: {
      attempts: [
        sampleAttempt({
          kind: 'protocol',
          protocol: 'grpc',
          port: 4317,
          accepted: false,
          grpc: sampleGrpc(12),
        }),
      ],
    },
  })
  .silent('for a server that takes both and refuses for a reason of its own', {
    target,
    send: sampleFailure({ reach: 'routed', http: sampleHttp(403) }),
    port: grpcPort,
    survey: { attempts: [overGrpc] },
  })
  .silent('for a port that speaks no HTTP/2', {
    target,
    send,
    port: { tls: null, plain: sampleSpeech({ end: 'closed' }), secure: null },
    survey: { attempts: [overGrpc] },
  })
  .silent('for a gRPC exporter', {
    target: sampleGrpcTarget(),
    send,
    port: grpcPort,
    survey: { attempts: [overGrpc] },
  })
  .silent('when gRPC is taken inside TLS only', {
    target,
    send,
    port: grpcPort,
    survey: { attempts: [sampleAttempt({ kind: 'scheme', protocol: 'grpc', port: 4317, secure: true })] },
  })
  .silent('when the span arrives', { target, port: grpcPort, survey: { attempts: [overGrpc] } });

const toGrpc = sampleSent({ protocol: 'http/protobuf' });

checkTester(httpToGrpcPort, 1)
  .fires('the gRPC port of a Collector', toGrpc, {
    says: 'OTLP over HTTP is sent to collector:4317, which takes gRPC',
    severity: 'error',
    fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    fixes: 2,
  })
  .fires(
    'what the operator puts into Python programs has no gRPC',
    { ...toGrpc, workload: sampleWorkload({ sdk: 'python', instrumented: true, byAgent: true }) },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, fixes: 1 },
  )
  .silent('the HTTP port', sampleSent({ protocol: 'http/protobuf', port: 4318 }))
  .silent('gRPC to the HTTP port, which is the other way round', {
    ...sampleSent({ port: 4318 }),
    workload: sampleWorkload(),
  });
