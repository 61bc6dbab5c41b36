import badGateway from '../../../checks/receiver/bad-gateway.ts';
import {
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleSpeech,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const answer = (status: number) =>
  sampleFailure({ reach: 'routed', http: sampleHttp(status, { server: 'nginx' }) });

const noCall = sampleFailure({ reach: 'secured', error: { code: null, message: 'Protocol error' } });

checkTester(badGateway)
  .fires('on 502', { send: answer(502) }, { says: 'server: nginx', fix: 'forwards to its right host' })
  .fires('on 504', { send: answer(504) }, { says: 'HTTP 504' })
  .fires(
    'where a gateway without HTTP/2 answers a gRPC call with nothing, and HTTP/1.1 with 502',
    {
      target: sampleGrpcTarget(),
      send: noCall,
      port: { tls: null, plain: sampleSpeech({ http1: sampleHttp(502) }), secure: null },
    },
    { fix: 'it has to take HTTP/2' },
  )
  .silent('where HTTP/1.1 is answered otherwise', {
    target: sampleGrpcTarget(),
    send: noCall,
    port: { tls: null, plain: sampleSpeech({ http1: sampleHttp(404) }), secure: null },
  })
  .silent('on 503, which the receiver says itself', { send: answer(503) })
  .silent('on 500', { send: answer(500) })
  .silent('on UNAVAILABLE over gRPC', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(14) }),
  });
