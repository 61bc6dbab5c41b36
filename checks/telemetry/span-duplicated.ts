import { DOUBLE_EXPORT } from '../../src/findings/remedies/forward.ts';
import { remedyFix } from '../../src/findings/remedies/remedy.ts';
import { countOf, shareOf, spanEvidence, spanName } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleLifecycle, sampleSpan } from '../../src/samples/telemetry.ts';

export default defineCheck({
  id: 'telemetry/span-duplicated',
  title: 'Spans arrive more than once',
  severity: 'warning',
  why: `The same span, by its trace and span id, arrives twice. Most often two exporters or span processors are registered, one by the automatic
instrumentation and one in code; else two Collectors pass the same data on, or an exporter sent a batch again although the first try had arrived.
Backends then count twice, and pay twice.

Register one exporter. Where the second copy differs, the span was changed or ended again after it had been exported.`,
  needs: ['lifecycle'],
  uses: ['service'],
  example: {
    lifecycle: sampleLifecycle({ duplicates: { count: 12, changed: 0, sample: sampleSpan() } }),
  },
  run: ({ lifecycle: { duplicates }, service }) => {
    if (duplicates === null || duplicates.count === 0) return undefined;
    const { count, changed, sample } = duplicates;
    const all = service !== undefined && count >= service.spans / 2;
    return {
      summary: `${countOf(count, 'span')} of ${service?.label ?? 'this service'} arrived more than once`,
      explanation: `${spanName(sample)} and ${count === 1 ? 'no other' : 'others'} came again with the same ids. ${
        changed > 0
          ? `In ${shareOf(changed, count, 'span')} the copies differ, so the span was still in use, or was ended again, after it had been exported.`
          : all
            ? 'All or most spans come twice, so two exporters or span processors are registered.'
            : 'Only some do: an exporter that sends a batch again after a timeout does that, and so do two Collectors in a row.'
      }`,
      evidence: [
        {
          label: 'arrived again',
          value: service ? shareOf(count, service.spans, 'span') : countOf(count, 'span'),
        },
        { label: 'of these changed', value: String(changed) },
        spanEvidence('for example', sample),
      ],
      fixes: [remedyFix(DOUBLE_EXPORT, service?.language ?? null)],
    };
  },
});
