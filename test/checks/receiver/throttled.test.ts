import throttled from '../../../checks/receiver/throttled.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const grpc = (status: number, message: string) => ({
  target: sampleGrpcTarget(),
  send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(status, message) }),
});

checkTester(throttled)
  .fires(
    'on 429, with the time to wait',
    { send: sampleFailure({ reach: 'routed', http: sampleHttp(429, { retryAfter: '30' }) }) },
    { says: 'retry after: 30' },
  )
  .fires('on RESOURCE_EXHAUSTED', grpc(8, 'quota exceeded'), { says: 'RESOURCE_EXHAUSTED (8)' })
  .silent(
    'when a message is too large, which has the same gRPC status',
    grpc(8, 'received message larger than max'),
  )
  .silent('on 503', { send: sampleFailure({ reach: 'routed', http: sampleHttp(503, { retryAfter: '5' }) }) })
  .silent('on UNAVAILABLE', grpc(14, 'memory'));
