import { clockFaults } from '../../src/findings/clock-faults.ts';
import { SYNCHRONISE, TIME_UNITS } from '../../src/findings/remedies/clock.ts';
import { remedyFix } from '../../src/findings/remedies/remedy.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleClock, sampleSpan } from '../../src/samples/telemetry.ts';

export default defineCheck({
  id: 'telemetry/clock-skew',
  title: 'The times of spans cannot be right',
  severity: 'warning',
  why: `Spans end in the future, begin before the span that caused them, last a negative time or lie decades away. Backends sort and cut by these
times: such spans are drawn in the wrong place, or are refused or deleted as too old.

Synchronise the clocks of the machines. Where code gives times to spans itself, mind the unit: OTLP has nanoseconds since 1970.`,
  advice: { title: 'Set the clocks', text: 'Let every machine synchronise its clock (NTP, chrony).' },
  needs: ['clock'],
  uses: ['service'],
  example: {
    clock: sampleClock({ ahead: { count: 12, maxMs: 90_000, sample: sampleSpan() } }),
  },
  run: ({ clock, service }) => {
    const faults = clockFaults(clock);
    const [first] = faults;
    if (first === undefined) return undefined;
    const who = service === undefined ? 'this service' : service.label;
    return {
      summary: `${first.summary} in ${who}`,
      explanation: faults.map(({ explanation }) => explanation).join(' '),
      evidence: faults.flatMap(({ evidence }) => evidence),
      fixes: [...new Set(faults.map(({ cause }) => cause))].map((cause) =>
        cause === 'clock' ? SYNCHRONISE : remedyFix(TIME_UNITS, service?.language ?? null),
      ),
    };
  },
});
