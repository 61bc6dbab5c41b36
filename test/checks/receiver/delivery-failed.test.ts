import deliveryFailed from '../../../checks/receiver/delivery-failed.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { type CheckTester, checkTester } from '../../kit/check-tester.ts';

const KNOWN_HTTP = [301, 308, 400, 401, 403, 404, 405, 413, 429, 500, 502, 503, 504];
const KNOWN_GRPC = [2, 3, 7, 8, 12, 13, 14, 15, 16];

const silentWhereKnown = (tester: CheckTester): CheckTester => {
  const http = KNOWN_HTTP.reduce(
    (cases, status) =>
      cases.silent(`on ${status}, which another check explains`, {
        send: sampleFailure({ http: sampleHttp(status) }),
      }),
    tester,
  );
  return KNOWN_GRPC.reduce(
    (cases, status) =>
      cases.silent(`on gRPC status ${status}, which another check explains`, {
        target: sampleGrpcTarget(),
        send: sampleFailure({ grpc: sampleGrpc(status) }),
      }),
    http,
  );
};

silentWhereKnown(checkTester(deliveryFailed))
  .fires(
    'on a status that nobody knows',
    { send: sampleFailure({ reach: 'routed', http: sampleHttp(451, { body: 'not in this country' }) }) },
    { says: 'message: not in this country' },
  )
  .fires(
    'on a gRPC status that nobody knows',
    { target: sampleGrpcTarget(), send: sampleFailure({ grpc: sampleGrpc(9, 'not yet') }) },
    { says: 'FAILED_PRECONDITION (9)' },
  )
  .fires(
    'on a success that is none',
    { send: sampleFailure({ http: sampleHttp(200, { contentType: 'text/html' }) }) },
    { says: 'HTTP 200' },
  )
  .fires(
    'on a connection that ends without an answer',
    { send: sampleFailure({ reach: 'secured', error: { code: 'EPIPE', message: 'write EPIPE' } }) },
    { says: 'ends without a usable answer' },
  )
  .silent('when nothing came until the timeout', { send: sampleFailure({ timedOut: true }) })
  .silent('on a partial success', {
    send: sampleFailure({ http: sampleHttp(200, { partial: { rejected: 1, message: '' } }) }),
  });
