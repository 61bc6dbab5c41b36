import rejectedPayload from '../../../checks/receiver/rejected-payload.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

checkTester(rejectedPayload)
  .fires(
    'on 400, with the words of the receiver',
    { send: sampleFailure({ reach: 'routed', http: sampleHttp(400, { body: 'missing dataset header' }) }) },
    { says: 'message: missing dataset header' },
  )
  .fires(
    'on INVALID_ARGUMENT',
    { target: sampleGrpcTarget(), send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(3, 'bad') }) },
    { says: 'INVALID_ARGUMENT (3)' },
  )
  .silent('on 404', { send: sampleFailure({ http: sampleHttp(404) }) })
  .silent('on 500', { send: sampleFailure({ reach: 'routed', http: sampleHttp(500) }) })
  .silent('on UNIMPLEMENTED', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ grpc: sampleGrpc(12) }),
  });
