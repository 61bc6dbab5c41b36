import rejected from '../../../checks/auth/rejected.ts';
import { sampleFailure, sampleGrpc, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const bearer = sampleTarget({ headers: [{ name: 'authorization', scheme: 'Bearer', length: 47 }] });

checkTester(rejected)
  .fires(
    'on 401 with a credential, which it shows masked',
    { target: bearer, send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }) },
    { says: 'headers sent: authorization: Bearer *** (47 characters)' },
  )
  .fires(
    'when another scheme is asked for than was sent',
    {
      target: bearer,
      send: sampleFailure({ reach: 'routed', http: sampleHttp(401, { authenticate: 'Basic realm="x"' }) }),
    },
    { says: 'It asks for Basic, and Bearer was sent.' },
  )
  .fires(
    'without the remark on schemes when they are the same in another case',
    {
      target: bearer,
      send: sampleFailure({ reach: 'routed', http: sampleHttp(401, { authenticate: 'bearer error="x"' }) }),
    },
    { says: /does not accept the credential that was sent\.\n/ },
  )
  .fires(
    'on UNAUTHENTICATED over gRPC',
    {
      target: sampleTarget({ protocol: 'grpc', headers: [{ name: 'api-key', scheme: null, length: 32 }] }),
      send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16, 'invalid key') }),
    },
    { says: 'headers sent: api-key: *** (32 characters)' },
  )
  .silent('without any credential: it is missing then', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
  })
  .silent('on 403, where the credential is known and not enough', {
    target: bearer,
    send: sampleFailure({ reach: 'routed', http: sampleHttp(403) }),
  })
  .silent('when the span arrives', { target: bearer });
