/** A text as somebody reads it, and where each of its characters stands in the text as it was written. */
export interface Reading {
  readonly text: string;
  /** Of each character, and of the end. */
  readonly starts: readonly number[];
}

interface Decoder {
  /** A sign without which nothing is coded. */
  readonly sign: RegExp;
  readonly coded: RegExp;
  /** Characters for what was matched, each with the length of its coding. */
  decode(coded: string): readonly (readonly [text: string, length: number])[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};
const LAST_CODE_POINT = 0x10_ff_ff;

const ofCode = (code: number, coded: string): string =>
  code <= LAST_CODE_POINT ? String.fromCodePoint(code) : coded;

const JSON_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** https://datatracker.ietf.org/doc/html/rfc8259#section-7 */
const json: Decoder = {
  sign: /\\/,
  coded: /\\(?:u[\da-fA-F]{4}|[\s\S])/g,
  decode: (coded) => {
    const character = coded[1] ?? '';
    const text =
      coded.length > 2
        ? String.fromCharCode(Number.parseInt(coded.slice(2), 16))
        : (JSON_ESCAPES[character] ?? character);
    return [[text, coded.length]];
  },
};

/** https://html.spec.whatwg.org/multipage/syntax.html#character-references */
const html: Decoder = {
  sign: /&/,
  coded: /&(?:#[xX][\da-fA-F]{1,7}|#\d{1,8}|amp|lt|gt|quot|apos);/g,
  decode: (coded) => {
    const hex = /^&#x/i.test(coded);
    const code = Number.parseInt(coded.slice(hex ? 3 : 2), hex ? 16 : 10);
    return [[ENTITIES[coded] ?? ofCode(code, coded), coded.length]];
  },
};

const CODED_BYTE = 3;

/** Percent-encoding, and the plus sign of forms: https://url.spec.whatwg.org/#urlencoded-parsing */
const percent: Decoder = {
  sign: /[%+]/,
  coded: /(?:%[\da-fA-F]{2})+|\+/g,
  decode: (coded) => {
    if (coded === '+') return [[' ', 1]];
    const bytes = Buffer.from(coded.replaceAll('%', ''), 'hex');
    const text = bytes.toString('utf8');
    if (text.includes('\ufffd')) return [...bytes.toString('latin1')].map((one) => [one, CODED_BYTE]);
    return [...text].map((one) => [one, CODED_BYTE * Buffer.byteLength(one)]);
  },
};

const DECODERS: readonly Decoder[] = [json, html, percent];

const asWritten = (text: string): Reading => ({
  text,
  starts: Array.from({ length: text.length + 1 }, (_, at) => at),
});

const decoded = (reading: Reading, { sign, coded, decode }: Decoder): Reading => {
  if (!sign.test(reading.text)) return reading;
  const parts: string[] = [];
  const starts: number[] = [];
  let at = 0;
  const copy = (to: number): void => {
    parts.push(reading.text.slice(at, to));
    for (; at < to; at += 1) starts.push(reading.starts[at] ?? 0);
  };
  for (const { 0: match, index } of reading.text.matchAll(coded)) {
    copy(index);
    for (const [text, length] of decode(match)) {
      parts.push(text);
      for (let unit = 0; unit < text.length; unit += 1) starts.push(reading.starts[at] ?? 0);
      at += length;
    }
  }
  copy(reading.text.length);
  starts.push(reading.starts[at] ?? 0);
  return { text: parts.join(''), starts };
};

/**
 * What a text may be read as: as it was written, and with the codings undone in which receivers and libraries echo what they
 * were sent (JSON, HTML, percent), each alone and all of them.
 */
export const readingsOf = (text: string): readonly Reading[] => {
  const written = asWritten(text);
  const each = DECODERS.map((decoder) => decoded(written, decoder)).filter((one) => one !== written);
  const all = each.length > 1 ? [DECODERS.reduceRight(decoded, written)] : [];
  return [written, ...each, ...all];
};
