/** One value of a page of metrics. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a page of metrics says; lines that are none are counted. */
export interface Exposition {
  readonly samples: readonly Sample[];
  readonly strange: number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', '\\': '\\', '"': '"' };

/** The text in quotation marks that begins at a place, and where it ends; null where it does not end. */
const quoted = (line: string, from: number): { readonly text: string; readonly end: number } | null => {
  let text = '';
  for (let at = from + 1; at < line.length; at += 1) {
    const sign = line[at] as string;
    if (sign === '"') return { text, end: at + 1 };
    if (sign !== '\\') {
      text += sign;
      continue;
    }
    at += 1;
    const escaped = line[at] ?? '';
    text += ESCAPES[escaped] ?? `\\${escaped}`;
  }
  return null;
};

const skip = (line: string, from: number, signs: string): number => {
  let at = from;
  while (at < line.length && signs.includes(line[at] as string)) at += 1;
  return at;
};

const until = (line: string, from: number, signs: string): number => {
  let at = from;
  while (at < line.length && !signs.includes(line[at] as string)) at += 1;
  return at;
};

type Part = { readonly name: string; readonly value: string | null; readonly end: number };

/** One entry between the braces: a label, or the name of the metric alone in quotation marks. */
const entry = (line: string, from: number): Part | null => {
  const isQuoted = line[from] === '"';
  const head = isQuoted ? quoted(line, from) : null;
  if (isQuoted && head === null) return null;
  const nameEnd = head?.end ?? until(line, from, '=,} \t');
  const name = head?.text ?? line.slice(from, nameEnd);
  const at = skip(line, nameEnd, ' \t');
  if (line[at] !== '=') return isQuoted ? { name, value: null, end: at } : null;
  const start = skip(line, at + 1, ' \t');
  const value = line[start] === '"' ? quoted(line, start) : null;
  return value === null || name === '' ? null : { name, value: value.text, end: value.end };
};

type Labels = {
  readonly name: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly end: number;
};

/** What stands between braces, from behind the first one. */
const labelsOf = (line: string, from: number): Labels | null => {
  const labels: Record<string, string> = Object.create(null);
  let name: string | null = null;
  let at = skip(line, from, ' \t');
  while (line[at] !== '}') {
    const next = entry(line, at);
    if (next === null) return null;
    if (next.value === null) name = next.name;
    else labels[next.name] = next.value;
    at = skip(line, next.end, ' \t');
    if (line[at] === ',') at = skip(line, at + 1, ' \t');
    else if (line[at] !== '}') return null;
  }
  return { name, labels, end: at + 1 };
};

const NUMBERS: Readonly<Record<string, number>> = {
  '+Inf': Number.POSITIVE_INFINITY,
  Inf: Number.POSITIVE_INFINITY,
  '-Inf': Number.NEGATIVE_INFINITY,
  NaN: Number.NaN,
};

const numberOf = (text: string): number | null => {
  const known = NUMBERS[text];
  if (known !== undefined) return known;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
};

const NAME = /^[A-Za-z_:][\w:.]*$/;

/** One line that is no comment; null where it is no sample. */
const sampleOf = (line: string): Sample | null => {
  const nameEnd = until(line, 0, '{ \t');
  const bare = line.slice(0, nameEnd);
  const brace = skip(line, nameEnd, ' \t');
  const inside = line[brace] === '{' ? labelsOf(line, brace + 1) : { name: null, labels: {}, end: brace };
  if (inside === null) return null;
  const name = bare === '' ? inside.name : bare;
  // A name in quotation marks may have any sign: https://prometheus.io/docs/instrumenting/exposition_formats/
  if (name === null || (bare !== '' && !NAME.test(bare))) return null;
  const from = skip(line, inside.end, ' \t');
  const value = numberOf(line.slice(from, until(line, from, ' \t')));
  return value === null ? null : { name, labels: inside.labels, value };
};

/**
 * Reads metrics in the text format of Prometheus or as OpenMetrics; times and exemplars behind a value are passed by.
 * https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export const readExposition = (text: string): Exposition => {
  const samples: Sample[] = [];
  let strange = 0;
  for (const whole of text.split('\n')) {
    const line = whole.trim();
    if (line === '' || line.startsWith('#')) continue;
    const sample = sampleOf(line);
    if (sample === null) strange += 1;
    else samples.push(sample);
  }
  return { samples, strange };
};
