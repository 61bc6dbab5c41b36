import notThisCollector from '../../../checks/pipeline/not-this-collector.ts';
import { sampleHop, sampleHops, sampleReadBack, sampleSource } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const unmoved = (named: boolean) => sampleSource({ named, movedAfterMs: null, hops: [] });

checkTester(notThisCollector)
  .fires(
    'when nothing moved',
    { readBack: sampleReadBack({ foundAfterMs: null }), hops: sampleHops([unmoved(true)]) },
    { severity: 'warning', says: 'did not move' },
  )
  .fires(
    'mildly, where nobody named the Collector',
    { readBack: sampleReadBack({ foundAfterMs: null }), hops: sampleHops([unmoved(false)]) },
    { severity: 'info' },
  )
  .silent('when one of the replicas took it', {
    readBack: sampleReadBack({ foundAfterMs: null }),
    hops: sampleHops([unmoved(true), sampleSource()]),
  })
  .silent('when the receiver refused it', {
    readBack: sampleReadBack({ foundAfterMs: null }),
    hops: sampleHops([unmoved(true)], { taken: false, answer: 'HTTP 503' }),
  })
  .silent('when a Collector refused it', {
    readBack: sampleReadBack({ foundAfterMs: null }),
    hops: sampleHops([sampleSource({ hops: [sampleHop({ moved: { refused: 37 } })] })]),
  })
  .silent('when no metrics were read', {
    readBack: sampleReadBack({ foundAfterMs: null }),
    hops: sampleHops([sampleSource({ state: 'unreachable', detail: 'ECONNREFUSED', hops: [] })]),
  })
  .silent('when nobody named it and the backend shows the span', {
    readBack: sampleReadBack(),
    hops: sampleHops([unmoved(false)]),
  });
