import { sleep } from '../lab/wait.ts';

/** How late a timer of this process may be before what ran meanwhile is taken for disturbed, in milliseconds. */
const TOO_LATE = 1_500;
const STEP = 100;

const late: { readonly at: number; readonly by: number }[] = [];
let before = performance.now();

setInterval(() => {
  const now = performance.now();
  const by = now - before - STEP;
  before = now;
  if (by > STEP) late.push({ at: now, by });
  if (late.length > 10_000) late.shift();
}, STEP).unref();

const wasLateSince = (from: number): boolean => late.some(({ at, by }) => at >= from && by > TOO_LATE);

/** How long a calm is waited for, in milliseconds: other work goes first. */
const LONGEST_WAIT = 3_600_000;

/** Waits until this process has got its turn for two seconds. */
async function calm(): Promise<void> {
  const end = performance.now() + LONGEST_WAIT;
  while (wasLateSince(performance.now() - 2_000)) {
    if (performance.now() > end) throw new Error('the machine is too busy for programs with time limits');
    await sleep(500);
  }
}

/** What a task gave, and whether the machine was so busy meanwhile that its time limits mean nothing. */
export interface Run<T> {
  readonly result: T;
  readonly disturbed: boolean;
}

/** Does something that has time limits when the machine has time for it; again, at most twice, where it had not. */
export async function undisturbed<T>(task: () => Promise<T>): Promise<Run<T>> {
  for (let attempt = 1; ; attempt++) {
    await calm();
    const from = performance.now();
    const result = await task();
    const disturbed = wasLateSince(from);
    if (!disturbed || attempt === 3) return { result, disturbed };
  }
}
