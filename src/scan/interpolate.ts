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
}

type Lookup = (name: string) => string | undefined;

const MAX_DEPTH = 8;

/** End of `${...}`, with the braces inside of it; the position behind the closing brace. */
const closing = (text: string, from: number): number => {
  let open = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('${', at)) open += 1;
    else if (text[at] === '}') {
      open -= 1;
      if (open === 0) return at + 1;
    }
  }
  return -1;
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

/**
 * Fills in references as Compose does: `$NAME`, `${NAME}` with its defaults, `$$` for a dollar sign.
 * https://docs.docker.com/reference/compose-file/interpolation/
 */
export const interpolate = (text: string, lookup: Lookup, depth = 0): Interpolated => {
  const segments: Segment[] = [];
  const unset: string[] = [];
  let known = depth <= MAX_DEPTH;
  let literal = '';
  let references = 0;
  let whole: string | null = null;
  const keep = (): void => {
    if (literal !== '') segments.push({ written: literal, value: literal });
    literal = '';
  };
  const refer = (written: string, reference: Reference): void => {
    keep();
    references += 1;
    whole = written === text ? reference.name : null;
    unset.push(...reference.unset);
    if (reference.value === null) known = false;
    segments.push({ written, value: reference.value ?? '' });
  };
  for (let at = 0; at < text.length && known; ) {
    const rest = text.slice(at);
    const simple = /^\$([A-Za-z_]\w*)/.exec(rest);
    const end = rest.startsWith('${') ? closing(text, at) : -1;
    const reference = end < 0 ? null : braced(text.slice(at + 2, end - 1), lookup, depth);
    if (rest.startsWith('$$')) {
      keep();
      segments.push({ written: '$$', value: '$' });
      at += 2;
    } else if (reference !== null) {
      refer(text.slice(at, end), reference);
      at = end;
    } else if (simple !== null) {
      const name = simple[1] ?? '';
      const value = lookup(name) ?? null;
      refer(simple[0], { name, value, unset: value === null ? [name] : [] });
      at += simple[0].length;
    } else {
      literal += text[at];
      at += 1;
    }
  }
  keep();
  const value = known ? segments.map((segment) => segment.value).join('') : null;
  return { value, segments: references > 0 ? segments : [], unset, whole };
};
