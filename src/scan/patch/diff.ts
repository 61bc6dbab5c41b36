import type { Patch } from '../../model/finding.ts';
import { lineIndex, lineStarts } from '../place.ts';
import { applyEdits, type Edit } from './edit.ts';
import { shownLines } from './shown.ts';

/** Lines as they are, with their ends. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Lines around a change. */
const CONTEXT = 3;

interface Hunk {
  /** Index of the first old line, counted from 0. */
  readonly from: number;
  readonly old: readonly string[];
  readonly put: readonly string[];
}

const trimmed = ({ from, old, put }: Hunk): Hunk => {
  let front = 0;
  while (front < old.length && front < put.length && old[front] === put[front]) front += 1;
  let back = 0;
  while (
    back < old.length - front &&
    back < put.length - front &&
    old[old.length - 1 - back] === put[put.length - 1 - back]
  )
    back += 1;
  return {
    from: from + front,
    old: old.slice(front, old.length - back),
    put: put.slice(front, put.length - back),
  };
};

const hunksOf = (text: string, edits: readonly Edit[]): readonly Hunk[] => {
  const starts = lineStarts(text);
  const lines = linesOf(text);
  const groups: { from: number; to: number; edits: Edit[] }[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    const from = lineIndex(starts, edit.start);
    const to = lineIndex(starts, Math.max(edit.end - 1, edit.start));
    const last = groups.at(-1);
    if (last !== undefined && from <= last.to + 1) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
    } else groups.push({ from, to, edits: [edit] });
  }
  return groups.map((group) => {
    const offset = starts[group.from] ?? 0;
    const old = lines.slice(group.from, group.to + 1);
    const moved = group.edits.map((edit) => ({
      ...edit,
      start: edit.start - offset,
      end: edit.end - offset,
    }));
    return trimmed({ from: group.from, old, put: linesOf(applyEdits(old.join(''), moved)) });
  });
};

const marked = (mark: string, line: string): string =>
  line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`;

/** Lines before those that are shown, by which they are understood: the name of a value may stand above it. */
const LEAD = 2 * CONTEXT;

/** Whether a line may be shown as it is, beside a change. */
type MayStand = (index: number) => boolean;

/** Tells of the lines around a hunk, as far as context goes. */
const mayStandAround = (lines: readonly string[], { from, old }: Hunk): MayStand => {
  const first = Math.max(0, from - LEAD);
  const near = lines.slice(first, from + old.length + CONTEXT).map((line) => line.replace(/\n$/, ''));
  const shown = shownLines(near);
  return (index) => shown[index - first] === near[index - first] && near[index - first]?.trim() !== '';
};

const contextBefore = (mayStand: MayStand, from: number, least: number): number => {
  let at = from;
  while (at > least && from - at < CONTEXT && mayStand(at - 1)) at -= 1;
  return at;
};

const contextAfter = (lines: readonly string[], mayStand: MayStand, from: number, most: number): number => {
  let at = from;
  while (at < most && at - from < CONTEXT && mayStand(at) && (lines[at] ?? '').endsWith('\n')) at += 1;
  return at;
};

/** An absolute path stays one, so that the diff names the file that it is of. */
const named = (side: string, path: string): string => (path.startsWith('/') ? path : `${side}/${path}`);

/** A unified diff of one file, with no line in it that may hold a secret beside the changed ones. */
const diffOf = (path: string, text: string, edits: readonly Edit[]): { line: number; diff: string } => {
  const lines = linesOf(text);
  const hunks = hunksOf(text, edits);
  let shift = 0;
  let shownTo = 0;
  const parts = hunks.map((hunk, index) => {
    const { from, old, put } = hunk;
    const mayStand = mayStandAround(lines, hunk);
    const before = contextBefore(mayStand, from, shownTo);
    const behind = from + old.length;
    const after = contextAfter(lines, mayStand, behind, hunks[index + 1]?.from ?? lines.length);
    shownTo = after;
    const count = after - before;
    const kept = count - old.length;
    // A hunk without old lines names the line in front of it.
    const oldLine = count === 0 ? before : before + 1;
    const newLine = kept + put.length === 0 ? before + shift : before + shift + 1;
    shift += put.length - old.length;
    return [
      `@@ -${oldLine},${count} +${newLine},${kept + put.length} @@\n`,
      ...lines.slice(before, from).map((line) => marked(' ', line)),
      ...old.map((line) => marked('-', line)),
      ...put.map((line) => marked('+', line)),
      ...lines.slice(behind, after).map((line) => marked(' ', line)),
    ].join('');
  });
  return {
    line: (hunks[0]?.from ?? 0) + 1,
    diff: `--- ${named('a', path)}\n+++ ${named('b', path)}\n${parts.join('')}`,
  };
};

/** The edits of one or more files as a patch; it names the first place. */
export const patchOf = (edits: readonly Edit[], textOf: (path: string) => string | null): Patch | null => {
  const paths = [...new Set(edits.map(({ path }) => path))];
  const diffs = paths.flatMap((path) => {
    const text = textOf(path);
    return text === null
      ? []
      : [
          diffOf(
            path,
            text,
            edits.filter((edit) => edit.path === path),
          ),
        ];
  });
  const [first] = diffs;
  const [path] = paths;
  if (first === undefined || path === undefined || diffs.length < paths.length) return null;
  return { path, line: first.line, diff: diffs.map(({ diff }) => diff).join('') };
};
