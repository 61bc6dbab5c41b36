import payloadTooLarge from '../../../checks/receiver/payload-too-large.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const grpc = (status: number, message: string) => ({
  target: sampleGrpcTarget(),
  send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(status, message) }),
});

checkTester(payloadTooLarge)
  .fires(
    'on 413',
    { send: sampleFailure({ reach: 'routed', http: sampleHttp(413, { server: 'nginx' }) }) },
    { says: 'server: nginx', fix: 'client_max_body_size' },
  )
  .fires('on the words of a gRPC server', grpc(8, 'grpc: received message larger than max (812 vs. 100)'), {
    says: 'larger than max',
  })
  .silent('on a quota', grpc(8, 'ingestion rate limit exceeded'))
  .silent('on 400', { send: sampleFailure({ reach: 'routed', http: sampleHttp(400) }) });
