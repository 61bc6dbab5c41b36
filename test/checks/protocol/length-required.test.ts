import lengthRequired from '../../../checks/protocol/length-required.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const habits = { framing: 'chunked', http2: false, userAgent: null, redirects: 'refused' } as const;
const target = sampleTarget({ habits });
const yes = sampleHttp(200, { contentType: 'application/x-protobuf', otlp: true });
const no = sampleHttp(400, { body: 'empty request' });

checkTester(lengthRequired)
  .fires(
    'on 411',
    { target, send: sampleFailure({ http: sampleHttp(411) }) },
    { fix: /gRPC/, says: 'in chunks' },
  )
  .fires('on what S3 says', {
    target,
    send: sampleFailure({ http: sampleHttp(400, { body: '<Code>MissingContentLength</Code>' }) }),
  })
  .fires('when the same item is taken with its length', {
    target,
    send: sampleFailure({ http: no, withLength: yes }),
  })
  .fires(
    'when chunks are taken unread (wsgiref)',
    { target, send: sampleFailure({ http: yes, control: yes, withLength: no }) },
    { says: 'not read' },
  )
  .fires(
    'with compression, which Go and Java can leave',
    {
      target: sampleTarget({ habits: { ...habits, http2: true }, compression: 'gzip' }),
      send: sampleFailure({ http: sampleHttp(411) }),
    },
    { fix: { OTEL_EXPORTER_OTLP_COMPRESSION: 'none' } },
  )
  .fires(
    'with gRPC first where the receiver takes it',
    {
      target,
      send: sampleFailure({ http: sampleHttp(411) }),
      survey: { attempts: [sampleAttempt({ kind: 'protocol', protocol: 'grpc' })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' } },
  )
  .silent('for SDKs that tell the length', { send: sampleFailure({ http: sampleHttp(411) }) })
  .silent('when the length changes nothing', {
    target,
    send: sampleFailure({ http: no, withLength: no }),
  })
  .silent('on another 400', { target, send: sampleFailure({ http: no }) })
  .silent('when the item arrives', { target });
