import { describe, expect, test } from 'vitest';
import { judge } from '../corpus/explain.ts';
import { settingsText } from '../corpus/rates.ts';
import { read } from '../kit/sources.ts';

/** What a real SDK printed that met a fault which is none of the lab, with its settings and the codes that may stand first. */
interface Met {
  readonly name: string;
  readonly sdk: string;
  readonly settings: Readonly<Record<string, string>>;
  /** None where everything arrived. */
  readonly codes: readonly string[];
  readonly text: string;
}

const all = read('test/explain/varied.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Met);

/** What is reached, a little below it. Of some texts nobody could tell: `context deadline exceeded`, a default that was used in silence. */
const REACHED = [
  ['with settings', 0.87, (met: Met) => `${settingsText(met)}\n${met.text}`],
  ['without settings', 0.78, ({ text }: Met) => text],
] as const;

describe.each(REACHED)('faults that are none of the lab, %s', (_, least, textOf) => {
  const judged = all.map((met) => ({ ...met, ...judge(textOf(met)) }));
  const isRight = ({ codes, first }: (typeof judged)[number]): boolean => codes.includes(first ?? '');

  test('the first cause is right', () => {
    const faults = judged.filter(({ codes }) => codes.length > 0);
    expect(faults.filter(isRight).length / faults.length).toBeGreaterThanOrEqual(least);
  });

  test('none is answered wrongly with confidence', () => {
    const wrong = judged.filter((one) => one.settled && !isRight(one));
    expect(wrong.map(({ sdk, name, first }) => `${sdk} ${name}: ${first}`)).toEqual([]);
  });
});
