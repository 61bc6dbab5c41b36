import timeout from '../../../checks/receiver/timeout.ts';
import type { PortFact, Speech } from '../../../src/model/facts.ts';
import {
  healthyFacts,
  sampleFailure,
  sampleGrpcTarget,
  sampleHttp,
  sampleSecureTarget,
  sampleSpeech,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const slow = sampleFailure({
  reach: 'secured',
  timedOut: true,
  error: { code: 'ETIMEDOUT', message: 'no answer within 200 ms' },
});
const alive = (change: Partial<Speech>): PortFact => ({
  tls: null,
  plain: sampleSpeech(change),
  secure: null,
});
const collector = sampleHttp(405, { otlp: true });

checkTester(timeout)
  .fires(
    'offers the time of the specification when less is set',
    { target: sampleTarget({ timeoutMs: 200 }), send: slow, port: alive({ http1: collector }) },
    { says: 'timeout: 200 ms', fix: { OTEL_EXPORTER_OTLP_TIMEOUT: '10000' }, fixes: 2 },
  )
  .fires(
    'looks at the receiver when the time is long enough',
    { send: slow, port: alive({ http1: collector }) },
    { fix: 'Look at CPU, memory and queues', fixes: 1 },
  )
  .fires(
    'looks behind a proxy that shows itself',
    { send: slow, port: alive({ http2: true, front: sampleHttp(405, { server: 'nginx/1.22.1' }) }) },
    { says: 'answered by: nginx', fix: 'receiver behind nginx', fixes: 2 },
  )
  .fires('over gRPC', {
    target: sampleGrpcTarget({ timeoutMs: 50 }),
    send: slow,
    port: alive({ http2: true, end: 'silent' }),
  })
  .silent('when the port never says a word', { send: slow, port: alive({ end: 'silent' }) })
  .silent('when only plaintext is answered and TLS was asked for', {
    target: sampleSecureTarget(),
    send: slow,
    port: alive({ http1: collector }),
  })
  .silent('when the export failed before its time', {
    send: sampleFailure({ error: { code: 'ECONNRESET', message: 'reset' } }),
    port: alive({ http1: collector }),
  })
  .silent('when the span arrives after all', {
    target: sampleTarget({ timeoutMs: 200 }),
    port: alive({ http1: collector }),
  });

const answeredAfter = (answerMs: number) => ({
  send: {
    deliveries: healthyFacts().send.deliveries.map((delivery) => ({ ...delivery, answerMs })),
  },
});

checkTester(timeout, 1)
  .fires('tells of an answer that came just in time', answeredAfter(9_500), {
    says: 'took 9.5 s to answer, and the exporter gives up at 10 s',
    fix: 'Relieve the receiver',
  })
  .silent('where much time was left', answeredAfter(1_500));
