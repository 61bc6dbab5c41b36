import forbidden from '../../../checks/auth/forbidden.ts';
import { sampleFailure, sampleGrpc, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

checkTester(forbidden)
  .fires(
    'on 403, and names the headers that were sent',
    {
      target: sampleTarget({ headers: [{ name: 'api-key', scheme: null, length: 32 }] }),
      send: sampleFailure({ reach: 'routed', http: sampleHttp(403, { body: 'no write access' }) }),
    },
    { says: 'headers configured: api-key' },
  )
  .fires(
    'on PERMISSION_DENIED over gRPC',
    { send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(7, 'project denied') }) },
    { says: 'PERMISSION_DENIED (7)' },
  )
  .fires(
    'names the gateway whose words these are',
    {
      send: sampleFailure({
        reach: 'routed',
        http: sampleHttp(403, {
          contentType: 'application/json',
          body: '{"message":"Missing Authentication Token"}',
          otlp: true,
        }),
      }),
    },
    { says: 'answered by: AWS API Gateway', fix: /the stage in front/ },
  )
  .fires(
    'does not blame the proxy that an answer only passed through',
    {
      send: sampleFailure({
        reach: 'routed',
        http: sampleHttp(403, { server: 'nginx', contentType: 'application/json', body: '{"reason":"ip"}' }),
      }),
    },
    { says: 'does not allow this export', fix: /On the way is nginx/ },
  )
  .silent('on 401, which is a matter of the credentials themselves', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
  })
  .silent('on UNAUTHENTICATED', { send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16) }) })
  .silent('when no answer came', {
    send: sampleFailure({ reach: 'resolved', error: { code: 'ECONNREFUSED', message: 'refused' } }),
  });
