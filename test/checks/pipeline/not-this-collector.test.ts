import notThisCollector from '../../../checks/pipeline/not-this-collector.ts';
import { sampleHop, sampleHops, sampleSource } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const unmoved = (named: boolean) => sampleSource({ named, movedAfterMs: null, hops: [] });

checkTester(notThisCollector)
  .fires(
    'when nothing moved',
    { hops: sampleHops([unmoved(true)]) },
    { severity: 'warning', says: 'did not move' },
  )
  .fires(
    'mildly, where nobody named the Collector',
    { hops: sampleHops([unmoved(false)]) },
    { severity: 'info' },
  )
  .silent('when one of the replicas took it', { hops: sampleHops([unmoved(true), sampleSource()]) })
  .silent('when the receiver refused it', {
    hops: sampleHops([unmoved(true)], { taken: false, answer: 'HTTP 503' }),
  })
  .silent('when a Collector refused it', {
    hops: sampleHops([sampleSource({ hops: [sampleHop({ moved: { refused: 37 } })] })]),
  })
  .silent('when no metrics were read', {
    hops: sampleHops([sampleSource({ state: 'unreachable', detail: 'ECONNREFUSED', hops: [] })]),
  });
