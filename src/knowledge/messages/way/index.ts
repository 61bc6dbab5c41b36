import { ANSWER_CLAUSES, UNKNOWN_ANSWER_CLAUSES } from './answers.ts';
import type { Clause } from './clause.ts';
import { CONNECTION_CLAUSES } from './connection.ts';
import { END_CLAUSES } from './end.ts';
import { RECEIVER_CLAUSES } from './receiver.ts';
import { SETUP_CLAUSES } from './setup.ts';
import { JAVA_SETUP_CLAUSES, RUST_SETUP_CLAUSES } from './setup-shown.ts';
import { TLS_CLAUSES } from './tls.ts';
import { WORDED_ANSWER_CLAUSES } from './worded-answers.ts';

export type { Clause, Told } from './clause.ts';

/** Every clause, nearest to the cause first: what the sender has, the connection, its encryption, the answer, its lack. */
export const CLAUSES: readonly Clause[] = [
  ...RECEIVER_CLAUSES,
  ...JAVA_SETUP_CLAUSES,
  ...RUST_SETUP_CLAUSES,
  ...SETUP_CLAUSES,
  ...TLS_CLAUSES,
  ...CONNECTION_CLAUSES,
  ...WORDED_ANSWER_CLAUSES,
  ...ANSWER_CLAUSES,
  ...END_CLAUSES,
  ...UNKNOWN_ANSWER_CLAUSES,
];
