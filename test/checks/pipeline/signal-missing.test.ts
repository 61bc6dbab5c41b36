import signalMissing from '../../../checks/pipeline/signal-missing.ts';
import { sampleCollector, sampleComponent } from '../../../src/samples/collector.ts';
import { sampleEnd, sampleLink } from '../../../src/samples/deployment.ts';
import { checkTester } from '../../kit/check-tester.ts';

const { pipelines } = sampleCollector();
const traces = sampleCollector({ pipelines: pipelines.slice(0, 1) });

checkTester(signalMissing)
  .fires(
    'as a note when nobody is known to send it',
    { collector: traces },
    { says: 'takes no metrics and logs in', severity: 'info' },
  )
  .silent('without a receiver of OTLP', {
    collector: sampleCollector({ components: [sampleComponent('receiver', 'zipkin', null, 2)] }),
  })
  .silent('when no pipeline takes OTLP in', { collector: sampleCollector({ pipelines: [] }) });

const to = sampleEnd({ collector: traces });

checkTester(signalMissing, 1)
  .fires(
    'as an error when someone sends it',
    { link: sampleLink({ to, signals: ['traces', 'logs'], certain: ['traces', 'logs'] }) },
    { says: 'compose service api sends logs', severity: 'error', fix: 'logs: with receivers: [otlp]' },
  )
  .fires(
    'with a pipeline like one that is there, where the lines may be shown',
    {
      link: sampleLink({
        to: sampleEnd({ collector: { ...traces, lines: { 19: '  pipelines:' } } }),
        certain: ['metrics', 'logs'],
      }),
    },
    { says: 'sends metrics and logs', fix: 'Add a pipeline for metrics and logs like that for traces' },
  )
  .silent('when what is sent is taken in', { link: sampleLink({ to, certain: ['traces'] }) })
  .silent('when it may be sent, and nobody asked for it', {
    link: sampleLink({ to, signals: ['traces', 'logs'], certain: [] }),
  })
  .silent('when the receiver is no Collector', {
    link: sampleLink({ to: sampleEnd({ collector: null }), certain: ['logs'] }),
  });
