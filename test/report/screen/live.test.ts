import { expect, test } from 'vitest';
import { createLive } from '../../../src/report/screen/live.ts';
import { sampleTarget } from '../../../src/samples/facts.ts';

const recorded = () => {
  const written: string[] = [];
  const live = createLive((text) => {
    written.push(text);
  });
  return { live, written };
};

const target = sampleTarget();

test('each step that was seen is a line, and the lines are taken away again', () => {
  const { live, written } = recorded();
  live.onObservation(target, 'dns', { state: 'seen', value: {}, ms: 1.4 });
  live.onObservation(target, 'send', { state: 'seen', value: {}, ms: 12.6 });
  live.clear();
  expect(written).toEqual(['  name lookup  1 ms\n', '  test item  13 ms\n', '\u001b[2A\u001b[0J']);
});

test('what was not seen, or means nothing to a person, is no line', () => {
  const { live, written } = recorded();
  live.onObservation(target, 'tls', { state: 'absent', why: 'plaintext endpoint' });
  live.onObservation(target, 'send', { state: 'blocked', by: 'dns' });
  live.onObservation(target, 'target', { state: 'seen', value: {}, ms: 0 });
  live.clear();
  expect(written).toEqual([]);
});

test('lines are taken away once', () => {
  const { live, written } = recorded();
  live.onObservation(target, 'dns', { state: 'seen', value: {}, ms: 1 });
  live.clear();
  live.clear();
  expect(written).toHaveLength(2);
});
