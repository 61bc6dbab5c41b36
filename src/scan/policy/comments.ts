import type { Location } from '../../model/finding.ts';
import { nearest } from '../../text/nearest.ts';
import { NAMES } from './policy.ts';

/** A comment that accepts findings of the line that it stands on, or of the next one. */
export interface IgnoreComment {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly at: Location;
  /** Lines that it is about. */
  readonly lines: readonly number[];
}

/** The comments of a file, and those that say nothing that could be obeyed. */
interface Comments {
  readonly comments: readonly IgnoreComment[];
  readonly notes: readonly string[];
}

/** Without it a file holds no comment of ours. */
const WORD = 'otel-doctor:';

const COMMENT = /(?:#|\/\/|;)[ \t]{0,20}otel-doctor:[ \t]{0,20}ignore\b(.{0,600})/;

/** A line of nothing, or of a comment alone. */
const saysNothing = (line: string | undefined): boolean => /^\s*(?:#|\/\/|;|$)/.test(line ?? '');

/** The line itself, and where it holds nothing else the next one that says something. */
const linesAt = (lines: readonly string[], index: number): readonly number[] => {
  if (!saysNothing(lines[index])) return [index + 1];
  let next = index + 1;
  while (next < lines.length && saysNothing(lines[next])) next += 1;
  return [index + 1, next + 1];
};

const complaint = (codes: readonly string[], reason: string): string | null => {
  const form = 'write "otel-doctor: ignore CODE reason"';
  if (codes.length === 0) return `names no code, so that it has no effect; ${form}.`;
  const unknown = codes.find((code) => !NAMES.includes(code));
  if (unknown !== undefined) {
    const guess = nearest(unknown, NAMES);
    return `names "${unknown}", which is no code, so that it has no effect${guess === undefined ? '.' : `; did you mean ${guess}?`}`;
  }
  return reason === '' ? `gives no reason, so that it has no effect; ${form}.` : null;
};

/** Reads `# otel-doctor: ignore CODE[,CODE] reason` in a file of any kind that has comments of `#`, `//` or `;`. */
export const commentsOf = (path: string, text: string): Comments => {
  if (!text.includes(WORD)) return { comments: [], notes: [] };
  const comments: IgnoreComment[] = [];
  const notes: string[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const from = line.indexOf(WORD);
    const found = from < 0 ? null : COMMENT.exec(line.slice(Math.max(0, from - 22)));
    if (found === null) continue;
    const [first = '', ...rest] = (found[1] ?? '').trim().split(/[ \t]+/);
    const codes = first.split(',').filter((code) => code !== '');
    const reason = rest.join(' ').trim();
    const says = complaint(codes, reason);
    if (says === null)
      comments.push({
        codes,
        reason,
        at: { path, line: index + 1, column: 1 },
        lines: linesAt(lines, index),
      });
    else notes.push(`The comment at ${path}:${index + 1} ${says}`);
  }
  return { comments, notes };
};
