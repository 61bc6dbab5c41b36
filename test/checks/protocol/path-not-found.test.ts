import pathNotFound from '../../../checks/protocol/path-not-found.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const missing = sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', server: 'nginx' }) });
const none = { attempts: [] };

checkTester(pathNotFound)
  .fires(
    'lists what was tried, each path once',
    {
      send: missing,
      survey: {
        attempts: [
          sampleAttempt({ kind: 'path', path: '/otlp/v1/traces', accepted: false }),
          sampleAttempt({ kind: 'path', path: '/otlp/v1/traces', accepted: false, secure: true }),
          sampleAttempt({ kind: 'path', path: '/otel/v1/traces', accepted: false }),
        ],
      },
    },
    { says: 'also tried: /otlp/v1/traces, /otel/v1/traces', fix: 'Look up the OTLP path' },
  )
  .fires(
    'claims nothing of paths that gave no answer',
    {
      send: missing,
      survey: {
        attempts: [
          sampleAttempt({
            ...{ kind: 'path', path: '/otlp/v1/traces', accepted: false, http: null },
            error: { code: 'ETIMEDOUT', message: 'no answer within 2000 ms' },
          }),
        ],
      },
    },
    { says: '/otlp/v1/traces gave no answer' },
  )
  .fires(
    'offers gRPC when this port takes it',
    { send: missing, survey: { attempts: [sampleAttempt({ kind: 'protocol', protocol: 'grpc' })] } },
    { fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' } },
  )
  .fires('when the server says yes to nonsense only', {
    send: missing,
    survey: { attempts: [sampleAttempt({ kind: 'nonsense', path: '/no-such-route' })] },
  })
  .silent('when another path takes it', {
    send: missing,
    survey: { attempts: [sampleAttempt({ kind: 'path', path: '/otlp/v1/traces' })] },
  })
  .silent('when the route of another signal is there', {
    send: missing,
    survey: { attempts: [sampleAttempt({ kind: 'signal', signal: 'logs', path: '/v1/logs' })] },
  })
  .silent('on 405, which has its own code', { send: sampleFailure({ http: sampleHttp(405) }), survey: none })
  .silent('on 401', { send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }), survey: none })
  .silent('for gRPC', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ grpc: sampleGrpc(12) }),
    survey: none,
  })
  .silent('when the span arrives', { survey: none });
