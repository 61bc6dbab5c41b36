import spansRefused from '../../../checks/pipeline/spans-refused.ts';
import type { Hop } from '../../../src/model/behind.ts';
import { sampleExporter, sampleHop, sampleHops, sampleSource } from '../../../src/samples/facts.ts';
import { sampleMessage } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const refused = (sdk: string) => ({
  messages: [
    sampleMessage({
      id: 'collector-memory',
      sdk,
      codes: ['pipeline/spans-refused', 'receiver/unavailable'],
      text: 'data refused due to high memory usage',
      captures: {},
      count: 2,
    }),
  ],
  lines: 9,
});

checkTester(spansRefused)
  .fires(
    'as the Collector itself writes it',
    { messages: refused('collector') },
    { says: /so twice[\s\S]*high memory usage/, fix: 'limit_mib', severity: 'error' },
  )
  .fires('as an exporter quotes the answer', { messages: refused('go') }, { says: 'soft limit' })
  .silent('when the log is about something else', { messages: { messages: [sampleMessage()], lines: 3 } })
  .silent('when it is only one of several possible causes', {
    messages: {
      messages: [sampleMessage({ codes: ['receiver/unavailable', 'pipeline/spans-refused'] })],
      lines: 3,
    },
  });

const counted = (...hops: readonly Hop[]) => ({
  hops: sampleHops([sampleSource({ hops })], { taken: false, answer: 'HTTP 503 Service Unavailable' }),
});

checkTester(spansRefused, 1)
  .fires(
    'by the metrics of the memory limiter',
    counted(
      sampleHop({ moved: { accepted: 0, refused: 37 } }),
      sampleHop({ kind: 'processor', name: 'memory_limiter/own', moved: { in: 37, out: 0, refused: 37 } }),
    ),
    { says: /memory limiter[\s\S]*HTTP 503/, fix: 'limit_mib' },
  )
  .fires('by the metrics of the receiver alone', counted(sampleHop({ moved: { accepted: 0, failed: 37 } })), {
    says: 'The receiver otlp',
  })
  .silent('when it was accepted', counted(sampleHop(), sampleExporter({ sent: 37 })));
