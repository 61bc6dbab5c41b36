import type { Edit } from '../../scan/patch/edit.ts';

/** Pairs of lines that are compared at most: beyond it the changed part is one piece. */
const MOST_COMPARED = 4_000_000;

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Lengths of the longest common run of lines from each pair of lines on. */
const common = (old: readonly string[], put: readonly string[]): readonly Uint32Array[] => {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(put.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = put.length - 1; j >= 0; j -= 1) {
      const row = rows[i] as Uint32Array;
      const next = rows[i + 1] as Uint32Array;
      row[j] = old[i] === put[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  return rows;
};

/** Lines that stay, as pairs of their indexes before and after. */
const kept = (old: readonly string[], put: readonly string[]): readonly (readonly [number, number])[] => {
  const rows = common(old, put);
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < put.length; ) {
    if (old[i] === put[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if ((rows[i]?.[j + 1] ?? 0) > (rows[i + 1]?.[j] ?? 0)) j += 1;
    else i += 1;
  }
  return pairs;
};

/** What makes one text of another, line by line: the lines between two changes are left alone. */
export const lineEdits = (path: string, before: string, after: string): readonly Edit[] => {
  const [old, put] = [linesOf(before), linesOf(after)];
  const many = old.length * put.length > MOST_COMPARED;
  const pairs = [...(many ? [] : kept(old, put)), [old.length, put.length] as const];
  const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);
  const edits: Edit[] = [];
  let [i, j, start] = [0, 0, 0];
  for (const [nextOld, nextPut] of pairs) {
    const end = start + length(old.slice(i, nextOld));
    const text = put.slice(j, nextPut).join('');
    if (end > start || text !== '') edits.push({ path, start, end, text });
    start = end + (old[nextOld]?.length ?? 0);
    [i, j] = [nextOld + 1, nextPut + 1];
  }
  return edits;
};
