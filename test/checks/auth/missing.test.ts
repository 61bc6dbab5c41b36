import missing from '../../../checks/auth/missing.ts';
import { sampleFailure, sampleGrpc, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const unauthorized = sampleFailure({ reach: 'routed', http: sampleHttp(401) });

checkTester(missing)
  .fires(
    'on 401 without a word on what is wanted, asks for a bearer token',
    { send: unauthorized },
    {
      says: 'headers configured: none',
      fix: { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20TOKEN' },
      fixes: 1,
    },
  )
  .fires(
    'on 401 that asks for Basic',
    {
      send: sampleFailure({
        reach: 'routed',
        http: sampleHttp(401, { authenticate: 'Basic realm="otlp"' }),
      }),
    },
    {
      says: 'asks for: Basic realm="otlp"',
      fix: { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20BASE64_OF_USER_COLON_PASSWORD' },
    },
  )
  .fires(
    'on UNAUTHENTICATED over gRPC',
    { send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16, 'missing token') }) },
    { says: 'missing token' },
  )
  .fires(
    'on 401 that names a header of its own',
    {
      send: sampleFailure({ reach: 'routed', http: sampleHttp(401, { body: 'missing x-acme-key header' }) }),
    },
    { fix: { OTEL_EXPORTER_OTLP_HEADERS: 'x-acme-key=VALUE' } },
  )
  .fires(
    'with a header that is no credential',
    {
      target: sampleTarget({ headers: [{ name: 'x-scope-orgid', scheme: null, length: 5 }] }),
      send: unauthorized,
    },
    { says: 'headers configured: x-scope-orgid' },
  )
  .fires(
    'says that the doctor does not have the credential',
    {
      send: sampleFailure({ signal: 'logs', reach: 'routed', http: sampleHttp(401) }),
    },
    { fix: 'the doctor does not have the credential' },
  )
  .silent('with a credential: it is rejected then, not missing', {
    target: sampleTarget({ headers: [{ name: 'authorization', scheme: 'Bearer', length: 40 }] }),
    send: unauthorized,
  })
  .silent('with the key of a backend in a header of its own', {
    target: sampleTarget({ headers: [{ name: 'x-honeycomb-team', scheme: null, length: 32 }] }),
    send: unauthorized,
  })
  .silent('with a login in the URL', {
    target: sampleTarget({ endpoint: 'http://***@localhost:4318' }),
    send: unauthorized,
  })
  .silent('on 403', { send: sampleFailure({ reach: 'routed', http: sampleHttp(403) }) });
