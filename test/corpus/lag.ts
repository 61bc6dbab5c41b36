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

/** Waits until this process has got its turn for two seconds, for five minutes at most. */
async function calm(): Promise<void> {
  const end = performance.now() + 300_000;
  while (wasLateSince(performance.now() - 2_000) && performance.now() < end) await sleep(500);
}

/** What a task gave, and whether the machine was so busy meanwhile that its time limits mean nothing. */
export interface Run<T> {
  readonly result: T;
  readonly disturbed: boolean;
}

/** Does something that has time limits; again, at most twice, where the machine was too busy for them. */
export async function undisturbed<T>(task: () => Promise<T>): Promise<Run<T>> {
  for (let attempt = 1; ; attempt++) {
    await calm();
    const from = performance.now();
    const result = await task();
    const disturbed = wasLateSince(from);
    if (!disturbed || attempt === 3) return { result, disturbed };
  }
}
