import pathDoubled from '../../../checks/endpoint/path-doubled.ts';
import type { Target } from '../../../src/model/target.ts';
import { sampleFailure, sampleGrpcTarget, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const missing = sampleFailure({ http: sampleHttp(404, { reason: 'Not Found' }) });

const posted = (endpoint: string, basePath: string, change: Partial<Target> = {}): Target =>
  sampleTarget({
    endpoint,
    basePath,
    url: `http://localhost:4318${basePath}/v1/traces`,
    paths: { traces: `${basePath}/v1/traces` },
    ...change,
  });

checkTester(pathDoubled)
  .fires(
    'on 404 to the doubled path',
    { target: posted('http://localhost:4318/v1/traces', '/v1/traces'), send: missing },
    {
      says: 'posted to: http://localhost:4318/v1/traces/v1/traces',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' },
      fixes: 2,
    },
  )
  .fires(
    'on 405, as some servers say',
    {
      target: posted('http://localhost:4318/v1/traces', '/v1/traces'),
      send: sampleFailure({ http: sampleHttp(405) }),
    },
    { says: 'ends in /v1/traces, and the SDK appends it again' },
  )
  .fires(
    'keeps a prefix and takes a slash at the end off',
    { target: posted('https://host/otlp/v1/traces/', '/otlp/v1/traces/'), send: missing },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://host/otlp' } },
  )
  .fires(
    'tells the path of another signal apart',
    {
      target: sampleTarget({
        signals: ['metrics'],
        endpoint: 'http://localhost:4318/v1/traces',
        basePath: '/v1/traces',
        paths: { metrics: '/v1/traces/v1/metrics' },
      }),
      send: sampleFailure({ signal: 'metrics', http: sampleHttp(404) }),
    },
    { says: 'ends in /v1/traces, and the SDK appends /v1/metrics' },
  )
  .silent('when the span arrives all the same', {
    target: posted('http://localhost:4318/v1/traces', '/v1/traces'),
  })
  .silent('for the variable of the signal, to which nothing is appended', {
    target: posted('http://localhost:4318/v1/traces', '/v1/traces', {
      endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
    }),
    send: missing,
  })
  .silent('for gRPC, which has no path', {
    target: sampleGrpcTarget({ endpoint: 'http://localhost:4317/v1/traces', basePath: '/v1/traces' }),
    send: missing,
  })
  .silent('for another path in front', {
    target: posted('http://localhost:4318/otlp', '/otlp'),
    send: missing,
  })
  .silent('when the receiver wants a credential', {
    target: posted('http://localhost:4318/v1/traces', '/v1/traces'),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
  });

const given = 'http://localhost:4318/v1/traces';

checkTester(pathDoubled, 1)
  .fires(
    'by the settings alone',
    { target: posted(given, '/v1/traces') },
    {
      says: 'posts to /v1/traces/v1/traces, which no receiver knows',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' },
      fixes: 1,
    },
  )
  .fires(
    'behind a prefix',
    {
      target: posted('http://host/otlp/v1/logs/', '/otlp/v1/logs/', {
        paths: { traces: '/otlp/v1/logs/v1/traces' },
      }),
    },
    { says: 'ends in /v1/logs, and the SDK appends /v1/traces' },
  )
  .silent('in an SDK that takes the whole URL as it is', {
    target: posted(given, '/v1/traces', { paths: { traces: '/v1/traces' } }),
  })
  .silent('for the variable of the signal', {
    target: posted(given, '/v1/traces', {
      endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
    }),
  })
  .silent('where nothing is sent', { target: posted(given, '/v1/traces', { sends: false }) });
