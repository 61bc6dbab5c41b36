import signalNotEnabled from '../../../checks/receiver/signal-not-enabled.ts';
import type { Attempt } from '../../../src/model/facts.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const missing = sampleFailure({ http: sampleHttp(404, { body: '404 page not found' }) });
const beside = (change: Partial<Attempt> = {}): Attempt =>
  sampleAttempt({ kind: 'signal', signal: 'metrics', path: '/v1/metrics', ...change });

checkTester(signalNotEnabled)
  .fires(
    'when the routes of the others are there',
    { send: missing, survey: { attempts: [beside(), beside({ signal: 'logs', path: '/v1/logs' })] } },
    { says: 'The receiver takes metrics and logs, but no traces', fix: 'receivers: [otlp]', fixes: 1 },
  )
  .fires(
    'offers to switch an exporter off that is not of traces',
    {
      target: sampleTarget({ signals: ['logs'], paths: { logs: '/v1/logs' } }),
      send: sampleFailure({ signal: 'logs', http: sampleHttp(404) }),
      survey: { attempts: [beside({ signal: 'traces', path: '/v1/traces' })] },
    },
    { says: 'takes traces, but no logs', fixes: 2 },
  )
  .fires(
    'over gRPC',
    {
      target: sampleGrpcTarget(),
      send: sampleFailure({ grpc: sampleGrpc(12, 'unknown service') }),
      survey: { attempts: [beside({ protocol: 'grpc', port: 4317 })] },
    },
    { says: 'takes metrics, but no traces' },
  )
  .silent('for a server that says yes to everything', {
    send: missing,
    survey: { attempts: [beside(), sampleAttempt({ kind: 'nonsense', path: '/no-such-route' })] },
  })
  .silent('when no other signal is taken either', {
    send: missing,
    survey: { attempts: [beside({ accepted: false })] },
  })
  .silent('when the others are taken over another protocol', {
    send: missing,
    survey: { attempts: [beside({ protocol: 'grpc' })] },
  })
  .silent('when the others are taken on another port', {
    send: missing,
    survey: { attempts: [beside({ port: 14318 })] },
  })
  .silent('when the others are taken inside TLS', {
    send: missing,
    survey: { attempts: [beside({ secure: true })] },
  })
  .silent('when the receiver refuses', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
    survey: { attempts: [beside()] },
  })
  .silent('when the span arrives', { survey: { attempts: [beside()] } });
