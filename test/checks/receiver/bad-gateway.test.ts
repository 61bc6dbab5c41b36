import badGateway from '../../../checks/receiver/bad-gateway.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const answer = (status: number) =>
  sampleFailure({ reach: 'routed', http: sampleHttp(status, { server: 'nginx' }) });

checkTester(badGateway)
  .fires('on 502', { send: answer(502) }, { says: 'server: nginx', fix: 'forwards to its right host' })
  .fires('on 504', { send: answer(504) }, { says: 'HTTP 504' })
  .silent('on 503, which the receiver says itself', { send: answer(503) })
  .silent('on 500', { send: answer(500) })
  .silent('on UNAVAILABLE over gRPC', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(14) }),
  });
