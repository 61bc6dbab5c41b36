import noResponse from '../../../checks/receiver/no-response.ts';
import type { PortFact, Speech } from '../../../src/model/facts.ts';
import { sampleFailure, sampleGrpcTarget, sampleHttp, sampleSpeech } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const silence = sampleFailure({
  reach: 'secured',
  ms: 10_000.4,
  timedOut: true,
  error: { code: 'ETIMEDOUT', message: 'no answer within 10000 ms' },
});
const plain = (change: Partial<Speech>): PortFact => ({
  tls: null,
  plain: sampleSpeech(change),
  secure: null,
});

checkTester(noResponse)
  .fires(
    'when nothing is said to any greeting',
    { send: silence, port: plain({ end: 'silent' }) },
    {
      says: 'no byte came back within 10000 ms',
    },
  )
  .fires('over gRPC', { target: sampleGrpcTarget(), send: silence, port: plain({ end: 'silent' }) })
  .fires('when the port was not asked', { send: silence, port: undefined })
  .silent('when the port answers a greeting: it is only slow', {
    send: silence,
    port: plain({ http1: sampleHttp(405, { otlp: true }) }),
  })
  .silent('when the port speaks HTTP/2', { send: silence, port: plain({ http2: true, end: 'silent' }) })
  .silent('when the port speaks TLS, and waits for a handshake', {
    send: silence,
    port: {
      tls: { alpn: null, protocol: 'TLSv1.3' },
      plain: sampleSpeech({ end: 'silent' }),
      secure: sampleSpeech(),
    },
  })
  .silent('when the connection was reset', {
    send: sampleFailure({ error: { code: 'ECONNRESET', message: 'reset' } }),
    port: plain({ end: 'reset' }),
  })
  .silent('when the span arrives', { port: plain({ end: 'silent' }) });
