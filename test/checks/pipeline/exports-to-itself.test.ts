import itself from '../../../checks/pipeline/exports-to-itself.ts';
import { sampleCollector, sampleExporter, sampleReceiver } from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const sending = (endpoint: string) => [
  sampleReceiver(),
  sampleExporter({ endpoint, tls: { insecure: true } }),
];
const [traces, ...others] = sampleCollector().pipelines;

checkTester(itself)
  .fires(
    'on localhost',
    { collector: sampleCollector({ components: sending('127.0.0.1:4317') }) },
    { says: 'otel-collector.yaml:15', severity: 'error', fix: 'host and port of the backend' },
  )
  .fires(
    'on its own name',
    { collector: sampleCollector({ components: sending('http://collector:4317') }) },
    { says: 'collector is a name of the Collector (compose service collector)' },
  )
  .silent('on another port', { collector: sampleCollector({ components: sending('localhost:14317') }) })
  .silent('on another name', { collector: sampleCollector({ components: sending('gateway:4317') }) })
  .silent('when it takes other signals in than it sends', {
    collector: sampleCollector({
      components: sending('localhost:4317'),
      pipelines: [
        ...(traces ? [{ ...traces, exporters: [{ id: 'debug', at: traces.at }] }] : []),
        ...others.map((pipeline) => ({ ...pipeline, receivers: [{ id: 'prometheus', at: pipeline.at }] })),
      ],
    }),
  });
