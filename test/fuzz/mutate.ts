import fc from 'fast-check';

/** What breaks readers: signs with a meaning, ends of ranges, and what no text should hold. */
const PIECES: readonly string[] = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\0',
    '\u2028',
    '\ufeff',
    '\ud800',
    '"',
    "'",
    '`',
    '\\',
    '#',
    '$',
    '${',
    '}',
    '{',
    '[',
    ']',
  ],
  ...[
    '(',
    ')',
    '<',
    '>',
    '<!--',
    '&amp;',
    '%',
    '%00',
    '%zz',
    '=',
    ':',
    '://',
    ',',
    ';',
    '|',
    '&',
    '*',
    '&a',
    '<<: *a',
    '- ',
    '---',
  ],
  ...[
    'null',
    'true',
    '~',
    '0',
    '-0',
    '-1',
    '1e999',
    'NaN',
    '99999999999999999999',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'http://',
    'https://[::1]:4317',
    'localhost:4317',
    'é',
    '😀',
    '\u202e',
    '::add-mask::',
  ],
  'x'.repeat(5_000),
];

/** One change of a text or of bytes, by places that are shares of its length. */
interface Change {
  readonly kind: 'insert' | 'replace' | 'cut' | 'double' | 'swap';
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('insert', 'replace', 'cut', 'double', 'swap'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(8), fc.nat(400)),
  piece: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })),
});

const MOST = 200_000;

const applied = (text: string, { kind, at, length, piece }: Change): string => {
  const from = Math.floor(text.length * at);
  const to = Math.min(from + length, text.length);
  const [before, middle, behind] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  const changed = {
    insert: `${before}${piece}${middle}${behind}`,
    replace: `${before}${piece}${behind}`,
    cut: `${before}${behind}`,
    double: `${before}${middle.repeat(3)}${behind}`,
    swap: `${behind}${middle}${before}`,
  }[kind];
  return changed.slice(0, MOST);
};

/** A sample with a few changes. */
export const mutatedText = (samples: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([sample, changes]) => changes.reduce(applied, sample));

/** The same with bytes, each of which is a character meanwhile. */
export const mutatedBytes = (samples: readonly Uint8Array[]): fc.Arbitrary<Buffer> =>
  mutatedText(samples.map((sample) => Buffer.from(sample).toString('latin1'))).map((text) =>
    Buffer.from(text, 'latin1'),
  );
