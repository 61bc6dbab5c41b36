import responseInvalid from '../../../checks/receiver/response-invalid.ts';
import type { HttpAnswer, SendFact } from '../../../src/model/facts.ts';
import { healthyFacts, sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const delivered = (http: HttpAnswer | null): SendFact => ({
  deliveries: healthyFacts().send.deliveries.map((delivery) => ({ ...delivery, http })),
});

const json = sampleTarget({ protocol: 'http/json' });

checkTester(responseInvalid)
  .fires(
    'JSON in answer to protobuf',
    { send: delivered(sampleHttp(200, { contentType: 'application/json' })) },
    {
      severity: 'info',
      says: 'should be application/x-protobuf and is application/json',
      fixes: 0,
    },
  )
  .fires(
    'no content type',
    { send: delivered(sampleHttp(204, { contentType: null })) },
    {
      says: 'content type: (none)',
    },
  )
  .fires('protobuf in answer to JSON', {
    target: json,
    send: delivered(sampleHttp(200, { contentType: 'application/x-protobuf' })),
  })
  .silent('a content type with a parameter', {
    target: json,
    send: delivered(sampleHttp(200, { contentType: 'application/json; charset=utf-8' })),
  })
  .silent('gRPC', { send: delivered(null) })
  .silent('an answer to an item that was not taken', {
    send: sampleFailure({ http: sampleHttp(200, { contentType: 'text/html' }) }),
  });
