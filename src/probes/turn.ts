/**
 * Test items go first and alone: what is asked besides could trip a limit that would then be taken for the receiver's
 * answer to them. Whoever asks besides waits for this.
 */
export interface Turn {
  /** Whether the items of a target were taken; settles once each was answered, or will not be. */
  readonly taken: Promise<boolean>;
  settle(taken: boolean): void;
}

export const createTurn = (): Turn => {
  let settle: Turn['settle'] = () => {};
  const taken = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  return { taken, settle: (value) => settle(value) };
};
