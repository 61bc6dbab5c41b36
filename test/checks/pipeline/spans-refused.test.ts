import spansRefused from '../../../checks/pipeline/spans-refused.ts';
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
