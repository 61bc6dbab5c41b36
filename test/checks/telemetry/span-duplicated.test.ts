import spanDuplicated from '../../../checks/telemetry/span-duplicated.ts';
import { sampleLifecycle, sampleService, sampleSpan } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const facts = (count: number, changed = 0) => ({
  lifecycle: sampleLifecycle({ duplicates: { count, changed, sample: sampleSpan() } }),
});

const inLanguage = (language: string) => ({ service: sampleService({ language }) });

checkTester(spanDuplicated)
  .fires('when all do', facts(12), {
    says: /12 spans of shop[\s\S]*two exporters or span processors/,
    fix: 'opentelemetry-instrument has set up',
    severity: 'warning',
  })
  .fires('when a few do', facts(2), {
    says: /sends a batch again after a timeout[\s\S]*2 of 12 spans \(17 %\)/,
  })
  .fires('when the copies differ', facts(4, 2), { says: 'In 2 of 4 spans (50 %) the copies differ' })
  .fires('for a single one', facts(1), { says: '"GET /orders" and no other came again' })
  .fires('in JavaScript', { ...facts(3), ...inLanguage('nodejs') }, { fix: 'NodeSDK' })
  .fires('in .NET', { ...facts(3), ...inLanguage('dotnet') }, { fix: 'AddOtlpExporter' })
  .fires('without a service', { ...facts(3), service: undefined }, { says: '3 spans of this service' })
  .silent('when nothing came again', facts(0));
