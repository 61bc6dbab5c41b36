import type { CheckCode } from '../../model/check-code.ts';
import type { SituationFact } from './signs.ts';

/** How much facts speak for a cause: none of them settles it. */
export type Weight = 'strong' | 'fair' | 'weak';

/** A cause that facts of the situation make possible. It sees the facts and no text. */
export interface PossibleCause {
  readonly code: CheckCode;
  readonly weight: Weight;
  /** One sentence for the reader, without a full stop. */
  readonly why: string;
  /** All of these are told. */
  readonly facts: readonly [SituationFact, ...SituationFact[]];
  /** None of these is told. */
  readonly without?: readonly SituationFact[];
  /** It is known of these SDKs alone. */
  readonly sdk?: readonly string[];
}
