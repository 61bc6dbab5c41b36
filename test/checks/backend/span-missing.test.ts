import spanMissing from '../../../checks/backend/span-missing.ts';
import {
  sampleHop,
  sampleHops,
  sampleReadBack,
  sampleSource,
  sampleTarget,
  sampleVendor,
} from '../../../src/samples/facts.ts';
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

const missing = (services: readonly string[] | null) => ({
  readBack: sampleReadBack({ foundAfterMs: null }, { services }),
});
const thinned = sampleHops([
  sampleSource({
    hops: [sampleHop(), sampleHop({ kind: 'processor', name: 'sampler', moved: { in: 37, out: 4 } })],
  }),
]);

checkTester(spanMissing, 1)
  .fires('when the backend has other services', missing(['shop', 'cart']), {
    says: /Jaeger does not show the test span within 30 s[\s\S]*shop, cart, and none of otel-doctor/,
    fix: '--within',
    severity: 'error',
    suspicion: false,
  })
  .fires('when it has earlier items', missing(['otel-doctor']), { says: 'earlier items' })
  .fires('when it has nothing', missing([]), { says: 'nothing at all' })
  .fires('when it does not say what it has', missing(null), { says: 'not known' })
  .fires(
    'as a suspicion, where only a part goes on',
    { ...missing(['shop']), hops: thinned },
    {
      suspicion: true,
      says: 'of the other part',
    },
  )
  .silent('when it is there', { readBack: sampleReadBack() })
  .silent('when the backend could not be asked', {
    readBack: sampleReadBack({}, { state: 'refused', name: 'Tempo', detail: 'HTTP 401', items: [] }),
  });
