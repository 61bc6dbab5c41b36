import metricsUnreachable from '../../../checks/pipeline/metrics-unreachable.ts';
import type { CollectorSource } from '../../../src/model/behind.ts';
import { sampleHops, sampleReadBack, sampleSource } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const seen = (state: CollectorSource['state'], detail: string) => sampleSource({ state, detail, hops: [] });

checkTester(metricsUnreachable)
  .fires(
    'when nobody answers',
    {
      readBack: sampleReadBack({ foundAfterMs: null }),
      hops: sampleHops([seen('unreachable', 'ECONNREFUSED')]),
    },
    {
      severity: 'info',
      says: /localhost:8888[\s\S]*ECONNREFUSED/,
      fix: 'prometheus',
    },
  )
  .fires(
    'when the page is refused',
    {
      readBack: sampleReadBack({ foundAfterMs: null }),
      hops: sampleHops([seen('refused', 'HTTP 404 Not Found')]),
    },
    { says: 'HTTP 404' },
  )
  .fires(
    'when it is another page',
    {
      readBack: sampleReadBack({ foundAfterMs: null }),
      hops: sampleHops([seen('not-metrics', 'text/html')]),
    },
    { says: 'text/html' },
  )
  .fires(
    'when they are metrics of somebody else',
    {
      readBack: sampleReadBack({ foundAfterMs: null }),
      hops: sampleHops([seen('no-counters', '12 values')]),
    },
    {
      says: "Collector's components",
    },
  )
  .silent('when one of several is read', {
    readBack: sampleReadBack({ foundAfterMs: null }),
    hops: sampleHops([seen('unreachable', 'ECONNREFUSED'), sampleSource()]),
  })
  .silent('when there was no place to look at', {
    readBack: sampleReadBack({ foundAfterMs: null }),
    hops: sampleHops([]),
  })
  .silent('when nobody named it and the backend shows the span', {
    readBack: sampleReadBack(),
    hops: sampleHops([seen('unreachable', 'ECONNREFUSED')]),
  });
