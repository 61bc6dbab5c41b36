/** The part of the way that a sign is about. */
export type SignLayer =
  | 'process'
  | 'settings'
  | 'deployment'
  | 'network'
  | 'proxy'
  | 'encryption'
  | 'login'
  | 'answer'
  | 'outcome'
  | 'telemetry'
  | 'collector';

/** Who words it so: a person who writes of a trouble, a file that was pasted, or a program. */
export type SignSayer = 'person' | 'file' | 'program';

/**
 * By what a text tells a fact of the situation around an export, beside its errors and settings. One sign tells one fact;
 * what follows from facts stands in `causes.ts`, which sees no text. No sign settles anything.
 */
export interface Sign {
  readonly fact: string;
  readonly layer: SignLayer;
  readonly sayer: SignSayer;
  readonly pattern: RegExp;
  /** Who documents the behaviour behind the fact, or prints the message: package, version and place. */
  readonly source: string;
}
