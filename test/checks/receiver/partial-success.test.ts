import partialSuccess from '../../../checks/receiver/partial-success.ts';
import { sampleFailure, sampleGrpc, sampleGrpcTarget, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const http = (rejected: number, message: string) =>
  sampleFailure({ reach: 'routed', http: sampleHttp(200, { otlp: true, partial: { rejected, message } }) });

checkTester(partialSuccess)
  .fires(
    'with the message of the receiver',
    { send: http(1, 'quota exceeded') },
    {
      says: 'rejected 1 item: quota exceeded',
    },
  )
  .fires('without a message', { send: http(3, '') }, { says: 'rejected 3 items.' })
  .fires(
    'over gRPC',
    {
      target: sampleGrpcTarget(),
      send: sampleFailure({
        reach: 'routed',
        grpc: sampleGrpc(0, '', { partial: { rejected: 1, message: 'too old' } }),
      }),
    },
    { says: 'message: too old' },
  )
  .silent('for a message without rejected items, which is a warning of the receiver', {
    send: http(0, 'deprecated attribute'),
  })
  .silent('on an error', { send: sampleFailure({ reach: 'routed', http: sampleHttp(400) }) });
