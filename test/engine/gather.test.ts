import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type GatherOptions, gather, type Observations } from '../../src/engine/gather.ts';
import type { Observation } from '../../src/model/fact.ts';
import type { Probe, ProbeContext } from '../../src/model/probe.ts';

interface Table {
  seed: number;
  a: number;
  b: number;
  c: number;
  d: number;
}

type AnyProbe = Probe<Table, object>;

const probe = (fact: keyof Table, change: Partial<AnyProbe> = {}): AnyProbe => ({
  fact,
  needs: [],
  budgetMs: 1_000,
  observe: async () => 1,
  ...change,
});

const later = (ms: number, value = 1): Promise<number> =>
  new Promise((settle) => setTimeout(() => settle(value), ms));

const never = (): Promise<number> => new Promise(() => {});

/** Never answers by itself, and gives up when it is told that the answer is not wanted any more. */
const untilAborted =
  (aborted: () => void) =>
  (_: unknown, { signal }: ProbeContext): Promise<number> =>
    new Promise((_settle, fail) => {
      signal.addEventListener('abort', () => {
        aborted();
        fail(new Error('aborted'));
      });
    });

const run = async (
  probes: readonly AnyProbe[],
  change: Partial<GatherOptions<Table, object>> = {},
): Promise<Observations<Table>> => {
  const gathered = gather<Table, object>({
    probes,
    given: {},
    context: {},
    deadlineMs: 10_000,
    shared: new Map(),
    now: () => Date.now(),
    ...change,
  });
  await vi.runAllTimersAsync();
  return gathered;
};

/** Whether a send was good, as a condition that makes other probes needless. */
const unlessGood = (fact: keyof Table, patienceMs = 100): NonNullable<AnyProbe['unless']> => ({
  fact,
  patienceMs,
  why: 'not needed',
  holds: (value: number) => value === 1,
});

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('order', () => {
  test('a probe starts when the facts it needs are there, whatever the order of the list', async () => {
    const log: string[] = [];
    const noting = (fact: keyof Table, needs: readonly (keyof Table)[]): AnyProbe =>
      probe(fact, {
        needs,
        observe: async () => {
          log.push(`${fact} starts`);
          await later(10);
          log.push(`${fact} ends`);
          return 1;
        },
      });
    await run([noting('c', ['b']), noting('b', ['a']), noting('a', []), noting('d', [])]);
    expect(log.slice(0, 2).sort()).toEqual(['a starts', 'd starts']);
    expect(log.filter((line) => !line.startsWith('d'))).toEqual([
      'a starts',
      'a ends',
      'b starts',
      'b ends',
      'c starts',
      'c ends',
    ]);
  });

  test('a probe is handed the facts it needs and no others', async () => {
    const observe = vi.fn(async () => 3);
    await run(
      [probe('a', { observe: async () => 2 }), probe('b', { needs: ['seed', 'a'], observe }), probe('c')],
      {
        given: { seed: 1 },
      },
    );
    expect(observe).toHaveBeenCalledExactlyOnceWith({ seed: 1, a: 2 }, expect.anything());
  });

  test('a fact that is given is not asked for', async () => {
    const observe = vi.fn(async () => 2);
    const { a } = await run([probe('a', { observe })], { given: { a: 7 } });
    expect(a).toEqual({ state: 'seen', value: 7, ms: 0 });
    expect(observe).not.toHaveBeenCalled();
  });

  test('a fact that nobody asked for is missing', async () => {
    expect(Object.keys(await run([probe('a')]))).toEqual(['a']);
  });

  test('probes that wait for each other end with the deadline', async () => {
    const seen = await run([probe('a', { needs: ['b'] }), probe('b', { needs: ['a'] })], { deadlineMs: 50 });
    expect([seen.a?.state, seen.b?.state]).not.toContain('seen');
  });
});

