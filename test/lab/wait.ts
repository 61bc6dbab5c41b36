/** Resolves after so many milliseconds. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Asks again every 20 ms until there is an answer, and returns it.
 *
 * @param what what is waited for, to be named when it does not come
 */
export async function waitFor<T>(
  ask: () => T | undefined | false,
  what: string | (() => string),
  milliseconds = 15_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end)
      throw new Error(`waited ${milliseconds} ms for ${typeof what === 'string' ? what : what()}`);
    await sleep(20);
  }
}

/**
 * Acts when so many milliseconds have passed, and not sooner. A timer of Node counts from the turn of its loop in which it
 * was set: after a turn that took 400 ms, one of 600 ms goes off 200 ms later.
 */
export function notBefore(milliseconds: number, act: () => void): void {
  const due = performance.now() + milliseconds;
  const look = (): void => {
    const left = due - performance.now();
    if (left > 0) setTimeout(look, Math.ceil(left)).unref();
    else act();
  };
  look();
}
