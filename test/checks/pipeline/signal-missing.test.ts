import signalMissing from '../../../checks/pipeline/signal-missing.ts';
import { sampleCollector, sampleComponent, sampleLink } from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const { pipelines } = sampleCollector();
const traces = pipelines.slice(0, 1);

checkTester(signalMissing)
  .fires(
    'as a note when nobody is known to send it',
    { collector: sampleCollector({ pipelines: traces }), link: undefined },
    { says: 'takes no metrics and logs in', severity: 'info' },
  )
  .fires(
    'as an error when someone sends it',
    { collector: sampleCollector({ pipelines: traces }), link: sampleLink({ signals: ['traces', 'logs'] }) },
    { says: 'compose service api sends logs', severity: 'error', fix: 'logs: with receivers: [otlp]' },
  )
  .silent('when what is sent is taken in', {
    collector: sampleCollector({ pipelines: traces }),
    link: sampleLink(),
  })
  .silent('without a receiver of OTLP', {
    collector: sampleCollector({ components: [sampleComponent('receiver', 'zipkin', null, 2)] }),
  })
  .silent('when no pipeline takes OTLP in', { collector: sampleCollector({ pipelines: [] }) });
