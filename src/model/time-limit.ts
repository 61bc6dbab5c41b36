/** A timer of Node that is longer ends at once: 24 days. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Something that ends after a while, until it is cleared. */
export interface TimeLimit {
  readonly done: Promise<'timeout'>;
  clear(): void;
}

/** Ends after these milliseconds. An ordinary timer, so that what hangs cannot let the process end early. */
export const timeLimit = (ms: number): TimeLimit => {
  let timer: NodeJS.Timeout | undefined;
  const done = new Promise<'timeout'>((settle) => {
    timer = setTimeout(() => settle('timeout'), Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
  });
  return { done, clear: () => clearTimeout(timer) };
};
