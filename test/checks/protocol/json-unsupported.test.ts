import jsonUnsupported from '../../../checks/protocol/json-unsupported.ts';
import type { Attempt } from '../../../src/model/facts.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({ protocol: 'http/json' });
const refused = sampleFailure({ reach: 'routed', http: sampleHttp(415) });
const protobuf = (change: Partial<Attempt> = {}): Attempt => sampleAttempt({ kind: 'protocol', ...change });
const json = (accepted: boolean): Attempt => sampleAttempt({ protocol: 'http/json', accepted });

checkTester(jsonUnsupported)
  .fires(
    'when protobuf is taken on the same path',
    { target, send: refused, survey: { attempts: [json(false), protobuf()] } },
    {
      fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
      fixes: 1,
    },
  )
  .fires(
    'on 400, too',
    {
      target,
      send: sampleFailure({ reach: 'routed', http: sampleHttp(400, { body: 'proto: illegal wireType' }) }),
      survey: { attempts: [protobuf()] },
    },
    { says: 'message: proto: illegal wireType' },
  )
  .silent('when an empty export as JSON is taken', {
    target,
    send: refused,
    survey: { attempts: [json(true), protobuf()] },
  })
  .silent('when protobuf is refused as well', {
    target,
    send: refused,
    survey: { attempts: [json(false), protobuf({ accepted: false })] },
  })
  .silent('when protobuf is taken on another port only', {
    target,
    send: refused,
    survey: { attempts: [protobuf({ kind: 'port', port: 14318 })] },
  })
  .silent('when protobuf is taken inside TLS only', {
    target,
    send: refused,
    survey: { attempts: [protobuf({ secure: true })] },
  })
  .silent('when protobuf is sent', { send: refused, survey: { attempts: [protobuf()] } })
  .silent('when no answer came', {
    target,
    send: sampleFailure({ error: { code: 'ECONNRESET', message: 'reset' } }),
    survey: { attempts: [protobuf()] },
  });
