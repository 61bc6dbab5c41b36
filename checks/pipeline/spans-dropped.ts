import {
  burstWords,
  certaintyWords,
  hopEvidence,
  lastIn,
  sourceEvidence,
} from '../../src/findings/behind.ts';
import { type PassedHop, passedHops } from '../../src/model/behind.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleExporter, sampleHop, sampleHops, sampleSource } from '../../src/samples/facts.ts';

const FILTER = sampleHop({ kind: 'processor', name: 'filter/health', moved: { in: 37, out: 0 } });

/** Another way of the same Collector hands everything on: what is dropped here may be dropped on purpose. */
const isHandedOn = (passed: readonly PassedHop[], { source }: PassedHop): boolean =>
  passed.some(
    (other) => other.source === source && other.hop.kind === 'exporter' && other.state === 'passed',
  );

const WORDS: Readonly<Record<string, string>> = {
  stopped: 'lets none of the',
  held: 'still holds all of the',
  thinned: 'lets only some of the',
};

export default defineCheck({
  id: 'pipeline/spans-dropped',
  title: 'A processor of the Collector drops what was accepted',
  severity: 'error',
  why: `The Collector took the data and answered with success. A processor behind the receiver (\`filter\`, a sampler) let
nothing of it go on, so that no exporter ever sees it. Nobody is told: dropping is its task.

Look at this processor in the configuration of the Collector: the conditions of a filter, the percentage of a sampler. Processors that keep
data for a while (\`tail_sampling\`, \`batch\`) are given the time of \`--within\` before anything is said of them.`,
  advice: { title: 'Look at the processor', text: 'Its conditions or its percentage drop the data.' },
  needs: ['hops'],
  example: {
    hops: sampleHops([sampleSource({ hops: [sampleHop(), FILTER, sampleExporter({ sent: 0 })] })]),
  },
  run: ({ hops }) => {
    const passed = passedHops(hops);
    const stopping = lastIn(passed, 'processor', ['stopped', 'held']);
    const [worst] = stopping.length > 0 ? stopping : lastIn(passed, 'processor', ['thinned']);
    if (worst === undefined) return undefined;
    const { hop, source, burst, state } = worst;
    const mild = state === 'thinned' || isHandedOn(passed, worst);
    return {
      summary: `The processor ${hop.name} of the Collector ${WORDS[state]} ${burstWords(burst)} ${state === 'held' ? `after ${Math.round(hops.watchedMs / 1000)} s` : 'through'}`,
      explanation: `${certaintyWords(source, burst)} The receiver accepted them, and behind this processor ${state === 'thinned' ? 'there are fewer' : 'there is nothing'}.`,
      evidence: [hopEvidence(worst), sourceEvidence(source)],
      fixes: [
        {
          title: `Look at the processor ${hop.name}`,
          text: `In the configuration of the Collector, see what processors::${hop.name} drops: conditions of a filter, the percentage of a sampler. Take it out of the pipeline to try without it.`,
        },
      ],
      ...(mild ? { severity: 'info' as const } : {}),
      suspicion: state === 'held' || source.restarted,
    };
  },
});
