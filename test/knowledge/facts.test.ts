import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FACT_WORDS } from '../../src/knowledge/facts.ts';
import { PROBES } from '../../src/probes/index.ts';
import { ROOT } from '../kit/sources.ts';

test.each(Object.entries(FACT_WORDS))(
  'the fact %s is told in a sentence, and its maker is there',
  (_, words) => {
    expect(words.means).toMatch(/^[A-Z].{20,160}[^.]$/);
    expect(existsSync(join(ROOT, words.from)), words.from).toBe(true);
  },
);

test('every probe is named as the maker of its fact', () => {
  const lost = PROBES.map(({ fact }) => fact).filter(
    (fact) => !FACT_WORDS[fact].from.startsWith('src/probes/'),
  );
  expect(lost).toEqual([]);
});
