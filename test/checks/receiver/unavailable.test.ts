import unavailable from '../../../checks/receiver/unavailable.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

checkTester(unavailable)
  .fires(
    'on 503',
    { send: sampleFailure({ reach: 'routed', http: sampleHttp(503, { body: 'high memory usage' }) }) },
    { says: 'message: high memory usage' },
  )
  .fires(
    'on UNAVAILABLE from the server',
    {
      target: sampleGrpcTarget(),
      send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(14, 'shutting down') }),
    },
    { says: 'UNAVAILABLE (14)' },
  )
  .silent('when the connection could not be made, which gRPC calls unavailable as well', {
    target: sampleGrpcTarget(),
    send: sampleFailure({
      reach: 'resolved',
      error: { code: 'ECONNREFUSED', message: 'No connection established. Last error: ECONNREFUSED' },
    }),
  })
  .silent('on 502, which a proxy says', { send: sampleFailure({ reach: 'routed', http: sampleHttp(502) }) })
  .silent('on 429', { send: sampleFailure({ reach: 'routed', http: sampleHttp(429) }) });
