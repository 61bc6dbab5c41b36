import { memoryFaults } from '../../src/findings/collector/memory.ts';
import { placeEvidence } from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import {
  sampleCollector,
  sampleExporter,
  sampleLimiter,
  sampleReceiver,
} from '../../src/samples/collector.ts';

export default defineCheck({
  id: 'pipeline/memory-limiter-misconfigured',
  title: "The Collector's memory limiter refuses too early or does not work",
  severity: 'error',
  why: `The processor \`memory_limiter\` refuses data above its soft limit, which is \`limit_mib\` minus \`spike_limit_mib\` (or the two percentages). With a
spike limit close to the limit, next to nothing is left, and a Collector refuses everything with \`data refused due to high memory usage\`.
Without \`check_interval\`, without a limit, or with a spike limit that is not smaller, the Collector does not start.

Set the limit to four fifths of the memory that the Collector may use, and the spike limit to a fifth of that.`,
  advice: {
    title: 'Make the spike smaller',
    text: 'spike_limit is about a fifth of limit; data is refused from limit minus spike on.',
  },
  needs: ['collector'],
  explains: ['receiver/unavailable', 'receiver/throttled'],
  example: {
    collector: sampleCollector({
      components: [
        sampleReceiver(),
        sampleLimiter({ check_interval: '1s', limit_mib: 100, spike_limit_mib: 90 }),
        sampleExporter(),
      ],
    }),
  },
  run: ({ collector }) =>
    memoryFaults(collector).map(({ at, fix, ...fault }) => ({
      ...fault,
      evidence: [placeEvidence('memory limiter', at)],
      fixes: [fix],
      location: at,
    })),
});
