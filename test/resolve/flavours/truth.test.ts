import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Signal } from '../../../src/model/signal.ts';
import { comparable, type Observed, observed } from '../truth/compare.ts';
import { predict } from '../truth/predict.ts';

/** One line of `truth/flavours.jsonl`: what a program of a flavour put on the wire for one environment. */
interface Wire {
  readonly flavour: string;
  readonly signal: Signal;
  readonly case: string;
  readonly env: Readonly<Record<string, string>>;
  readonly seen: Observed;
}

const records: readonly Wire[] = readFileSync(new URL('../truth/flavours.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): Wire => JSON.parse(line));

/** Headers of the fetch of Node, which say nothing of settings. */
const withoutFetch = ({ headers, ...seen }: Observed): Observed => ({
  ...seen,
  ...(headers === undefined
    ? {}
    : {
        headers: Object.fromEntries(
          Object.entries(headers).filter(([name]) => name !== 'accept-language' && name !== 'sec-fetch-mode'),
        ),
      }),
});

describe('what programs with settings of their own put on the wire', () => {
  test.each([...new Set(records.map(({ flavour }) => flavour))])('is predicted for %s', (flavour) => {
    const own = records.filter((record) => record.flavour === flavour);
    expect(own.length).toBeGreaterThanOrEqual(20);
    const wrong = own.flatMap((record) => {
      const [got, want] = [
        comparable(predict(flavour, record.env, record.signal)),
        comparable(observed(withoutFetch(record.seen))),
      ];
      return JSON.stringify(got) === JSON.stringify(want)
        ? []
        : [{ case: record.case, signal: record.signal, got, want }];
    });
    expect(wrong).toEqual([]);
  });
});
