import { describe, expect, it } from 'vitest';
import { main } from '../../src/commands/main.ts';
import { type Given, type Rows, readGiven } from '../../src/commands/shared/flags.ts';
import { COMMANDS } from '../../src/commands/shared/list.ts';
import { fakeSession } from '../kit/session.ts';

const ROWS = {
  'env-file': { describe: 'files', many: true },
  format: { describe: 'format', default: 'text', words: ['text', 'json'] },
  color: { describe: 'colours', type: 'boolean' },
  for: { describe: 'time' },
} as const satisfies Rows;

const read = (found: Readonly<Record<string, unknown>>): Given<typeof ROWS> =>
  readGiven(ROWS, found, (name) => `--${name}`);

describe('values of rows', () => {
  it('have the names of code and the types that the rows say', () => {
    const { envFile, format, color, for: time } = read({ format: 'json' });
    // These are types, too: a row that changes breaks the lines below.
    const files: readonly string[] = envFile;
    const word: 'text' | 'json' = format;
    const flag: boolean | undefined = color;
    const text: string | undefined = time;
    expect([files, word, flag, text]).toEqual([[], 'json', undefined, undefined]);
  });

  it('are the last of several, but for rows that may be many', () => {
    expect(
      read({ 'env-file': ['a', 'b'], format: ['json', 'text'], color: [true, false], for: ['1s', '2s'] }),
    ).toEqual({
      envFile: ['a', 'b'],
      format: 'text',
      color: false,
      for: '2s',
    });
  });

  it('that a row does not take are told with the nearest', () => {
    expect(() => read({ format: 'jsn' })).toThrow(
      '--format takes text or json, not "jsn"; did you mean json?',
    );
  });
});

const rowsWithWords = COMMANDS.flatMap(({ name, flags, positionals }) => {
  const needed = Object.values(positionals).flatMap(({ required }) => (required ? ['some'] : []));
  return Object.entries(flags).flatMap(([flag, { words }]) =>
    words === undefined ? [] : [[[name, ...needed].filter((word) => word !== ''), flag, words] as const],
  );
});

describe('a flag takes the words of its row and no other', () => {
  it.each(rowsWithWords)('%j --%s', async (command, flag, words) => {
    const session = fakeSession();
    await main([...command, `--${flag}`, 'no-such-word'], session);
    expect(session.err()).toContain(`--${flag} takes ${words[0]}`);
    expect([session.out(), session.status()]).toEqual(['', 2]);
  });
});

it('every row that says its words in its help says those that it takes', () => {
  const unsaid = COMMANDS.flatMap(({ name, flags }) =>
    Object.entries(flags).flatMap(([flag, { words = [], describe: text }]) =>
      flag === 'sdk' ? [] : words.filter((word) => !text.includes(word)).map((word) => [name, flag, word]),
    ),
  );
  expect(unsaid).toEqual([]);
});
