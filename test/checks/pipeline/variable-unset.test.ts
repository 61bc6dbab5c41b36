import unset from '../../../checks/pipeline/variable-unset.ts';
import { sampleCollector } from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const at = { path: 'gateway.yaml', line: 12, column: 18 };

checkTester(unset)
  .fires(
    'with the place where it is asked for',
    { collector: sampleCollector({ unset: [{ name: 'TENANT', at }] }) },
    { says: 'gateway.yaml:12', severity: 'error', fix: 'Set TENANT in the environment' },
  )
  .silent('where all are set', { collector: sampleCollector({ unset: [] }) })
  .silent('where the environment is not known', { collector: sampleCollector() });
