import grpcOverHttp1 from '../../../checks/protocol/grpc-over-http1.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const envoy = 'upstream connect error or disconnect/reset before headers. reset reason: ';

checkTester(grpcOverHttp1)
  .fires(
    'on what Envoy says of a cluster that speaks HTTP/1.1',
    {
      target: sampleGrpcTarget(),
      send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(14, `${envoy}protocol error`) }),
    },
    { says: 'answered by: Envoy', fix: /http2_protocol_options/ },
  )
  .fires(
    'on a proxy that wants the length of a gRPC call',
    {
      target: sampleGrpcTarget(),
      send: sampleFailure({ http: sampleHttp(411, { server: 'lighttpd/1.4.69' }) }),
    },
    { fix: /lighttpd cannot carry gRPC/ },
  )
  .silent('over HTTP, where the port behind the proxy is the wrong one', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(503, { body: `${envoy}protocol error` }) }),
  })
  .silent('on a receiver that is down', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(14, `${envoy}remote connection failure`) }),
  });
