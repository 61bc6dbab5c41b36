import connectionClosed from '../../../checks/network/connection-closed.ts';
import type { PortFact } from '../../../src/model/facts.ts';
import {
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleSecureTarget,
  sampleSpeech,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const hangUp = sampleFailure({
  reach: 'secured',
  error: { code: 'ECONNRESET', message: 'socket hang up' },
});

const plain = (change: Parameters<typeof sampleSpeech>[0]): PortFact => ({
  tls: null,
  plain: sampleSpeech(change),
  secure: null,
});

checkTester(connectionClosed)
  .fires(
    'on a clean end whatever is said',
    { send: hangUp, port: plain({ end: 'closed' }) },
    {
      says: 'localhost:4318 accepts the connection and closes it',
      fix: '0.0.0.0:4317 and 0.0.0.0:4318',
    },
  )
  .fires('over gRPC', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ reach: 'secured', error: { code: null, message: 'Connection dropped' } }),
    port: plain({ end: 'closed' }),
  })
  .fires('for https to a port that closes on a handshake and on plaintext', {
    target: sampleSecureTarget(),
    send: sampleFailure({ reach: 'connected', error: { code: 'ECONNRESET', message: 'disconnected' } }),
    port: plain({ end: 'closed' }),
  })
  .silent('on a reset, which has its own code', { send: hangUp, port: plain({ end: 'reset' }) })
  .silent('on silence', { send: hangUp, port: plain({ end: 'silent' }) })
  .silent('when the port speaks TLS', {
    send: hangUp,
    port: {
      tls: { alpn: 'http/1.1', protocol: 'TLSv1.3' },
      plain: sampleSpeech({ end: 'closed' }),
      secure: sampleSpeech(),
    },
  })
  .silent('when the port speaks gRPC and closes on HTTP/1.1', {
    send: hangUp,
    port: plain({ http2: true, end: 'closed' }),
  })
  .silent('when the port greets', { send: hangUp, port: plain({ banner: 'SSH-2.0-OpenSSH', end: 'closed' }) })
  .silent('when the export was answered', {
    send: sampleFailure({ http: sampleHttp(404) }),
    port: plain({ end: 'closed' }),
  })
  .silent('when the export was answered over gRPC', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(14) }),
    port: plain({ end: 'closed' }),
  })
  .silent('when nothing came until the timeout', {
    send: sampleFailure({ timedOut: true, error: { code: 'ETIMEDOUT', message: 'no answer' } }),
    port: plain({ end: 'closed' }),
  })
  .silent('when the span arrives', { port: plain({ end: 'closed' }) });