describe('what cannot be asked', () => {
  test('a gate blocks, and everything behind it names the first cause', async () => {
    const observe = vi.fn(async () => 1);
    const seen = await run([
      probe('a'),
      probe('b', { needs: ['a'], gate: () => ({ blockedBy: 'a' }), observe }),
      probe('c', { needs: ['b'], observe }),
      probe('d', { needs: ['c'], observe }),
    ]);
    const blocked = { state: 'blocked', by: 'a' };
    expect(seen).toMatchObject({ a: { state: 'seen' }, b: blocked, c: blocked, d: blocked });
    expect(observe).not.toHaveBeenCalled();
  });

  test('what is absent makes absent what needs it, for the same reason', async () => {
    const seen = await run([
      probe('a', { gate: () => ({ absent: 'switched off' }) }),
      probe('b', { needs: ['a'] }),
    ]);
    const absent = { state: 'absent', why: 'switched off' };
    expect(seen).toEqual({ a: absent, b: absent });
  });

  test('a fact for which there is no probe is absent for those who need it', async () => {
    expect(await run([probe('a', { needs: ['d'] })])).toEqual({ a: { state: 'absent', why: 'not asked' } });
  });

  test('a broken probe blocks what needs it', async () => {
    const seen = await run([
      probe('a', { observe: () => Promise.reject(Object.assign(new Error('oops'), { code: 'EOOPS' })) }),
      probe('b', { needs: ['a'] }),
      probe('c', { needs: ['b'] }),
    ]);
    expect(seen).toEqual({
      a: { state: 'broken', error: { name: 'Error', message: 'oops', code: 'EOOPS' } },
      b: { state: 'blocked', by: 'a' },
      c: { state: 'blocked', by: 'a' },
    });
  });

  test.each([
    [
      'a probe that throws at once',
      {
        observe: () => {
          throw new TypeError('at once');
        },
      },
      { name: 'TypeError', message: 'at once' },
    ],
    [
      'a gate that throws',
      {
        gate: () => {
          throw new Error('in the gate');
        },
      },
      { name: 'Error', message: 'in the gate' },
    ],
    [
      'a probe that throws what is no error',
      { observe: () => Promise.reject('text') },
      { name: 'Error', message: 'text' },
    ],
  ])('%s is broken, and the others are seen', async (_, change: Partial<AnyProbe>, error) => {
    const seen = await run([probe('a', change), probe('b')]);
    expect(seen.a).toEqual({ state: 'broken', error });
    expect(seen.b).toMatchObject({ state: 'seen', value: 1 });
  });
});

