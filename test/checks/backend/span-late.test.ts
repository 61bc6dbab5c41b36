import spanLate from '../../../checks/backend/span-late.ts';
import { sampleReadBack } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

checkTester(spanLate)
  .fires(
    'when it takes longer than somebody looks',
    { readBack: sampleReadBack({ foundAfterMs: 10_400 }) },
    {
      says: '10.4 s after it was accepted',
      severity: 'info',
    },
  )
  .silent('when it is there soon', { readBack: sampleReadBack({ foundAfterMs: 4_000 }) })
  .silent('when it never comes', { readBack: sampleReadBack({ foundAfterMs: null }) });
