import unused from '../../../checks/pipeline/exporter-unused.ts';
import {
  sampleCollector,
  sampleComponent,
  sampleExporter,
  sampleReceiver,
} from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const components = [sampleReceiver(), sampleExporter(), sampleComponent('exporter', 'debug', null, 17)];
const [traces] = sampleCollector().pipelines.map((pipeline) => ({
  ...pipeline,
  exporters: [{ id: 'debug', at: { path: 'otel-collector.yaml', line: 23, column: 19 } }],
}));
const pipelines = traces === undefined ? [] : [traces];

checkTester(unused)
  .fires(
    'where everything goes to the log of the Collector',
    { collector: sampleCollector({ components, pipelines }) },
    { says: 'otel-collector.yaml:14', severity: 'warning', fix: 'Add otlp_grpc to exporters' },
  )
  .fires(
    'with a patch of the list',
    { collector: sampleCollector({ components, pipelines, lines: { 23: '      exporters: [debug]' } }) },
    { fix: 'Add otlp_grpc to the exporters of the pipeline traces' },
  )
  .silent('where another exporter hands on', { collector: sampleCollector() })
  .silent('in a part of a configuration', {
    collector: sampleCollector({ components, pipelines, complete: false }),
  })
  .silent('where nothing else is defined', {
    collector: sampleCollector({ components: [sampleReceiver()], pipelines }),
  });
