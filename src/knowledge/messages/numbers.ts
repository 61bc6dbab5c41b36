import type { CheckCode } from '../../model/check-code.ts';

/** What a number or a row of bytes in a message really is. */
export interface Decoded {
  /** The bytes as text or name: `HTT`, `SETTINGS`, `alert protocol_version`. */
  readonly spells: string;
  /** One sentence for the user, without its full stop. */
  readonly meaning: string;
  /** Finding codes that it points to. */
  readonly codes: readonly CheckCode[];
}

type Bytes = readonly number[];

/** Words that begin an answer or request; a number that spells at least three letters of one was text on the wire. */
const WORDS: readonly {
  readonly begins: RegExp;
  readonly meaning: string;
  readonly codes: readonly CheckCode[];
}[] = [
  {
    begins: /^(?:HTT$|HTTP)/,
    meaning: 'An HTTP/1.1 answer was read as HTTP/2 or gRPC: the port speaks HTTP/1.1',
    codes: ['protocol/grpc-to-http-port', 'protocol/http2-unsupported'],
  },
  {
    begins: /^(?:GET|POS|PUT|HEA|OPT|DEL|PAT|CON)/,
    meaning: 'An HTTP/1.1 request was read as a length: it reached a port of another protocol',
    codes: ['protocol/http-to-grpc-port', 'protocol/not-otlp'],
  },
  {
    begins: /^PRI/,
    meaning:
      'The beginning of an HTTP/2 connection was read as a length: gRPC reached a port of another protocol',
    codes: ['protocol/grpc-to-http-port', 'protocol/not-otlp'],
  },
  {
    begins: /^(?:<ht|<HT|<!D|<!d)/,
    meaning: 'A web page was read as OTLP: a web server answers on the port',
    codes: ['protocol/not-otlp'],
  },
  { begins: /^SSH/, meaning: 'An SSH server answers on the port', codes: ['protocol/not-otlp'] },
];

/** Alerts of https://www.rfc-editor.org/rfc/rfc8446#section-6 that a server sends to what is no TLS, or no TLS it takes. */
const ALERTS: Readonly<Record<number, string>> = {
  10: 'unexpected_message',
  22: 'record_overflow',
  40: 'handshake_failure',
  42: 'bad_certificate',
  46: 'certificate_unknown',
  48: 'unknown_ca',
  50: 'decode_error',
  70: 'protocol_version',
  80: 'internal_error',
  116: 'certificate_required',
  120: 'no_application_protocol',
};

/** Numbers where a length or size stands in a message. */
const NUMBER =
  /(?:FRAME_SIZE_ERROR:? ?|frame too large[^\d]{0,40}|larger than max(?:imum)? ?\(?|length[:= ]{0,3}|size[:= ]{0,3}|frame:? )(0x[\da-f]{4,16}|\d{7,20})\b|\b(0x[\da-f]{6,16})\b/gi;

const ROWS: readonly { readonly row: RegExp; readonly byte: RegExp; readonly base: number }[] = [
  { row: /"data" ?: ?\[([\d, ]{7,400})/i, byte: /\d{1,3}/g, base: 10 },
  { row: /<Buffer ((?:[\da-f]{2} ?){4,200})/i, byte: /[\da-f]{2}/gi, base: 16 },
];

/** Escaped or plain characters after which bytes are told one by one: `\x00\x00\x06\x04`, `\u0000`. */
const ESCAPED = /(?:\\{1,4}x[\da-f]{2}|\\{1,4}u00[\da-f]{2}){3,40}[^"']{0,100}/i;

/**
 * Reads numbers and bytes in a message that are really text or frames of another protocol: `FRAME_SIZE_ERROR: 4740180` is
 * `HTT`, 1347375956 is `POST`, bytes `00 00 06 04` are an HTTP/2 SETTINGS frame, `15 03 01` a TLS alert. Null when there is none.
 */
export const decodeNumber = (text: string): Decoded | null => {
  const shown = text.slice(0, 4_000);
  for (const bytes of [...numbersIn(shown), ...rowsIn(shown)]) {
    const decoded = decodeBytes(bytes);
    if (decoded) return decoded;
  }
  return null;
};

const numbersIn = (text: string): readonly Bytes[] =>
  [...text.matchAll(NUMBER)].map((match) => bigEndian(BigInt(match[1] ?? match[2] ?? '0')));

const bigEndian = (value: bigint): Bytes => {
  const digits = value.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return (even.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
};

const rowsIn = (text: string): readonly Bytes[] => [
  ...ROWS.flatMap(({ row, byte, base }) => {
    const found = row.exec(text)?.[1];
    return found ? [(found.match(byte) ?? []).map((digits) => Number.parseInt(digits, base))] : [];
  }),
  ...escapedIn(text),
];

const escapedIn = (text: string): readonly Bytes[] => {
  const found = ESCAPED.exec(text)?.[0];
  return found
    ? [(found.match(/(?<!\\)\\+(?:x[\da-f]{2}|u00[\da-f]{2}|[a-z])|[^\\]/gi) ?? []).map(byteOf)]
    : [];
};

/** `\n` and its kin, as Go and JSON write them. */
const SHORT: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

const byteOf = (part: string): number => {
  const plain = part.replace(/^\\+/, '');
  if (plain.length === part.length) return part.charCodeAt(0);
  return plain.length === 1 ? (SHORT[plain] ?? 0) : Number.parseInt(plain.slice(-2), 16);
};

const decodeBytes = (bytes: Bytes): Decoded | null =>
  settingsFrame(bytes) ?? tlsRecord(bytes) ?? words(bytes);

/** https://www.rfc-editor.org/rfc/rfc9113#section-6.5: length in threes of bytes, type 4, entries of six bytes. */
const settingsFrame = (bytes: Bytes): Decoded | null => {
  const [high, middle, low = 1, type] = bytes;
  if (high !== 0 || middle !== 0 || low % 6 !== 0 || type !== 4) return null;
  return {
    spells: 'SETTINGS',
    meaning:
      'The answer is the beginning of an HTTP/2 connection: the port speaks gRPC, and HTTP/1.1 was sent to it',
    codes: ['protocol/http-to-grpc-port'],
  };
};

const tlsRecord = (bytes: Bytes): Decoded | null => {
  const [type, major, minor = 9] = bytes;
  if (major !== 3 || minor > 4) return null;
  if (type === 0x16)
    return {
      spells: 'handshake',
      meaning: 'A TLS handshake was read as something else: TLS is sent to a port that speaks plaintext',
      codes: ['tls/plaintext-server'],
    };
  if (type !== 0x15) return null;
  const alert = ALERTS[bytes[6] ?? -1];
  return {
    spells: alert ? `alert ${alert}` : 'alert',
    meaning: 'The answer is a TLS alert: the port takes TLS only, and plaintext was sent to it',
    codes: ['tls/required'],
  };
};

const words = (bytes: Bytes): Decoded | null => {
  const text = String.fromCharCode(...bytes.slice(0, 40));
  const word = WORDS.find(({ begins }) => begins.test(text));
  const spells = /^[\x20-\x7e]*/.exec(text)?.[0] ?? '';
  return word && spells.length >= 3 ? { spells, meaning: word.meaning, codes: word.codes } : null;
};
