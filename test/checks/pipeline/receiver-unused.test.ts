import unused from '../../../checks/pipeline/receiver-unused.ts';
import { sampleCollector, sampleComponent, sampleReceiver } from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const zipkin = sampleComponent('receiver', 'zipkin', null, 8);
const pipelines = sampleCollector().pipelines.map((pipeline) => ({
  ...pipeline,
  receivers: [{ id: 'zipkin', at: pipeline.at }],
}));

checkTester(unused)
  .fires(
    'on a receiver that no pipeline names',
    { collector: sampleCollector({ components: [sampleReceiver(), zipkin] }) },
    { says: 'otel-collector.yaml:8', severity: 'warning', fix: 'Add zipkin to receivers' },
  )
  .fires(
    'as an error when nothing else takes OTLP',
    { collector: sampleCollector({ components: [sampleReceiver(), zipkin], pipelines, addressed: true }) },
    { severity: 'error', says: 'grpc, http' },
  )
  .fires(
    'as a warning when nobody is known to send there',
    { collector: sampleCollector({ components: [sampleReceiver(), zipkin], pipelines }) },
    { severity: 'warning' },
  )
  .silent('in a part of a configuration', {
    collector: sampleCollector({ components: [sampleReceiver(), zipkin], complete: false }),
  })
  .silent('without pipelines, which is a fault of its own', {
    collector: sampleCollector({ components: [zipkin], pipelines: [] }),
  });
