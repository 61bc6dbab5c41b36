import http2Only from '../../../checks/protocol/http2-only.ts';
import type { PortFact, Speech } from '../../../src/model/facts.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpcTarget,
  sampleHttp,
  sampleSecureTarget,
  sampleSpeech,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const send = sampleFailure({
  reach: 'secured',
  error: { code: 'HPE_INVALID_CONSTANT', message: 'Parse Error: Expected HTTP/' },
});
const nginx = sampleHttp(405, { server: 'nginx/1.22.1' });
const taken = sampleHttp(200, { otlp: true });
const plainly = (change: Partial<Speech>): PortFact => ({
  tls: null,
  plain: sampleSpeech({ http2: true, ...change }),
  secure: null,
});
const none = { attempts: [] };

checkTester(http2Only)
  .fires(
    'behind a proxy that shows itself',
    { send, port: plainly({ front: nginx }), survey: none },
    { says: 'is not known', fix: 'leave http2 out' },
  )
  .fires(
    'at a server that takes an export in HTTP/2',
    { send, port: plainly({ front: sampleHttp(404), post: taken }), survey: none },
    { says: 'An empty export in HTTP/2 is taken', fixes: 1 },
  )
  .fires(
    'inside TLS',
    {
      target: sampleSecureTarget(),
      send,
      port: {
        tls: { alpn: 'h2', protocol: 'TLSv1.3' },
        plain: sampleSpeech({ end: 'closed' }),
        secure: sampleSpeech({ http2: true, front: sampleHttp(404), post: taken }),
      },
      survey: none,
    },
    { fix: 'http/1.1' },
  )
  .silent('where gRPC is taken: it is a gRPC port', {
    send,
    port: plainly({ front: nginx }),
    survey: { attempts: [sampleAttempt({ kind: 'protocol', protocol: 'grpc' })] },
  })
  .silent('where nothing is known of what answers', {
    send,
    port: plainly({ front: sampleHttp(404), post: sampleHttp(404) }),
    survey: none,
  })
  .silent('where HTTP/1.1 is answered, too', {
    send,
    port: plainly({ front: nginx, http1: sampleHttp(404) }),
    survey: none,
  })
  .silent('where a line of the PROXY protocol is wanted', {
    send,
    port: plainly({ front: nginx, proxyProtocol: true }),
    survey: none,
  })
  .silent('when gRPC is sent', {
    target: sampleGrpcTarget(),
    send,
    port: plainly({ front: nginx }),
    survey: none,
  })
  .silent('when an answer came', {
    send: sampleFailure({ http: sampleHttp(404) }),
    port: plainly({ front: nginx }),
    survey: none,
  });
