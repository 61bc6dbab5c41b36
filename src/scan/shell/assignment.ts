import type { Location } from '../../model/finding.ts';
import { interpolate } from '../interpolate.ts';
import { splitWords } from '../words.ts';
import type { EntryLines, Quoting, ScannedVariable, Segment, Slot } from '../workload.ts';
import type { Word } from './lex.ts';

/** A text that a shell runs, and where it stands. */
export interface ShellText {
  readonly text: string;
  readonly path: string;
  /** Place in the file of an offset of the text. */
  readonly place: (offset: number) => Location;
  /** Offset in the file of an offset of the text; null where the file writes the text in another way. */
  readonly fileOffset: (offset: number) => number | null;
  /** Whether a line of it is a line of the file, beside which more lines can be put. */
  readonly ownLines: boolean;
  /** It is a string of JSON. */
  readonly inString: boolean;
}

/** Something that is started with settings, or a script that sets them for whatever it starts. */
export interface ShellRun {
  readonly variables: readonly ScannedVariable[];
  /** Command and arguments; empty for a script. */
  readonly words: readonly string[];
  readonly image: string | null;
  readonly hostNetwork: boolean;
  readonly at: Location;
}

export const OURS = /^(?:OTEL|OTLP|OPENTELEMETRY)_/;
export const ASSIGNMENT = /^([A-Za-z_]\w{0,200})=/;

interface Value {
  readonly value: string | null;
  readonly segments: readonly Segment[];
  readonly quoting: Quoting;
}

export const NOTHING: Word = { start: 0, end: 0 };
export const UNKNOWN = { value: null, segments: [] } as const;

/** What a shell makes of a value that is one quoted text, or plain. */
export const shellValue = (written: string, lookup: (name: string) => string | undefined): Value => {
  const [, single] = /^'([^']*)'$/.exec(written) ?? [];
  if (single !== undefined) return { value: single, segments: [], quoting: 'single' };
  const [, double] = /^"((?:[^"\\]|\\[\s\S])*)"$/.exec(written) ?? [];
  const quoting = double === undefined ? 'plain' : 'double';
  const body = double ?? written;
  if (/`|\$\(|\$\$|\{\{/.test(body) || (double === undefined && /["']/.test(body) && body.includes('$')))
    return { ...UNKNOWN, quoting };
  if (!body.includes('$')) return { value: splitWords(written)[0] ?? '', segments: [], quoting };
  const filled = interpolate(body, lookup);
  if (filled.value === null || /[$\\]/.test(filled.value)) return { ...UNKNOWN, quoting };
  return { value: filled.value, segments: filled.segments, quoting };
};

/** A variable, and where it counts. */
export interface Assigned extends ScannedVariable {
  readonly branches: readonly number[];
  exported: boolean;
}

/** What is known while the commands are gone through. */
export interface Pass {
  readonly source: ShellText;
  readonly assigned: Assigned[];
  readonly known: Map<string, string | null>;
  readonly exported: Set<string>;
  readonly runs: ShellRun[];
  /** How often each name is given a value for all that follows. */
  readonly times: ReadonlyMap<string, number>;
}

/** A word as it is written. */
export const textOf = ({ text }: ShellText, { start, end }: Word): string => text.slice(start, end);

/** A word without its quotes. */
export const unquoted = (source: ShellText, word: Word): string =>
  splitWords(textOf(source, word))[0] ?? textOf(source, word);

export const lookupIn =
  ({ known, times }: Pass) =>
  (name: string): string | undefined =>
    times.get(name) === 1 ? (known.get(name) ?? undefined) : undefined;

/** Where a value is written. */
export const slotOf = (
  { path, fileOffset, inString }: ShellText,
  from: number,
  end: number,
  { quoting, segments }: Value,
  entry: EntryLines | null,
): Slot | null => {
  const [start, to] = [fileOffset(from), fileOffset(end)];
  return start === null || to === null
    ? null
    : { path, start, end: to, quoting, dialect: inString ? 'json' : 'shell', front: '', segments, entry };
};

/** A word beside which another one can be put, with what stands between. */
const besideWord = ({ fileOffset }: ShellText, { start, end }: Word, between: string): EntryLines | null => {
  const [from, to] = [fileOffset(start), fileOffset(end)];
  return from === null || to === null
    ? null
    : { start: from, end: to, indent: between, form: 'words', alone: false };
};

/** `NAME=value` as a variable; null for any other word. */
export const assignment = (
  word: Word,
  pass: Pass,
  lines: EntryLines | null,
  between = ' ',
): ScannedVariable | null => {
  const { source } = pass;
  const entry = lines ?? besideWord(source, word, between);
  const written = textOf(source, word);
  const [front = '', name] = ASSIGNMENT.exec(written) ?? [];
  if (name === undefined) return null;
  const from = word.start + front.length;
  const value = shellValue(written.slice(front.length), lookupIn(pass));
  const slot = slotOf(source, from, word.end, value, entry);
  return { name, value: value.value, at: source.place(from), from: 'inline', slot };
};
