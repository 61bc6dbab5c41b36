import selfInstrumented from '../../../checks/telemetry/self-instrumented.ts';
import type { ExporterSpanGroup } from '../../../src/model/telemetry.ts';
import { sampleService, sampleSpan } from '../../../src/samples/telemetry.ts';
import { checkTester, type Patch } from '../../kit/check-tester.ts';

const group = (scope: string, change: Partial<ExporterSpanGroup> = {}): ExporterSpanGroup => ({
  scope,
  library: true,
  called: 'POST http://localhost:4318/v1/traces',
  count: 6,
  failed: 0,
  sample: sampleSpan({ name: 'POST', kind: 'client', scope }),
  ...change,
});

const rpc = { called: 'opentelemetry.proto.collector.trace.v1.TraceService/Export' };

const of = (language: string, ...groups: readonly ExporterSpanGroup[]): Patch => ({
  service: sampleService({ language }),
  exporterSpans: { groups, spans: 24 },
});

checkTester(selfInstrumented)
  .fires(
    'when requests are traced in Python',
    of('python', group('opentelemetry.instrumentation.requests', { failed: 2 })),
    {
      says: /shop traces the requests of its own exporter: 6 of 24 spans \(25 %\)[\s\S]*2 of them failed[\s\S]*POST http:\/\/localhost:4318\/v1\/traces: 6 spans, 2 failed/,
      fix: { OTEL_PYTHON_DISABLED_INSTRUMENTATIONS: 'requests,urllib3,urllib' },
      severity: 'error',
      fixes: 4,
    },
  )
  .fires('when gRPC is traced in Python', of('python', group('opentelemetry.instrumentation.grpc', rpc)), {
    fix: { OTEL_PYTHON_DISABLED_INSTRUMENTATIONS: 'grpc_client,grpc_aio_client' },
    fixes: 3,
  })
  .fires(
    'when several libraries of Python are',
    of(
      'python',
      group('opentelemetry.instrumentation.aiohttp_client', { count: 1 }),
      group('opentelemetry.instrumentation.grpc', rpc),
    ),
    {
      fix: {
        OTEL_PYTHON_DISABLED_INSTRUMENTATIONS:
          'requests,urllib3,urllib,aiohttp-client,grpc_client,grpc_aio_client',
      },
    },
  )
  .fires(
    'when http is traced in Node, which is not switched off',
    of('nodejs', group('@opentelemetry/instrumentation-http')),
    {
      fix: 'ignoreOutgoingRequestHook',
      fixes: 1,
    },
  )
  .fires('when fetch is traced in Node', of('nodejs', group('@opentelemetry/instrumentation-undici')), {
    fix: { OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'undici' },
    fixes: 2,
  })
  .fires('when the agent traces a second SDK in Java', of('java', group('io.opentelemetry.okhttp-3.0')), {
    fix: 'GlobalOpenTelemetry.get()',
    fixes: 2,
  })
  .fires('in Java without a known client', of('java', group('com.example.client')), { fixes: 1 })
  .fires(
    'when one transport serves both in Go',
    of('go', group('go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp')),
    {
      fix: 'otelhttp.WithFilter',
    },
  )
  .fires('when HttpClient is traced in .NET', of('dotnet', group('System.Net.Http')), {
    fix: 'FilterHttpRequestMessage',
  })
  .fires(
    'as worth knowing in a gateway that takes telemetry itself',
    of('go', group('otelgrpc', rpc), group('otelgrpc', { ...rpc, sample: sampleSpan({ kind: 'server' }) })),
    { says: 'takes telemetry and passes it on', severity: 'info' },
  )
  .fires(
    'as worth knowing in a Collector',
    {
      service: sampleService({ name: 'otelcol-contrib', label: 'otelcol-contrib', language: 'go' }),
      exporterSpans: { groups: [group('otelgrpc', rpc)], spans: 6 },
    },
    { says: 'own exporter: 6 spans', severity: 'info' },
  )
  .silent('when only server spans have such paths', of('go', group('otelhttp', { sample: sampleSpan() })))
  .silent('when no request of an exporter is traced', of('python'));
