import serverError from '../../../checks/receiver/server-error.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const grpc = (status: number) => ({
  target: sampleGrpcTarget(),
  send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(status, 'panic') }),
});

checkTester(serverError)
  .fires('on 500', { send: sampleFailure({ reach: 'routed', http: sampleHttp(500) }) }, { says: 'HTTP 500' })
  .fires('on INTERNAL', grpc(13), { says: 'INTERNAL (13)' })
  .fires('on UNKNOWN', grpc(2), { says: 'UNKNOWN (2)' })
  .fires('on DATA_LOSS', grpc(15), { says: 'DATA_LOSS (15)' })
  .silent('on UNAVAILABLE, which passes', grpc(14))
  .silent('on 502', { send: sampleFailure({ reach: 'routed', http: sampleHttp(502) }) })
  .silent('on 503', { send: sampleFailure({ reach: 'routed', http: sampleHttp(503) }) });
