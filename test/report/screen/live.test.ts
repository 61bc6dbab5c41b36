import { expect, test } from 'vitest';
import { createLive } from '../../../src/report/screen/live.ts';
import { sampleTarget } from '../../../src/samples/facts.ts';

const ESCAPE = '\u001b';
const PIECES = new RegExp(`${ESCAPE}\\[\\d+A|${ESCAPE}\\[0J|\\n|[^${ESCAPE}\\n]+`, 'g');

/** What a terminal shows: the two movements that the view makes are followed. */
const screen = () => {
  let rows: string[] = [''];
  let cursor = 0;
  const put = (piece: string): void => {
    if (piece === `${ESCAPE}[0J`) rows = [...rows.slice(0, cursor), ''];
    else if (piece.startsWith(ESCAPE)) cursor -= Number.parseInt(piece.slice(2), 10);
    else if (piece === '\n') cursor += 1;
    else rows[cursor] = `${rows[cursor] ?? ''}${piece}`;
  };
  const write = (text: string): void => {
    for (const piece of text.match(PIECES) ?? []) put(piece);
  };
  return { write, shown: () => rows.filter((row) => row !== '') };
};

const target = sampleTarget();

const started = (columns = 80) => {
  const { write, shown } = screen();
  const live = createLive(write, columns);
  return { live, shown };
};

const walking = (columns?: number) => {
  const one = started(columns);
  one.live.onRun([target]);
  return one;
};

test('each step that was seen is a line, and the lines are taken away again', () => {
  const { live, shown } = walking();
  live.onObservation(target, 'dns', { state: 'seen', value: {}, ms: 1.4 });
  live.onObservation(target, 'send', { state: 'seen', value: {}, ms: 12.6 });
  expect(shown()).toEqual(['  name lookup  1 ms', '  test item  13 ms']);
  live.clear();
  expect(shown()).toEqual([]);
  live.clear();
  expect(shown()).toEqual([]);
});

test('what was not seen, or means nothing to a person, is no line', () => {
  const { live, shown } = walking();
  live.onObservation(target, 'tls', { state: 'absent', why: 'plaintext endpoint' });
  live.onObservation(target, 'send', { state: 'blocked', by: 'dns' });
  live.onObservation(target, 'target', { state: 'seen', value: {}, ms: 0 });
  expect(shown()).toEqual([]);
});

test('the step that is awaited stands below, with how long it takes', () => {
  const { live, shown } = walking();
  live.draw(300);
  expect(shown()).toEqual([`  ... name lookup, ${target.url} (300 ms)`]);
  live.onObservation(target, 'dns', { state: 'seen', value: {}, ms: 310 });
  live.draw(2_300);
  expect(shown()).toEqual(['  name lookup  310 ms', `  ... connection, ${target.url} (2 s)`]);
  for (const fact of ['tcp', 'proxy', 'tls', 'send', 'port', 'survey'])
    live.onObservation(target, fact, { state: 'absent', why: '' });
  live.draw(4_300);
  expect(shown().at(-1)).toBe('  ... whether a fix helps (2 s)');
  live.clear();
  expect(shown()).toEqual([]);
});

test('a wait tells what refuses, and for how long', () => {
  const { live, shown } = started();
  live.draw(100);
  expect(shown()).toEqual([]);
  live.onTry({ tries: 3, by: 'HTTP 503\u001b[2J', elapsedMs: 2_000, waitMs: 60_000 });
  live.draw(2_100);
  expect(shown()).toEqual(['  not yet: HTTP 503?[2J (try 3, 2.1 s of 60 s)']);
  live.onRun([target]);
  live.draw(2_400);
  expect(shown()).toEqual([`  ... name lookup, ${target.url} (300 ms)`]);
});

test('what is awaited takes one row, however long it is', () => {
  const { live, shown } = walking(20);
  live.draw(300);
  expect(shown()).toHaveLength(1);
  expect(shown()[0]?.length).toBeLessThan(20);
});
