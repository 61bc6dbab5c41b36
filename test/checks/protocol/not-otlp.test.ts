import notOtlp from '../../../checks/protocol/not-otlp.ts';
import type { HttpAnswer, PortFact, Speech } from '../../../src/model/facts.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleSecureTarget,
  sampleSpeech,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const none = { attempts: [] };
const speaking = (change: Partial<Speech>): PortFact => ({
  tls: null,
  plain: sampleSpeech(change),
  secure: null,
});
const answered = (http: HttpAnswer) => sampleFailure({ http });
const unreadable = sampleFailure({
  reach: 'secured',
  error: { code: 'HPE_INVALID_CONSTANT', message: 'Parse Error' },
});
const page = sampleHttp(200, { contentType: 'text/html', body: '<title>Shop</title>' });
const is = (what: string) => ({ says: `localhost:4318 is ${what}, not an OTLP receiver` });

checkTester(notOtlp)
  .fires(
    'a web page that says yes to the export',
    { send: answered(page), port: speaking({ http1: page }), survey: none },
    { ...is('a web page'), fix: 'by convention 4317 for gRPC and 4318 for HTTP' },
  )
  .fires(
    'a server that says yes to everything',
    { send: answered(sampleHttp(204)), port: speaking({ http1: sampleHttp(204) }), survey: none },
    is('a server that says yes to everything'),
  )
  .fires(
    'an SSH server',
    { send: unreadable, port: speaking({ banner: 'SSH-2.0-OpenSSH_9.6' }), survey: none },
    is('an SSH server'),
  )
  .fires(
    'a server with a greeting that nobody knows',
    { send: unreadable, port: speaking({ banner: 'HELLO 1' }), survey: none },
    { says: 'greeting: HELLO 1' },
  )
  .fires(
    'the Jaeger user interface',
    {
      send: answered(sampleHttp(405)),
      port: speaking({
        http1: sampleHttp(200, { body: '<title>Jaeger UI</title>', contentType: 'text/html' }),
      }),
      survey: none,
    },
    is('the Jaeger user interface'),
  )
  .fires(
    'a page of metrics found on another path',
    {
      send: answered(sampleHttp(404)),
      port: speaking({ http1: sampleHttp(404) }),
      survey: {
        attempts: [
          sampleAttempt({
            kind: 'nonsense',
            accepted: false,
            http: sampleHttp(200, { body: '# HELP go_gc\n' }),
          }),
        ],
      },
    },
    is('a page of Prometheus metrics'),
  )
  .fires(
    'a web server for gRPC',
    {
      target: sampleGrpcTarget({ port: 8080 }),
      send: sampleFailure({ reach: 'secured', error: { code: null, message: 'Protocol error' } }),
      port: speaking({ http1: sampleHttp(404) }),
      survey: none,
    },
    { says: 'is a web server, not', fix: 'Set the endpoint to the host and port' },
  )
  .fires(
    'another HTTP/2 server for HTTP',
    { send: unreadable, port: speaking({ http2: true, end: 'closed' }), survey: none },
    is('another gRPC or HTTP/2 server'),
  )
  .fires(
    'offers the receiver on the port next to it',
    {
      send: answered(page),
      port: speaking({ http1: page }),
      survey: { attempts: [sampleAttempt({ kind: 'port', port: 14318 })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:14318' } },
  )
  .silent('an OTLP receiver without this route', {
    send: answered(sampleHttp(404)),
    port: speaking({ http1: sampleHttp(404) }),
    survey: { attempts: [sampleAttempt({ kind: 'signal', signal: 'metrics', path: '/v1/metrics' })] },
  })
  .silent('a receiver that greets as a Collector does', {
    send: answered(sampleHttp(404)),
    port: speaking({ http1: sampleHttp(405, { otlp: true }) }),
    survey: none,
  })
  .silent('a 404 that says nothing of what it is', {
    send: answered(sampleHttp(404)),
    port: speaking({ http1: sampleHttp(404) }),
    survey: none,
  })
  .silent('a gRPC receiver to which HTTP is sent', {
    send: unreadable,
    port: speaking({ http2: true, end: 'closed' }),
    survey: {
      attempts: [sampleAttempt({ kind: 'protocol', protocol: 'grpc' })],
    },
  })
  .silent('a receiver that refuses', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
    port: speaking({ http1: page }),
    survey: none,
  })
  .silent('a plaintext server to which TLS is spoken: that is the fault', {
    target: sampleSecureTarget(),
    send: sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'wrong version' } }),
    port: speaking({ http1: page }),
    survey: none,
  })
  .silent('a gRPC server without the service, which has its own code', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ grpc: sampleGrpc(12) }),
    port: speaking({ http2: true, end: 'closed' }),
    survey: none,
  })
  .silent('a port that only closes', { send: unreadable, port: speaking({ end: 'closed' }), survey: none });
