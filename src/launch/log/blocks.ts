/** Lines that go on with a message above them: indented ones, exceptions and what chains them. */
const GOES_ON =
  /^\s|^$|^Traceback \(most recent|^Caused by:|^Suppressed:|^During handling of|^The above exception|^\.\.\. \d|^[}\])>]|^(?:[\w$]{1,80}\.){0,12}[\w$]{0,80}(?:Error|Exception|Timeout|Refused|Failure|Disconnected|StatusLine|Warning)\b/;

const STARTS = /^Traceback \(most recent/;
const CHAINS = /^During handling of|^The above exception/;
const FAR = 400;

/** Follows the lines below a message. */
export interface Follower {
  /** Whether the line belongs to the message above. */
  follows(line: string): boolean;
}

/**
 * Follows one message to the end of its traceback, whose last line names the exception, whatever it is called; a second traceback that nothing chains to the first is another matter.
 */
export const createFollower = (): Follower => {
  let count = 0;
  let tracebacks = 0;
  let chained = false;
  let frames = false;
  return {
    follows: (line) => {
      count += 1;
      const named = frames && tracebacks > 0;
      frames = /^\s/.test(line);
      if (count > FAR || !(named || GOES_ON.test(line))) return false;
      if (CHAINS.test(line)) chained = true;
      if (!STARTS.test(line)) return true;
      tracebacks += 1;
      const goesOn = tracebacks === 1 || chained;
      chained = false;
      return goesOn;
    },
  };
};
