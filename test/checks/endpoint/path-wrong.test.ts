import pathWrong from '../../../checks/endpoint/path-wrong.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const missing = sampleFailure({ http: sampleHttp(404) });
const prefixed = sampleAttempt({ kind: 'path', path: '/otlp/v1/traces' });

checkTester(pathWrong)
  .fires(
    'when a prefix is missing',
    { send: missing, survey: { attempts: [prefixed] } },
    { says: '/otlp/v1/traces', fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318/otlp' } },
  )
  .fires(
    'when a prefix is one too many',
    {
      target: sampleTarget({
        endpoint: 'http://localhost:4318/otlp',
        url: 'http://localhost:4318/otlp/v1/traces',
        basePath: '/otlp',
        paths: { traces: '/otlp/v1/traces' },
      }),
      send: missing,
      survey: { attempts: [sampleAttempt({ kind: 'path' })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' } },
  )
  .fires(
    'sets the variable of the signal when that decided',
    {
      target: sampleTarget({
        endpoint: 'http://localhost:4318/wrong',
        endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
        url: 'http://localhost:4318/wrong',
        basePath: '/wrong',
        paths: { traces: '/wrong' },
      }),
      send: missing,
      survey: { attempts: [sampleAttempt({ kind: 'path' })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/v1/traces' } },
  )
  .fires(
    'when the wrong path is redirected',
    {
      send: sampleFailure({ http: sampleHttp(302, { location: '/login' }) }),
      survey: { attempts: [prefixed, sampleAttempt({ kind: 'nonsense', accepted: false })] },
    },
    { says: 'HTTP 302' },
  )
  .silent('when the other path takes no OTLP either', {
    send: missing,
    survey: { attempts: [sampleAttempt({ kind: 'path', path: '/otlp/v1/traces', accepted: false })] },
  })
  .silent('when it is another port that takes OTLP', {
    send: missing,
    survey: { attempts: [sampleAttempt({ kind: 'path', path: '/otlp/v1/traces', port: 4319 })] },
  })
  .silent('when it is only over TLS', {
    send: missing,
    survey: { attempts: [sampleAttempt({ kind: 'path', path: '/otlp/v1/traces', secure: true })] },
  })
  .silent('when the route was found and the receiver refuses', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
    survey: { attempts: [prefixed] },
  })
  .silent('for gRPC', {
    target: sampleGrpcTarget(),
    send: sampleFailure({ grpc: sampleGrpc(12) }),
    survey: { attempts: [sampleAttempt({ kind: 'path', port: 4317 })] },
  })
  .silent('when the span arrives', { survey: { attempts: [prefixed] } });
