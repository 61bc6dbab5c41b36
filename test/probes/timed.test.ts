import { describe, expect, test } from 'vitest';
import { sendTimed, type Timed, within } from '../../src/probes/send/timed.ts';

/** Keeps this process from running, as a busy machine does. */
const sleepDeeply = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

const never = new Promise<string>(() => {});

describe('an answer and its limit', () => {
  test('an answer in time is certain', async () => {
    expect(await within(60_000, Promise.resolve('yes'))).toMatchObject({ first: 'yes', unsure: false });
  });

  test('a limit that is over tells nothing where this process slept meanwhile', async () => {
    const waiting = within(10, never);
    sleepDeeply(200);
    expect(await waiting).toMatchObject({ first: 'timeout', unsure: true });
  });

  test('an answer that is read after the limit is no answer in time', async () => {
    let answer = (_: string): void => {};
    const waiting = within(10, new Promise<string>((resolve) => (answer = resolve)));
    sleepDeeply(200);
    answer('yes');
    expect(await waiting).toMatchObject({ first: 'yes', unsure: true });
  });
});

describe('what is not certain is sent again', () => {
  const sending = async (
    outcomes: readonly Timed<string>[],
    room = true,
  ): Promise<readonly [Timed<string>, number, number]> => {
    let [sent, ended] = [0, 0];
    const send = async (): Promise<Timed<string>> =>
      outcomes[sent++] ?? { first: 'more', ms: 1, unsure: false };
    const last = await sendTimed(
      send,
      () => {
        ended += 1;
      },
      () => room,
    );
    return [last, sent, ended];
  };
  const slept = { first: 'yes', ms: 1, unsure: true } as const;
  const certain = { first: 'yes', ms: 1, unsure: false } as const;

  test('once is enough where it is certain', async () => {
    expect(await sending([certain])).toEqual([certain, 1, 0]);
    expect(await sending([{ first: 'timeout', ms: 1, unsure: false }])).toEqual([
      { first: 'timeout', ms: 1, unsure: false },
      1,
      0,
    ]);
  });

  test('the certain one counts, and the connections of the others end', async () => {
    expect(await sending([slept, slept, certain])).toEqual([certain, 3, 2]);
  });

  test('after three of them, or without time, the clock decides', async () => {
    expect(await sending([slept, slept, slept])).toEqual([{ first: 'timeout', ms: 1, unsure: true }, 3, 2]);
    expect(await sending([slept], false)).toEqual([{ first: 'timeout', ms: 1, unsure: true }, 1, 0]);
  });
});
