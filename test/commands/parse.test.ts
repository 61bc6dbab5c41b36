import { describe, expect, test } from 'vitest';
import { wordOf } from '../../src/commands/shared/flags.ts';
import { parseDuration, parseSignals } from '../../src/commands/shared/parse.ts';
import { chooseSdk, sdkNamed } from '../../src/jobs/choose-sdk.ts';
import { isUsageError } from '../../src/model/usage.ts';
import { FORMATS } from '../../src/report/formats/render.ts';
import { READERS } from '../../src/resolve/sdks/index.ts';

/** The message of the usage error that a call ends in. */
const complaint = (call: () => unknown): string => {
  try {
    call();
  } catch (thrown) {
    if (isUsageError(thrown)) return thrown.message;
    throw thrown;
  }
  throw new Error('no usage error');
};

describe('a duration', () => {
  test.each([
    ['5s', 5_000],
    ['500ms', 500],
    ['1m', 60_000],
    ['1h', 3_600_000],
    ['1.5s', 1_500],
    [' 2s ', 2_000],
    ['5', 5_000],
    ['99', 99_000],
    ['100', 100],
    ['2500', 2_500],
  ])('%j is %i ms', (text, ms) => {
    expect(parseDuration(text, 'timeout')).toBe(ms);
  });

  test('that is not given is none', () => {
    expect(parseDuration(undefined, 'timeout')).toBeNull();
  });

  test.each(['', '0', '0s', '-5s', '5d', 's', '1e3', 'soon', '5 s', 'Infinity', '5s5s'])(
    'cannot be %j',
    (text) => {
      expect(complaint(() => parseDuration(text, 'wait'))).toBe(
        `--wait takes a time such as 5s or 500ms, not "${text}"`,
      );
    },
  );
});

describe('signals', () => {
  test.each([
    ['traces', ['traces']],
    ['all', ['traces', 'metrics', 'logs']],
    ['logs,traces', ['traces', 'logs']],
    [' metrics , logs ', ['metrics', 'logs']],
    ['traces,traces', ['traces']],
  ])('%j are %j, in one order', (text, signals) => {
    expect(parseSignals(text)).toEqual(signals);
  });

  test.each(['', 'spans', 'traces,', 'traces,profiles', 'ALL', 'trace'])('cannot be %j', (text) => {
    expect(complaint(() => parseSignals(text))).toMatch(
      /^--signals takes traces, metrics, logs or all, not "/,
    );
  });
});

describe('a format', () => {
  test.each(['text', 'short', 'json'])('can be %s', (name) => {
    expect(wordOf(FORMATS, name, '--format')).toBe(name);
  });

  test.each(['', 'JSON', 'pdf'])('cannot be %j', (name) => {
    expect(complaint(() => wordOf(FORMATS, name, '--format'))).toContain(`not "${name}"`);
  });
});

describe('an SDK', () => {
  test.each(READERS.map(({ name }) => name))('can be %s', (name) => {
    expect(sdkNamed(name).name).toBe(name);
  });

  test('is the specification when none is named', () => {
    expect(chooseSdk({ flag: undefined, process: null }, undefined).sdk.name).toBe('spec');
  });

  test('cannot be unknown, and the known ones are listed', () => {
    expect(complaint(() => sdkNamed('cobol'))).toBe(
      `--sdk takes ${READERS.map(({ name }) => name).join(', ')}, not "cobol"`,
    );
  });
});
