/** An error as plain data, so that a fact can be saved. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

/** The outcome of asking for a fact. */
export type Observation<T> =
  /** The question was answered; a refused connection is an answer too. */
  | { readonly state: 'seen'; readonly value: T; readonly ms: number }
  /** An earlier fact made the question pointless. */
  | { readonly state: 'blocked'; readonly by: string }
  /** Not applicable, not needed, switched off or not permitted. */
  | { readonly state: 'absent'; readonly why: string }
  /** Our own probe failed, which is never blamed on the user. */
  | { readonly state: 'broken'; readonly error: PlainError };

/** Turns anything thrown into plain data. */
export const plainError = (thrown: unknown): PlainError => {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) };
  const code = (thrown as { code?: unknown }).code;
  const plain = { name: thrown.name, message: thrown.message };
  return typeof code === 'string' || typeof code === 'number' ? { ...plain, code: String(code) } : plain;
};
