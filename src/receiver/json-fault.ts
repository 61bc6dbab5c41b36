// Finds where JSON is wrong. Only the message of JSON.parse's error says so, in words that differ between versions
// of Node and often without a position. Runs over refused bodies only.

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

const SPACES = ' \t\r\n';

/** Where `pattern` ends when it matches at `at`, else -1. */
const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

interface Scanned {
  readonly end: number;
  readonly wrong: boolean;
}

const scanString = (text: string, open: number): Scanned => {
  let at = open + 1;
  while (at < text.length) {
    const character = text.charCodeAt(at);
    if (character === 0x22) return { end: at + 1, wrong: false };
    if (character < 0x20) return { end: at, wrong: true };
    if (character === 0x5c) {
      const end = endOf(ESCAPE, text, at + 1);
      if (end === -1) return { end: at, wrong: true };
      at = end;
    } else at += 1;
  }
  return { end: at, wrong: true };
};

const scanScalar = (text: string, at: number): Scanned => {
  if (text[at] === '"') return scanString(text, at);
  const end = endOf(WORD, text, at);
  return end === -1 ? { end: at, wrong: true } : { end, wrong: false };
};

const closes = (bracket: string, open: string | undefined): boolean =>
  (bracket === '}' && open === '{') || (bracket === ']' && open === '[');

const mayClose = (expected: Expected): boolean => expected.endsWith('-or-end');

interface Place {
  readonly at: number;
  readonly expected: Expected;
}

const opened = (bracket: string, at: number, open: string[]): Place => {
  open.push(bracket);
  return { at: at + 1, expected: bracket === '{' ? 'key-or-end' : 'value-or-end' };
};

const afterValue = (at: number, open: readonly string[]): Place => ({
  at,
  expected: open.length === 0 ? 'nothing' : 'comma-or-end',
});

const SEPARATORS: Readonly<Partial<Record<Expected, string>>> = { colon: ':', 'comma-or-end': ',' };

const behind = (separator: string, open: readonly string[]): Expected =>
  separator === ',' && open.at(-1) === '{' ? 'key' : 'value';

/** One token further, or the offset at which the text is wrong. */
const step = (text: string, { at, expected }: Place, open: string[]): Place | number => {
  const character = text[at] as string;
  if (mayClose(expected) && closes(character, open.at(-1))) {
    open.pop();
    return afterValue(at + 1, open);
  }
  if (expected === 'nothing') return at;
  const separator = SEPARATORS[expected];
  if (separator !== undefined)
    return character === separator ? { at: at + 1, expected: behind(separator, open) } : at;
  const isKey = expected.startsWith('key');
  if (!isKey && (character === '{' || character === '[')) return opened(character, at, open);
  if (isKey && character !== '"') return at;
  const { end, wrong } = scanScalar(text, at);
  if (isKey) return wrong ? end : { at: end, expected: 'colon' };
  return wrong ? end : afterValue(end, open);
};

/** Byte offset of the first fault in a text that `JSON.parse` refused; its length when the text just ends too early. */
export const jsonFault = (bytes: Buffer): number => {
  // One character a byte, so that places in the text are places in the body.
  const text = bytes.toString('latin1');
  const open: string[] = [];
  let place: Place = { at: 0, expected: 'value' };
  for (;;) {
    let { at } = place;
    while (at < text.length && SPACES.includes(text[at] as string)) at += 1;
    if (at >= text.length) return text.length;
    const next = step(text, { at, expected: place.expected }, open);
    if (typeof next === 'number') return next;
    place = next;
  }
};
