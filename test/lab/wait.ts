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
