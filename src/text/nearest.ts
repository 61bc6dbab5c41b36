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

/** The word that was probably meant; undefined when none is near. */
export const nearest = (word: string, words: readonly string[]): string | undefined => {
  const asked = word.slice(0, 80).toLowerCase();
  const ranked = words
    .map((candidate) => ({
      candidate,
      edits: Math.min(distance(asked, candidate), distance(asked, candidate.split('/').at(-1) ?? '') + 1),
    }))
    .sort((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best && best.edits <= Math.max(2, Math.floor(asked.length / 3)) ? best.candidate : undefined;
};
