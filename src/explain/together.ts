import type { Hit, Place, Reading } from './reading.ts';

/** The first place of the text that a pattern finds. */
export const placeOf = ({ text }: Pick<Reading, 'text'>, pattern: RegExp): Place | null => {
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
