import protobufUnsupported from '../../../checks/protocol/protobuf-unsupported.ts';
import type { Attempt } from '../../../src/model/facts.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const refused = sampleFailure({ reach: 'routed', http: sampleHttp(415) });
const json = (change: Partial<Attempt> = {}): Attempt =>
  sampleAttempt({ kind: 'protocol', protocol: 'http/json', ...change });
const protobuf = (accepted: boolean): Attempt => sampleAttempt({ accepted });

checkTester(protobufUnsupported)
  .fires(
    'when JSON is taken on the same path',
    { send: refused, survey: { attempts: [protobuf(false), json()] } },
    { fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, says: 'takes JSON, not protobuf' },
  )
  .fires(
    'on 400, and tells the way of SDKs without JSON',
    {
      send: sampleFailure({ reach: 'routed', http: sampleHttp(400, { body: 'invalid JSON' }) }),
      survey: { attempts: [protobuf(false), json()] },
    },
    { says: 'message: invalid JSON', fixes: 2 },
  )
  .silent('when an empty export as protobuf is taken', {
    send: refused,
    survey: { attempts: [protobuf(true), json()] },
  })
  .silent('when JSON is refused as well', {
    send: refused,
    survey: { attempts: [protobuf(false), json({ accepted: false })] },
  })
  .silent('when JSON is taken on another port only', {
    send: refused,
    survey: { attempts: [json({ kind: 'port', port: 14318 })] },
  })
  .silent('when JSON is taken inside TLS only', {
    send: refused,
    survey: { attempts: [json({ secure: true })] },
  })
  .silent('when JSON is sent', {
    target: sampleTarget({ protocol: 'http/json' }),
    send: refused,
    survey: { attempts: [json()] },
  })
  .silent('when no answer came', {
    send: sampleFailure({ error: { code: 'ECONNRESET', message: 'reset' } }),
    survey: { attempts: [json()] },
  });
