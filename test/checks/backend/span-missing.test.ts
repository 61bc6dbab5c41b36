import spanMissing from '../../../checks/backend/span-missing.ts';
import { sampleTarget, sampleVendor } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const harmful = (verified: boolean) =>
  sampleVendor({
    name: 'VictoriaTraces',
    header: {
      code: 'backend/span-missing',
      summary: 'The header VL-Debug does harm at VictoriaTraces: data is not stored',
      assignment: 'VL-Debug=1',
      verified,
    },
  });

const target = sampleTarget({ headers: [{ name: 'vl-debug', scheme: null, length: 1 }] });

checkTester(spanMissing)
  .fires(
    'for a header with which nothing is stored',
    { target, vendor: harmful(true) },
    { says: 'vl-debug', fix: 'Remove VL-Debug', suspicion: false },
  )
  .fires('as a guess where that was not verified', { target, vendor: harmful(false) }, { suspicion: true })
  .silent('for a header that is missing, which is another fault', {
    vendor: sampleVendor({
      header: { code: 'auth/missing', summary: 'x', assignment: 'a=b', verified: true },
    }),
  });
