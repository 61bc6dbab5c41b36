import spansDropped from '../../../checks/pipeline/spans-dropped.ts';
import type { Hop } from '../../../src/model/behind.ts';
import { sampleExporter, sampleHop, sampleHops, sampleSource } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const processor = (name: string, moved: Hop['moved']) => sampleHop({ kind: 'processor', name, moved });
const through = (...hops: readonly Hop[]) => ({
  hops: sampleHops([sampleSource({ hops: [sampleHop(), ...hops] })]),
});
const noisy = (...hops: readonly Hop[]) => ({
  hops: sampleHops([
    sampleSource({ otherTraffic: 5_000, hops: [sampleHop({ moved: { accepted: 5_037 } }), ...hops] }),
  ]),
});

checkTester(spansDropped)
  .fires('on a sampler that keeps nothing', through(processor('probabilistic_sampler', { in: 37, out: 0 })), {
    says: /probabilistic_sampler[\s\S]*37 spans were sent in one export/,
    severity: 'error',
    fix: 'processors::probabilistic_sampler',
  })
  .fires('by the counter of an old release', through(processor('filter/a', { dropped: 37 })), {
    says: 'filter/a',
  })
  .fires('in other traffic, where all of it is dropped', noisy(processor('filter', { in: 5_037, out: 0 })), {
    says: 'about 5,000 items a second',
  })
  .fires(
    'mildly, where another way of the Collector hands it on',
    through(processor('filter', { in: 37, out: 0 }), sampleExporter({ sent: 37 })),
    { severity: 'info' },
  )
  .fires('mildly, where a part goes on', through(processor('probabilistic_sampler', { in: 37, out: 4 })), {
    severity: 'info',
    says: 'only some',
  })
  .fires(
    'as a suspicion, where the processor keeps data for a while',
    through(processor('tail_sampling', { in: 37, out: 0 })),
    {
      suspicion: true,
      says: 'still holds',
    },
  )
  .silent('when all goes on', through(processor('filter', { in: 37, out: 37 }), sampleExporter({ sent: 37 })))
  .silent('in other traffic, where a part goes on', noisy(processor('filter', { in: 5_037, out: 4_000 })))
  .silent('when nothing came', through(processor('filter', { in: 0, out: 0 })));
