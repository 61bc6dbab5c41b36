import plaintextServer from '../../../checks/tls/plaintext-server.ts';
import type { PortFact, Speech } from '../../../src/model/facts.ts';
import { sampleEnd, sampleWorkload } from '../../../src/samples/deployment.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleHttp,
  sampleSecureTarget,
  sampleSpeech,
  sampleTarget,
  sampleTls,
} from '../../../src/samples/facts.ts';
import { sampleSent } from '../../../src/samples/sent.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleSecureTarget({
  endpoint: 'https://localhost:4318',
  url: 'https://localhost:4318/v1/traces',
  host: 'localhost',
  port: 4318,
});
const send = sampleFailure({
  reach: 'connected',
  error: { code: 'EPROTO', message: 'wrong version number' },
});
const notTls = sampleTls({ outcome: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER', chain: [] });
const plain = (change: Partial<Speech>): PortFact => ({
  tls: null,
  plain: sampleSpeech(change),
  secure: null,
});
const collector = sampleHttp(405, { otlp: true });

checkTester(plaintextServer)
  .fires(
    'offers http:// where it was found to work',
    {
      target,
      send,
      tls: notTls,
      port: plain({ http1: collector }),
      survey: { attempts: [sampleAttempt({ kind: 'scheme' })] },
    },
    {
      says: 'TLS handshake: ERR_SSL_WRONG_VERSION_NUMBER',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' },
      fixes: 1,
    },
  )
  .fires(
    'a gRPC port',
    { target, send, tls: undefined, port: plain({ http2: true, end: 'closed' }), survey: undefined },
    {
      says: 'plaintext answer: HTTP/2 frames',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' },
      fixes: 2,
    },
  )
  .fires(
    'a server with a greeting of its own',
    { target, send, tls: notTls, port: plain({ banner: 'SSH-2.0-OpenSSH' }), survey: { attempts: [] } },
    { says: 'plaintext answer: SSH-2.0-OpenSSH', fix: 'Change https:// to http://' },
  )
  .silent('a port that speaks TLS', {
    target,
    send,
    port: {
      tls: { alpn: 'h2', protocol: 'TLSv1.3' },
      plain: sampleSpeech({ http1: sampleHttp(400) }),
      secure: sampleSpeech(),
    },
  })
  .silent('a port that says nothing in plaintext either', {
    target,
    send,
    tls: notTls,
    port: plain({ end: 'closed' }),
  })
  .silent('a plaintext endpoint', { send, port: plain({ http1: collector }) })
  .silent('when the span arrives', { target, port: plain({ http1: collector }) });

checkTester(plaintextServer, 1)
  .fires('a receiver without TLS in the same files', sampleSent({ secure: true }), {
    says: 'receiver otlp: without TLS (otel-collector.yaml:5)',
    severity: 'error',
    fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317' },
  })
  .silent('where nothing is encrypted', { ...sampleSent(), workload: sampleWorkload() })
  .silent('where the receiver is not known', sampleSent({ secure: true, to: sampleEnd({ collector: null }) }))
  .silent(
    'through a proxy',
    sampleSent({ secure: true }, { proxy: { host: 'proxy', port: 3128, variable: 'HTTPS_PROXY' } }),
  );

const onSocket = sampleTarget({
  ...{ endpoint: 'unix:///run/otel.sock', protocol: 'grpc', secure: true },
  ...{ socket: '/run/otel.sock', url: null, host: '', port: 0 },
});

checkTester(plaintextServer, 2)
  .fires(
    'a Unix socket that an SDK encrypts without being told',
    { target: onSocket, send, tls: notTls },
    { says: 'ERR_SSL_WRONG_VERSION_NUMBER', fix: { OTEL_EXPORTER_OTLP_INSECURE: 'true' }, fixes: 2 },
  )
  .silent('a port', { target, send, tls: notTls })
  .silent('a socket with TLS', { target: onSocket, send, tls: sampleTls() });
