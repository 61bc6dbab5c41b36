/**
 * Test items go first and alone: what is asked besides could trip a limit that would then be taken for the receiver's
 * answer to them. Whoever asks besides waits for this.
 */
export interface Turn {
  /** Whether the items of a target were taken; settles once each was answered, or will not be. */
  readonly taken: Promise<boolean>;
  settle(taken: boolean): void;
  /** Keeps others from asking until this is done. */
  hold(until: Promise<unknown>): void;
  /** Settles when nobody is kept from asking. */
  quiet(): Promise<void>;
}

/** Lets those who wait for a fact hear of it first. */
const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const createTurn = (): Turn => {
  let settle: Turn['settle'] = () => {};
  let held: Promise<unknown> = Promise.resolve();
  const taken = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  return {
    taken,
    settle: (value) => settle(value),
    hold: (until) => {
      held = until;
    },
    quiet: () => held.then(later, later),
  };
};
