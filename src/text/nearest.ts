/** Edits that turn one word into another: https://en.wikipedia.org/wiki/Levenshtein_distance */
const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
};

/** Candidates that are compared letter by letter: more names than that are a table, where a guess helps nobody. */
const MOST_COMPARED = 200;

/** Words by the length of them and of what stands behind their last slash; a list is asked again and again. */
const indexes = new WeakMap<readonly string[], ReadonlyMap<number, readonly string[]>>();

const lastOf = (word: string): string => word.slice(word.lastIndexOf('/') + 1);

const indexOf = (words: readonly string[]): ReadonlyMap<number, readonly string[]> => {
  const known = indexes.get(words);
  if (known !== undefined) return known;
  const index = new Map<number, string[]>();
  for (const word of words)
    for (const length of new Set([word.length, lastOf(word).length])) {
      const list = index.get(length);
      if (list === undefined) index.set(length, [word]);
      else list.push(word);
    }
  indexes.set(words, index);
  return index;
};

/** Words whose length is as far away as edits may be, the nearest lengths first; each edit changes the length by one at most. */
const candidatesFor = (length: number, limit: number, words: readonly string[]): readonly string[] => {
  const index = indexOf(words);
  const found = new Set<string>();
  for (let away = 0; away <= limit; away += 1)
    for (const size of new Set([length - away, length + away]))
      for (const word of index.get(size) ?? []) {
        if (found.size >= MOST_COMPARED) return [...found];
        found.add(word);
      }
  return [...found];
};

/** The word that was probably meant; undefined when none is near. */
export const nearest = (word: string, words: readonly string[]): string | undefined => {
  const asked = word.slice(0, 80).toLowerCase();
  const limit = Math.max(2, Math.floor(asked.length / 3));
  const ranked = candidatesFor(asked.length, limit, words)
    .map((candidate) => ({
      candidate,
      edits: Math.min(distance(asked, candidate), distance(asked, lastOf(candidate)) + 1),
    }))
    .sort((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best && best.edits <= limit ? best.candidate : undefined;
};
