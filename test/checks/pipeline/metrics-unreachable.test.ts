import metricsUnreachable from '../../../checks/pipeline/metrics-unreachable.ts';
import type { CollectorSource } from '../../../src/model/behind.ts';
import { sampleHops, sampleSource } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const seen = (state: CollectorSource['state'], detail: string) => sampleSource({ state, detail, hops: [] });

checkTester(metricsUnreachable)
  .fires(
    'when nobody answers',
    { hops: sampleHops([seen('unreachable', 'ECONNREFUSED')]) },
    {
      severity: 'info',
      says: /localhost:8888[\s\S]*ECONNREFUSED/,
      fix: 'prometheus',
    },
  )
  .fires(
    'when the page is refused',
    { hops: sampleHops([seen('refused', 'HTTP 404 Not Found')]) },
    { says: 'HTTP 404' },
  )
  .fires(
    'when it is another page',
    { hops: sampleHops([seen('not-metrics', 'text/html')]) },
    { says: 'text/html' },
  )
  .fires(
    'when they are metrics of somebody else',
    { hops: sampleHops([seen('no-counters', '12 values')]) },
    {
      says: "Collector's components",
    },
  )
  .silent('when one of several is read', {
    hops: sampleHops([seen('unreachable', 'ECONNREFUSED'), sampleSource()]),
  })
  .silent('when there was no place to look at', { hops: sampleHops([]) });
