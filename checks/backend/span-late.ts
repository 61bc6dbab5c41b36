import { itemName } from '../../src/findings/behind.ts';
import { lengthOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleReadBack } from '../../src/samples/facts.ts';

/** Milliseconds after which somebody who looks for his span believes it lost. */
const LATE_MS = 5_000;

export default defineCheck({
  id: 'backend/span-late',
  title: 'What arrives is shown late',
  severity: 'info',
  why: `What was sent is stored, and it takes a while until the backend shows it. Nothing is lost: the \`batch\` processor of the Collector
waits for its \`timeout\`, a queue is worked off, or the backend indexes what it takes in steps.

Wait before you look. To see single spans sooner, lower \`timeout\` of the batch processor in the Collector.`,
  advice: { title: 'Wait before you look', text: 'Batches and indexes take their time.' },
  needs: ['readBack'],
  example: { readBack: sampleReadBack({ foundAfterMs: 10_400 }) },
  run: ({ readBack: { items, name, url } }) => {
    const late = items.find(({ foundAfterMs }) => (foundAfterMs ?? 0) > LATE_MS);
    if (late === undefined || name === null) return undefined;
    const after = lengthOf(late.foundAfterMs ?? 0);
    return {
      summary: `${name} shows the test ${itemName(late.signal)} ${after} after it was accepted: late, not lost`,
      explanation:
        'Batches in the Collector wait for their time, and a backend indexes what it takes in steps. Whoever looks sooner finds nothing.',
      evidence: [{ label: `asked (${name})`, value: url }],
      fixes: [
        {
          title: 'Lower the timeout of the batch processor where that is too late',
          text: 'processors::batch::timeout in the configuration of the Collector; 200 ms unless it is set.',
        },
      ],
    };
  },
});
