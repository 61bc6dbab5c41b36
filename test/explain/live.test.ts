import { describe, expect, test } from 'vitest';
import { readPart } from '../corpus/entry.ts';
import { judge } from '../corpus/explain.ts';
import { judgeAll, withSettings } from '../corpus/rates.ts';

/**
 * Where a log with its settings tells something else than the live run against the same fault of the lab: the code of the
 * run, what the text says, and why no reader of the text could say it otherwise.
 */
const DIFFER: readonly (readonly [string, string, string])[] = [
  [
    'protocol/redirected',
    'protocol/method-not-allowed',
    'Go follows the redirect in silence, and the 405 behind it is all that it prints',
  ],
  [
    'receiver/partial-success',
    'config/timeout-suspicious',
    'Python says nothing of a partial success: the request of its debug log has the status 200',
  ],
  [
    'tls/required',
    'network/connection-reset',
    'the run asks the port whether it speaks TLS; the JavaScript exporter prints the reset alone',
  ],
];

/** One of the faults in so many is looked at; `npm run corpus:score -- --wrong` lists all. */
const EACH = 9;

describe('a log and the live run against the same fault', () => {
  const known = readPart('known');
  const entries = known.filter(
    ({ code }, index) => index % EACH === 0 || DIFFER.some(([live]) => live === code),
  );

  test('have the same code, but for what is listed', { timeout: 120_000 }, () => {
    const other = judgeAll(entries, withSettings, judge).filter(
      ({ right, untold, entry }) => !right && untold === null && entry.code !== 'healthy',
    );
    const listed = new Set(DIFFER.map(([live, said]) => `${live} ${said}`));
    expect(
      [...new Set(other.map(({ entry, first }) => `${entry.code} ${first}`))].filter(
        (pair) => !listed.has(pair),
      ),
    ).toEqual([]);
  });
});
