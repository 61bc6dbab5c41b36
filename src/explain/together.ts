import type { Hit, Place, Reading } from './reading.ts';

/** The first place of the text that a pattern finds. */
export const placeOf = ({ text }: Reading, pattern: RegExp): Place | null => {
  const found = pattern.exec(text);
  return found && found[0] !== '' ? { start: found.index, end: found.index + found[0].length } : null;
};

/** Finds a text that has every one of these patterns, in whatever order. */
export const together =
  (...patterns: readonly RegExp[]): ((reading: Reading) => Hit | null) =>
  (reading) => {
    const places: Place[] = [];
    for (const pattern of patterns) {
      const place = placeOf(reading, pattern);
      if (place === null) return null;
      places.push(place);
    }
    return { places };
  };

/** The same, but not where the text also says something else. */
export const unless =
  (pattern: RegExp, find: (reading: Reading) => Hit | null): ((reading: Reading) => Hit | null) =>
  (reading) =>
    pattern.test(reading.text) ? null : find(reading);

/** The first of several that finds something. */
export const either =
  (...finders: readonly ((reading: Reading) => Hit | null)[]): ((reading: Reading) => Hit | null) =>
  (reading) => {
    for (const find of finders) {
      const hit = find(reading);
      if (hit) return hit;
    }
    return null;
  };
