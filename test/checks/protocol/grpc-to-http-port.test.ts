import grpcToHttpPort from '../../../checks/protocol/grpc-to-http-port.ts';
import type { HttpAnswer, PortFact } from '../../../src/model/facts.ts';
import { sampleEnd, sampleNowhere, sampleWorkload } from '../../../src/samples/deployment.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleSpeech,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { sampleSent } from '../../../src/samples/sent.ts';
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

const toHttp = (change: Parameters<typeof sampleSent>[0] = {}) => sampleSent({ port: 4318, ...change });

checkTester(grpcToHttpPort, 1)
  .fires('the HTTP port of a Collector', toHttp(), {
    says: 'receiver otlp: OTLP over HTTP on port 4318 (otel-collector.yaml:',
    severity: 'error',
    fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
    fixes: 2,
  })
  .fires('says where the protocol is set', toHttp({ fromLabel: 'api' }), {
    says: 'grpc (compose.yaml:7)',
    count: 1,
  })
  .fires('a receiver by convention', toHttp({ to: sampleEnd({ collector: null }) }), {
    says: 'by convention port 4318 takes OTLP over HTTP',
    severity: 'error',
  })
  .fires(
    'a host that is not in the files',
    toHttp({ via: 'unknown', to: sampleNowhere('otel', 'external') }),
    {
      severity: 'warning',
    },
  )
  .fires(
    'as a note where the program may decide otherwise',
    sampleSent({ port: 4318 }, { protocolBy: { variable: null, perSignal: false, byFlag: false } }),
    { says: 'unless its program says otherwise', severity: 'info' },
  )
  .fires(
    'where an agent decides',
    {
      ...sampleSent({ port: 4318 }, { protocolBy: { variable: null, perSignal: false, byFlag: false } }),
      workload: sampleWorkload({ byAgent: true }),
    },
    { severity: 'error' },
  )
  .silent('something that is no receiver', toHttp({ to: sampleEnd({ collector: null, receives: false }) }))
  .silent(
    'a port that somebody chose',
    sampleSent({ port: 14318, containerPort: 4318, to: sampleEnd({ collector: null }) }),
  )
  .silent(
    'localhost where nothing receives',
    toHttp({ host: 'localhost', via: 'localhost', to: sampleNowhere('nothing') }),
  )
  .silent(
    'an exporter of which nothing is known',
    sampleSent({ port: 4318, to: sampleEnd({ collector: null }) }, { unknown: ['exporter'] }),
  )
  .silent(
    'through a proxy',
    sampleSent({ port: 4318 }, { proxy: { host: 'proxy', port: 3128, variable: 'HTTP_PROXY' } }),
  );
