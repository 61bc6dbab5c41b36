import connectionReset from '../../../checks/network/connection-reset.ts';
import type { PortFact } from '../../../src/model/facts.ts';
import { sampleFailure, sampleGrpcTarget, sampleHttp, sampleSpeech } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const reset = sampleFailure({
  reach: 'secured',
  error: { code: 'ECONNRESET', message: 'read ECONNRESET' },
});

const plain = (change: Parameters<typeof sampleSpeech>[0]): PortFact => ({
  tls: null,
  plain: sampleSpeech(change),
  secure: null,
});

checkTester(connectionReset)
  .fires(
    'on a reset whatever is said',
    { send: reset, port: plain({ end: 'reset' }) },
    {
      says: 'error: ECONNRESET: read ECONNRESET',
      fix: '0.0.0.0:4317 and 0.0.0.0:4318',
    },
  )
  .fires('over gRPC', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ reach: 'secured', error: { code: 'ECONNRESET', message: 'read ECONNRESET' } }),
    port: plain({ end: 'reset' }),
  })
  .silent('on a clean end, which has its own code', { send: reset, port: plain({ end: 'closed' }) })
  .silent('when the port speaks TLS: a TLS server may reset what is no handshake', {
    send: reset,
    port: {
      tls: { alpn: 'http/1.1', protocol: 'TLSv1.3' },
      plain: sampleSpeech({ end: 'reset' }),
      secure: sampleSpeech({ http1: sampleHttp(405, { otlp: true }) }),
    },
  })
  .silent('when the port speaks gRPC and resets HTTP/1.1', {
    send: reset,
    port: plain({ http2: true, end: 'reset' }),
  })
  .silent('when the port answers HTTP', {
    send: reset,
    port: plain({ http1: sampleHttp(200), end: 'reset' }),
  })
  .silent('when the port greets', {
    send: reset,
    port: plain({ banner: '220 mail.example.com', end: 'reset' }),
  })
  .silent('when the export was answered', {
    send: sampleFailure({ http: sampleHttp(502) }),
    port: plain({ end: 'reset' }),
  })
  .silent('when the span arrives', { port: plain({ end: 'reset' }) });