describe('time', () => {
  const overrun = {
    state: 'broken',
    error: { name: 'BudgetExceeded', message: 'took longer than its time budget' },
  };

  test('a probe that hangs is broken after its budget, and told to stop', async () => {
    const aborted = vi.fn();
    const seen = await run([probe('a', { budgetMs: 20, observe: untilAborted(aborted) }), probe('b')]);
    expect(seen.a).toEqual(overrun);
    expect(seen.b?.state).toBe('seen');
    expect(aborted).toHaveBeenCalledOnce();
  });

  test('the deadline ends everything, also a probe with an endless budget', async () => {
    const seen = await run(
      [probe('a', { budgetMs: Number.POSITIVE_INFINITY, observe: never }), probe('b', { needs: ['a'] })],
      { deadlineMs: 30 },
    );
    expect(seen.a).toEqual(overrun);
    expect(seen.b?.state).not.toBe('seen');
  });

  test('a probe is told how much time is left', async () => {
    const left: number[] = [];
    await run(
      [
        probe('a', { observe: () => later(40) }),
        probe('b', {
          needs: ['a'],
          observe: async (_, { remaining }) => {
            left.push(remaining());
            return 1;
          },
        }),
      ],
      { deadlineMs: 100 },
    );
    expect(left).toEqual([60]);
  });

  test('the signal is aborted after a probe has answered, so that nothing of it goes on', async () => {
    let signal: AbortSignal | undefined;
    const observe: AnyProbe['observe'] = async (_, context) => {
      signal = context.signal;
      return 1;
    };
    await run([probe('a', { observe })]);
    expect(signal?.aborted).toBe(true);
  });

  test('no timer is left, whatever became of the probes', async () => {
    const gathered = gather<Table, object>({
      probes: [
        probe('a', { observe: () => later(5) }),
        probe('b', { observe: () => Promise.reject(new Error('oops')) }),
        probe('c', { unless: unlessGood('a', 1), observe: untilAborted(() => {}) }),
        probe('d', { budgetMs: 3, observe: untilAborted(() => {}) }),
      ],
      given: {},
      context: {},
      deadlineMs: 60_000,
      shared: new Map(),
      now: () => Date.now(),
    });
    await vi.advanceTimersByTimeAsync(10);
    await gathered;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('unless', () => {
  const absent = { state: 'absent', why: 'not needed' };

  test('a probe does not start when the other fact makes it needless in time', async () => {
    const observe = vi.fn(async () => 2);
    const seen = await run([
      probe('a', { observe: () => later(50) }),
      probe('b', { unless: unlessGood('a'), observe }),
    ]);
    expect(seen.b).toEqual(absent);
    expect(observe).not.toHaveBeenCalled();
  });

  test('a probe starts as soon as the other fact does not make it needless', async () => {
    let startedAt = 0;
    const from = Date.now();
    const observe = async (): Promise<number> => {
      startedAt = Date.now() - from;
      return 2;
    };
    const seen = await run([
      probe('a', { observe: () => later(50, 0) }),
      probe('b', { unless: unlessGood('a', 1_000), observe }),
    ]);
    expect(seen.b).toMatchObject({ state: 'seen', value: 2 });
    expect(startedAt).toBe(50);
  });

  test('a probe starts after its patience, and stops when it turns out to be needless', async () => {
    const aborted = vi.fn();
    const seen = await run([
      probe('a', { observe: () => later(200) }),
      probe('b', { unless: unlessGood('a', 100), observe: untilAborted(aborted) }),
    ]);
    expect(seen.b).toEqual(absent);
    expect(aborted).toHaveBeenCalledOnce();
  });

  test('a probe that answers before the other fact keeps its answer', async () => {
    const seen = await run([
      probe('a', { observe: () => later(500) }),
      probe('b', { unless: unlessGood('a', 100), observe: async () => 2 }),
    ]);
    expect(seen.b).toMatchObject({ state: 'seen', value: 2 });
  });

  test('a probe starts when the other fact is blocked or broken', async () => {
    const seen = await run([
      probe('a', { observe: () => Promise.reject(new Error('oops')) }),
      probe('b', { unless: unlessGood('a', 5_000), observe: async () => 2 }),
      probe('c', { needs: ['a'] }),
      probe('d', { unless: unlessGood('c', 5_000), observe: async () => 3 }),
    ]);
    expect(seen).toMatchObject({ b: { state: 'seen', value: 2 }, d: { state: 'seen', value: 3 } });
  });

  test('what needs a needless fact is absent as well', async () => {
    const seen = await run([
      probe('a'),
      probe('b', { unless: unlessGood('a') }),
      probe('c', { needs: ['b'] }),
    ]);
    expect(seen.c).toEqual(absent);
  });
});

describe('shared and told', () => {
  test('what is asked once is shared between the targets of a run', async () => {
    const observe = vi.fn(async () => 5);
    const shared = new Map<keyof Table, Promise<Observation<number>>>();
    const each = [probe('a', { once: true, observe }), probe('b', { observe })];
    const [first, second] = await Promise.all([run(each, { shared }), run(each, { shared })]);
    expect(first?.a).toEqual(second?.a);
    expect(observe).toHaveBeenCalledTimes(3);
  });

  test('each observation is told once, as it is made', async () => {
    const told: string[] = [];
    await run(
      [
        probe('b', { needs: ['a'], gate: () => ({ absent: 'switched off' }) }),
        probe('a', { observe: () => later(5) }),
      ],
      {
        given: { seed: 1 },
        onObservation: (fact, { state }) => {
          told.push(`${fact} ${state}`);
        },
      },
    );
    expect(told).toEqual(['a seen', 'b absent']);
  });
});
