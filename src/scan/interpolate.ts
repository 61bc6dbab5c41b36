import type { Segment } from './workload.ts';

/** A value after what it refers to was filled in. */
export interface Interpolated {
  /** Null where a part of it is not known. */
  readonly value: string | null;
  /** Parts in order; empty where it holds no reference. */
  readonly segments: readonly Segment[];
  /** References that nothing gives a value to. */
  readonly unset: readonly string[];
  /** Name of the one reference that is the whole value. */
  readonly whole: string | null;
  /** Longer than any program can be started with: the value is not made. */
  readonly tooLong: boolean;
}

/** Linux starts no program with a longer variable, its name included: MAX_ARG_STRLEN, `man 2 execve`. */
const LONGEST = 128 * 1024;

type Lookup = (name: string) => string | undefined;

const MAX_DEPTH = 8;

/** Where each `${` ends, with the braces inside of it: the position behind its closing brace. */
const closings = (text: string): ReadonlyMap<number, number> => {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(/\$\{|\}/g)) {
    const from = mark === '}' ? open.pop() : undefined;
    if (mark !== '}') open.push(index);
    else if (from !== undefined) ends.set(from, index + 1);
  }
  return ends;
};

interface Reference {
  readonly value: string | null;
  readonly unset: readonly string[];
  readonly name: string;
}

const BRACED = /^([A-Za-z_]\w*)(?:(:?[-?+])([\s\S]*))?$/;

const braced = (inner: string, lookup: Lookup, depth: number): Reference | null => {
  const [, name, operator = '', word = ''] = BRACED.exec(inner) ?? [];
  if (name === undefined) return null;
  const found = lookup(name);
  const given = found !== undefined && !(operator.startsWith(':') && found === '');
  if (operator.endsWith('+')) {
    const other = given ? interpolate(word, lookup, depth + 1) : null;
    return { name, value: other === null ? '' : other.value, unset: other?.unset ?? [] };
  }
  if (given) return { name, value: found, unset: [] };
  if (!operator.endsWith('-')) return { name, value: null, unset: [name] };
  const other = interpolate(word, lookup, depth + 1);
  return { name, value: other.value, unset: other.unset };
};

/** A part of a text that stands for something else; without a reference it is `$$`, a dollar sign. */
interface Part {
  readonly written: string;
  readonly reference: Reference | null;
}

const SIMPLE = /\$([A-Za-z_]\w*)/y;

const partAt = (
  text: string,
  at: number,
  end: number | undefined,
  lookup: Lookup,
  depth: number,
): Part | null => {
  if (text[at] !== '$') return null;
  if (text[at + 1] === '$') return { written: '$$', reference: null };
  if (end !== undefined) {
    const reference = braced(text.slice(at + 2, end - 1), lookup, depth);
    if (reference !== null) return { written: text.slice(at, end), reference };
  }
  SIMPLE.lastIndex = at;
  const [written = '', name] = SIMPLE.exec(text) ?? [];
  if (name === undefined) return null;
  const value = lookup(name) ?? null;
  return { written, reference: { name, value, unset: value === null ? [name] : [] } };
};

/**
 * Fills in references as Compose does: `$NAME`, `${NAME}` with its defaults, `$$` for a dollar sign.
 * https://docs.docker.com/reference/compose-file/interpolation/
 */
export const interpolate = (text: string, lookup: Lookup, depth = 0): Interpolated => {
  const ends = closings(text);
  const segments: Segment[] = [];
  const references: Reference[] = [];
  let known = depth <= MAX_DEPTH;
  let literal = 0;
  const keep = (to: number): void => {
    const between = text.slice(literal, to);
    if (between !== '') segments.push({ written: between, value: between });
  };
  let at = 0;
  while (at < text.length && known) {
    const part = partAt(text, at, ends.get(at), lookup, depth);
    if (part === null) {
      at += 1;
      continue;
    }
    const { written, reference } = part;
    keep(at);
    segments.push({ written, value: reference === null ? '$' : (reference.value ?? '') });
    if (reference !== null) references.push(reference);
    known = reference === null || reference.value !== null;
    at += written.length;
    literal = at;
  }
  keep(at);
  const tooLong = segments.reduce((length, { value }) => length + value.length, 0) > LONGEST;
  return {
    tooLong,
    value: known && !tooLong ? segments.map((segment) => segment.value).join('') : null,
    segments: references.length > 0 ? segments : [],
    unset: references.flatMap(({ unset }) => unset),
    whole: segments[0]?.written === text ? (references[0]?.name ?? null) : null,
  };
};
