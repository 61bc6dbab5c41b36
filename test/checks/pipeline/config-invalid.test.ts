import configInvalid from '../../../checks/pipeline/config-invalid.ts';
import type { CollectorProblem } from '../../../src/model/collector.ts';
import { sampleCollector } from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const at = { path: 'otel-collector.yaml', line: 5, column: 7 };

const problem = (change: Partial<CollectorProblem> = {}): CollectorProblem => ({
  kind: 'unknown-key',
  severity: 'error',
  at,
  says: 'The key gprc does not exist in protocols',
  follows: 'The Collector does not start with this configuration.',
  advice: 'Write grpc',
  edits: [{ at, from: 'gprc', to: 'grpc' }],
  ...change,
});

checkTester(configInvalid)
  .fires(
    'with a patch where the line may be shown',
    { collector: sampleCollector({ problems: [problem()], lines: { 5: '      gprc:' } }) },
    { says: 'otel-collector.yaml:5', fix: 'Write grpc', severity: 'error', fixes: 1 },
  )
  .fires(
    'with a text where it may not',
    { collector: sampleCollector({ problems: [problem()] }) },
    { fix: 'otel-collector.yaml:5', severity: 'error' },
  )
  .fires(
    'as a warning what may be right elsewhere',
    { collector: sampleCollector({ image: null, problems: [problem({ severity: 'warning' })] }) },
    { severity: 'warning' },
  )
  .fires(
    'once for each problem',
    {
      collector: sampleCollector({
        problems: [problem({ at: { ...at, line: 9 }, says: 'There is no signal trace' }), problem()],
      }),
    },
    { says: 'There is no signal trace', count: 2 },
  );
