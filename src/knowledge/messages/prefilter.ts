/** Characters of a literal that are looked up at once. */
const WINDOW = 4;
const SLOTS = 0x10000;

/** Four characters in 16 bits: a fifth one shifts the first out, so that one step a character keeps the window. */
const step = (hash: number, character: number): number => ((hash << 4) ^ character) & (SLOTS - 1);

const hashOf = (literal: string): number => {
  let hash = 0;
  for (let index = 0; index < WINDOW; index += 1) hash = step(hash, literal.charCodeAt(index));
  return hash;
};

interface Entry {
  readonly literal: string;
  readonly group: number;
}

/**
 * Tells which groups of literals have one that occurs in a lower-case text, by their indices in ascending order: one pass over
 * the text however many literals there are. Literals are in lower case and have at least four characters.
 */
export const createPrefilter = (
  groups: readonly (readonly string[])[],
): ((text: string) => readonly number[]) => {
  const used = new Uint8Array(SLOTS);
  const slots = new Map<number, Entry[]>();
  groups.forEach((literals, group) => {
    for (const literal of literals) {
      const hash = hashOf(literal);
      used[hash] = 1;
      slots.set(hash, [...(slots.get(hash) ?? []), { literal, group }]);
    }
  });
  return (text) => {
    const found = new Set<number>();
    let hash = 0;
    for (let index = 0; index < text.length; index += 1) {
      hash = step(hash, text.charCodeAt(index));
      if (used[hash] !== 1) continue;
      for (const { literal, group } of slots.get(hash) ?? [])
        if (!found.has(group) && text.startsWith(literal, index - WINDOW + 1)) found.add(group);
    }
    return [...found].sort((a, b) => a - b);
  };
};
