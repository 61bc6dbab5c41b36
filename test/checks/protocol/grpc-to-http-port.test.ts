import grpcToHttpPort from '../../../checks/protocol/grpc-to-http-port.ts';
import type { HttpAnswer, PortFact } from '../../../src/model/facts.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleSpeech,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleGrpcTarget({
  endpoint: 'http://localhost:4318',
  url: 'http://localhost:4318',
  port: 4318,
});
const send = sampleFailure({ reach: 'secured', error: { code: null, message: 'Protocol error' } });
const collector = sampleHttp(405, { otlp: true, body: '405 method not allowed, supported: [POST]' });
const answering = (http1: HttpAnswer, http2 = false): PortFact => ({
  tls: null,
  plain: sampleSpeech({ http1, http2 }),
  secure: null,
});
const none = { attempts: [] };

checkTester(grpcToHttpPort)
  .fires(
    'offers the other protocol on this port first, then gRPC on its own port',
    {
      target,
      send,
      port: answering(collector),
      survey: {
        attempts: [
          sampleAttempt({ kind: 'protocol' }),
          sampleAttempt({ kind: 'port', protocol: 'grpc', port: 4317 }),
        ],
      },
    },
    {
      says: 'answer to HTTP/1.1: HTTP 405: 405 method not allowed, supported: [POST]',
      fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
      fixes: 2,
    },
  )
  .fires(
    'when a guard in front of the receiver refuses the empty export',
    {
      target,
      send,
      port: answering(sampleHttp(404)),
      survey: {
        attempts: [
          sampleAttempt({ kind: 'protocol', accepted: false, http: sampleHttp(401) }),
          sampleAttempt({ kind: 'port', protocol: 'grpc', port: 4317 }),
        ],
      },
    },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317' }, fixes: 1 },
  )
  .fires(
    'names the protocol when nothing was accepted yet',
    {
      target,
      send,
      port: answering(collector),
      survey: { attempts: [sampleAttempt({ kind: 'protocol', accepted: false, http: sampleHttp(401) })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }, fixes: 1 },
  )
  .fires(
    'inside TLS',
    {
      target: sampleGrpcTarget({
        endpoint: 'https://localhost:4318',
        url: 'https://localhost:4318',
        port: 4318,
        secure: true,
      }),
      send,
      port: {
        tls: { alpn: 'http/1.1', protocol: 'TLSv1.3' },
        plain: sampleSpeech({ end: 'closed' }),
        secure: sampleSpeech({ http1: collector }),
      },
      survey: { attempts: [sampleAttempt({ kind: 'protocol', secure: true })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' } },
  )
  .silent('for a web server that takes no OTLP', {
    target,
    send,
    port: answering(sampleHttp(200, { contentType: 'text/html' })),
    survey: { attempts: [sampleAttempt({ kind: 'protocol', accepted: false, http: sampleHttp(404) })] },
  })
  .silent('for a port that speaks HTTP/2 as well', {
    target,
    send,
    port: answering(collector, true),
    survey: none,
  })
  .silent('when plaintext is answered and TLS was asked for', {
    target: sampleGrpcTarget({ port: 4318, secure: true }),
    send,
    port: answering(collector),
  })
  .silent('for an HTTP exporter', { send, port: answering(collector) })
  .silent('when the span arrives', { target: sampleGrpcTarget(), port: answering(collector) })
  .silent('when another gRPC server answers', {
    target,
    send: sampleFailure({ grpc: sampleGrpc(12) }),
    port: { tls: null, plain: sampleSpeech({ http2: true, end: 'closed' }), secure: null },
  })
  .silent('when OTLP is taken on another port only', {
    target: sampleTarget({ protocol: 'grpc', port: 3000 }),
    send,
    port: answering(sampleHttp(200)),
    survey: { attempts: [sampleAttempt({ kind: 'port', port: 4318 })] },
  });
