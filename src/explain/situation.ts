import { POSSIBLE_CAUSES } from '../knowledge/situation/causes.ts';
import type { PossibleCause } from '../knowledge/situation/possible-cause.ts';
import { SIGNS, type SituationFact } from '../knowledge/situation/signs.ts';
import { TICKET } from './lines.ts';
import type { Place, Reading } from './reading.ts';
import { placeOf } from './together.ts';

/** Facts of the situation that a text tells, each with the places that tell it. */
export type Situation = ReadonlyMap<SituationFact, Place>;

/** Reads every sign of a text; what persons say of their trouble is not in a log. */
export const readSituation = (reading: Reading): Situation =>
  new Map(
    SIGNS.flatMap(({ fact, pattern, sayer }) => {
      const place = sayer === 'person' && reading.lines.length > TICKET ? null : placeOf(reading, pattern);
      return place === null ? [] : [[fact, place] as const];
    }),
  );

/** A possible cause with the places that tell its facts. */
export interface Supposed extends PossibleCause {
  readonly places: readonly Place[];
}

/** The causes that the facts of a situation make possible. */
export const possibleCauses = (situation: Situation, sdk: string | undefined): readonly Supposed[] =>
  POSSIBLE_CAUSES.flatMap((cause) => {
    const places = cause.facts.flatMap((fact) => situation.get(fact) ?? []);
    const told = places.length === cause.facts.length;
    const excluded = cause.without?.some((fact) => situation.has(fact)) === true;
    const known = cause.sdk === undefined || cause.sdk.includes(sdk ?? '');
    return told && !excluded && known ? [{ ...cause, places }] : [];
  });
