import tenantMissing from '../../../checks/auth/tenant-missing.ts';
import {
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const said = (status: number, body: string) =>
  sampleFailure({ reach: 'routed', http: sampleHttp(status, { body }) });
const noOrg = said(401, 'no org id');

checkTester(tenantMissing)
  .fires(
    'as Tempo, Loki and Mimir say it',
    { send: noOrg },
    {
      says: 'headers configured: none',
      fix: { OTEL_EXPORTER_OTLP_HEADERS: 'x-scope-orgid=TENANT' },
    },
  )
  .fires(
    'whatever the status',
    { send: said(400, 'missing dataset') },
    {
      fix: { OTEL_EXPORTER_OTLP_HEADERS: 'x-honeycomb-dataset=DATASET' },
    },
  )
  .fires(
    'over gRPC',
    {
      target: sampleGrpcTarget(),
      send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16, 'no org id') }),
    },
    { says: 'UNAUTHENTICATED (16)' },
  )
  .fires(
    'beside a credential, which is to be kept',
    {
      target: sampleTarget({ headers: [{ name: 'authorization', scheme: 'Bearer', length: 40 }] }),
      send: noOrg,
    },
    { fix: 'keep the headers that are set already' },
  )
  .fires(
    'another header that is named',
    { send: said(400, '{"message":"headers must have required property \'x-shop-id\'"}') },
    {
      says: 'without the header x-shop-id, which it names',
      fix: { OTEL_EXPORTER_OTLP_HEADERS: 'x-shop-id=VALUE' },
    },
  )
  .fires(
    'the named header, not one that such words mean elsewhere',
    { send: said(400, 'Missing required header: X-Workspace') },
    { fix: { OTEL_EXPORTER_OTLP_HEADERS: 'x-workspace=VALUE' } },
  )
  .fires(
    'a key that is asked for in words, and not by 401',
    { send: said(400, 'Missing X-Api-Key header') },
    { fix: { OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=VALUE' } },
  )
  .silent('when 401 names a credential: that is told as one', { send: said(401, 'Missing X-Api-Key header') })
  .silent('when the header is sent: it is the wrong tenant then', {
    target: sampleTarget({ headers: [{ name: 'x-scope-orgid', scheme: null, length: 4 }] }),
    send: noOrg,
  })
  .silent('when nothing is said of a tenant', { send: said(401, 'invalid token') })
  .silent('when no answer came', {
    send: sampleFailure({ error: { code: 'ECONNRESET', message: 'socket hang up' } }),
  });
