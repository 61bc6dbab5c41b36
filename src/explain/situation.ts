import { POSSIBLE_CAUSES } from '../knowledge/situation/causes.ts';
import type { PossibleCause } from '../knowledge/situation/possible-cause.ts';
import { SIGNS, type SituationFact } from '../knowledge/situation/signs.ts';
import { isForeign } from './about.ts';
import { TICKET } from './lines.ts';
import type { Place, Reading } from './reading.ts';
import { placeOf } from './together.ts';

/** Facts of the situation that a text tells, each with the places that tell it. */
export type Situation = ReadonlyMap<SituationFact, Place>;

/** A line that a program wrote: it begins with a time, a level or a brace. */
const LOGGED =
  /^\W{0,3}(?:\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:|[IWEF]\d{4} |(?:DEBUG|INFO|WARN|WARNING|ERROR)\b|\{")/;

/** The text without what other programs wrote of their own affairs. */
const spokenText = ({ lines, text }: Reading): string => {
  const others = lines.filter((line) => LOGGED.test(line.text) && isForeign(line));
  return others.reduce(
    (rest, { start, text: { length } }) =>
      rest.slice(0, start) + ' '.repeat(length) + rest.slice(start + length),
    text,
  );
};

/** Reads every sign of a text; what persons say of their trouble is not in a log. */
export const readSituation = (reading: Reading): Situation => {
  const said = { text: spokenText(reading) };
  return new Map(
    SIGNS.flatMap(({ fact, pattern, sayer }) => {
      const place = sayer === 'person' && reading.lines.length > TICKET ? null : placeOf(said, pattern);
      return place === null ? [] : [[fact, place] as const];
    }),
  );
};

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
