import http2Unsupported from '../../../checks/protocol/http2-unsupported.ts';
import type { HttpAnswer, PortFact } from '../../../src/model/facts.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleSpeech,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleGrpcTarget();
const send = sampleFailure({ reach: 'secured', error: { code: null, message: 'Protocol error' } });
const none = { attempts: [] };
const answering = (http1: HttpAnswer, http2 = false): PortFact => ({
  tls: null,
  plain: sampleSpeech({ http1, http2 }),
  secure: null,
});
const nginx = sampleHttp(502, { server: 'nginx/1.27' });

checkTester(http2Unsupported)
  .fires(
    'a proxy that speaks HTTP/1.1 only',
    { target, send, port: answering(nginx), survey: none },
    {
      says: 'server: nginx/1.27',
      fix: 'grpc_pass',
      fixes: 1,
    },
  )
  .fires(
    'offers the way that is open first',
    {
      target,
      send,
      port: answering(nginx),
      survey: { attempts: [sampleAttempt({ kind: 'port', port: 4318 })] },
    },
    {
      fix: {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      },
      fixes: 2,
    },
  )
  .fires(
    'an answer without trailers',
    {
      target,
      send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(2, 'missing grpc-status in trailers') }),
      port: answering(sampleHttp(404), true),
      survey: none,
    },
    { says: 'drops the trailers of gRPC' },
  )
  .silent('a port that takes OTLP over HTTP: the port is the wrong one', {
    target,
    send,
    port: answering(nginx),
    survey: { attempts: [sampleAttempt({ kind: 'protocol', port: 4317 })] },
  })
  .silent('a receiver that greets as a Collector does', {
    target,
    send,
    port: answering(sampleHttp(405, { otlp: true, server: 'envoy' })),
    survey: none,
  })
  .silent('a web page', { target, send, port: answering(sampleHttp(200, { server: 'nginx' })), survey: none })
  .silent('a server that is no known proxy', { target, send, port: answering(sampleHttp(404)), survey: none })
  .silent('a proxy that speaks HTTP/2', { target, send, port: answering(nginx, true), survey: none })
  .silent('an HTTP exporter', { send, port: answering(nginx), survey: none })
  .silent('when the span arrives', { target, port: answering(nginx), survey: none });
