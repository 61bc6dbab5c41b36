import signalPathMissing from '../../../checks/endpoint/signal-path-missing.ts';
import type { Target } from '../../../src/model/target.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpcTarget,
  sampleHttp,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const own = (endpoint: string, path: string, change: Partial<Target> = {}): Target =>
  sampleTarget({
    endpoint,
    endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
    url: `http://localhost:4318${path}`,
    basePath: path,
    paths: { traces: path },
    ...change,
  });

const missing = sampleFailure({ http: sampleHttp(404) });
const none = { attempts: [] };

checkTester(signalPathMissing)
  .fires(
    'when the completed path takes an empty export',
    {
      target: own('http://localhost:4318', '/'),
      send: missing,
      survey: { attempts: [sampleAttempt({ kind: 'path' })] },
    },
    {
      says: 'posted to / instead of /v1/traces',
      fix: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/v1/traces' },
    },
  )
  .fires(
    'without a path even when nothing was tried',
    { target: own('http://localhost:4318/', '/'), send: missing, survey: undefined },
    { fix: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/v1/traces' } },
  )
  .fires(
    'behind a prefix, once the completed path is found to work',
    {
      target: own('http://localhost:4318/otlp', '/otlp'),
      send: missing,
      survey: { attempts: [sampleAttempt({ kind: 'path', path: '/otlp/v1/traces' })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/otlp/v1/traces' } },
  )
  .fires(
    'for another signal',
    {
      target: sampleTarget({
        signals: ['logs'],
        endpointBy: { variable: 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT', perSignal: true, byFlag: false },
        url: 'http://localhost:4318/',
        paths: { logs: '/' },
      }),
      send: sampleFailure({ signal: 'logs', http: sampleHttp(405) }),
      survey: none,
    },
    { fix: { OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'http://localhost:4318/v1/logs' } },
  )
  .silent('behind a prefix of which nothing is known', {
    target: own('http://localhost:4318/otlp', '/otlp'),
    send: missing,
    survey: none,
  })
  .silent('with the path in place', {
    target: own('http://localhost:4318/v1/traces', '/v1/traces'),
    send: missing,
  })
  .silent('with the path in place and a slash behind it', {
    target: own('http://localhost:4318/v1/traces/', '/v1/traces/'),
    send: missing,
  })
  .silent('for the general variable', { send: missing, survey: none })
  .silent('for gRPC', {
    target: sampleGrpcTarget({
      endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
    }),
    send: missing,
  })
  .silent('when the receiver takes the span at / all the same', { target: own('http://localhost:4318', '/') })
  .silent('when the receiver refuses for another reason', {
    target: own('http://localhost:4318', '/'),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(403) }),
  });

const ownVariable = (change: Partial<Target> = {}): Target =>
  sampleTarget({
    endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
    paths: { traces: '/' },
    ...change,
  });

checkTester(signalPathMissing, 1)
  .fires(
    'by the settings alone',
    { target: ownVariable({ endpoint: 'http://localhost:4318/' }) },
    {
      says: 'it posts to / instead of /v1/traces',
      fix: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/v1/traces' },
    },
  )
  .silent('with a path of its own', { target: ownVariable({ paths: { traces: '/otlp' } }) })
  .silent('for gRPC', { target: ownVariable({ protocol: 'grpc' }) })
  .silent('where nothing is sent', { target: ownVariable({ sends: false }) });
