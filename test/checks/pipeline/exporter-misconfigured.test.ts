import misconfigured from '../../../checks/pipeline/exporter-misconfigured.ts';
import type { SettingValue } from '../../../src/model/collector.ts';
import { sampleCollector, sampleExporter, sampleReceiver } from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const { pipelines } = sampleCollector();
const exporting = (settings: SettingValue, id = 'otlp_grpc') => ({
  collector: sampleCollector({
    components: [sampleReceiver(), sampleExporter(settings, id)],
    pipelines: pipelines.map((pipeline) => ({ ...pipeline, exporters: [{ id, at: pipeline.at }] })),
  }),
});
const insecure = { insecure: true };

checkTester(misconfigured)
  .fires('HTTP to 4317', exporting({ endpoint: 'http://tempo:4317' }, 'otlphttp'), {
    fix: 'http://tempo:4318',
  })
  .fires('gRPC to 4318', exporting({ endpoint: 'tempo:4318', tls: insecure }), { fix: 'tempo:4317' })
  .fires('gRPC with a path', exporting({ endpoint: 'http://tempo:4317/v1/traces' }), {
    fix: 'endpoint: http://tempo:4317',
  })
  .fires('gRPC without a port', exporting({ endpoint: 'http://tempo' }), { fix: 'http://tempo:4317' })
  .fires('gRPC to a host of the Internet without a port', exporting({ endpoint: 'otlp.example.com' }), {
    fix: 'otlp.example.com:443',
  })
  .fires('HTTP without a scheme', exporting({ endpoint: 'tempo:4318' }, 'otlp_http'), {
    fix: 'http://tempo:4318',
  })
  .fires('a doubled path', exporting({ endpoint: 'https://x.example.com/otlp/v1/traces/' }, 'otlp_http'), {
    fix: 'https://x.example.com/otlp',
  })
  .fires('a signal without a path', exporting({ logs_endpoint: 'https://x.example.com/' }, 'otlp_http'), {
    fix: 'https://x.example.com/v1/logs',
  })
  .fires('http:// in gRPC, which means TLS all the same', exporting({ endpoint: 'http://tempo:4317' }), {
    says: 'although its endpoint begins with http://',
    fix: 'insecure: true',
    severity: 'error',
  })
  .fires('TLS to a name of the cluster', exporting({ endpoint: 'tempo.mon.svc.cluster.local:4317' }), {
    says: 'TLS is the default',
    fix: 'insecure: true',
    severity: 'warning',
  })
  .fires(
    'a login in the endpoint, masked',
    exporting({ endpoint: 'http://user:hunter2@tempo:4317' }, 'otlp_http'),
    {
      says: /^(?![\s\S]*hunter2)/,
    },
  )
  .fires('only debug, as a note', exporting(null, 'debug'), { severity: 'info', says: 'hands no traces on' })
  .fires(
    'as a note what no pipeline uses',
    {
      collector: sampleCollector({
        components: [
          sampleReceiver(),
          sampleExporter({ endpoint: 'tempo:4318', tls: insecure }, 'otlp_grpc/old'),
        ],
      }),
    },
    { severity: 'info' },
  )
  .silent('http:// in gRPC with insecure', exporting({ endpoint: 'http://tempo:4317', tls: insecure }))
  .silent('TLS with an authority', exporting({ endpoint: 'tempo:4317', tls: { ca_file: '/ca.crt' } }))
  .silent('TLS to the Internet', exporting({ endpoint: 'otlp.example.com:4317' }))
  .silent('a resolver of gRPC', exporting({ endpoint: 'dns:///gateway.example.com:4317' }))
  .silent('a variable', exporting({ endpoint: `\${env:BACKEND}` }))
  .silent('a path of its own', exporting({ traces_endpoint: 'https://x.example.com/api/otlp' }, 'otlp_http'));
