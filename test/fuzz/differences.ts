import { gunzipSync } from 'node:zlib';
import type { Refusal } from '../../src/receiver/refusal.ts';

/** A body that one took and the other refused: null is the receiver's word where it took it. */
export interface Judged {
  readonly kind: string;
  readonly body: Buffer;
  readonly refusal: Refusal | null;
}

interface Difference {
  readonly reason: string;
  applies(judged: Judged): boolean;
}

/** End of the object that a text begins with; -1 where its braces never close. */
const endOfObject = (text: string): number => {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted && sign === '\\') at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '{') depth += 1;
    else if (!quoted && sign === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * A text as jsoniter reads it where an object is meant: `{` and `,` both begin a field, `}` alone is an empty object. What stands
 * before tells which of them JSON would have there.
 */
const asRead = (text: string): string => {
  let before = '';
  const read = (token: string): string => {
    if (token.trim() === '') return token;
    const begins = before === '' || before === ':' || before === '[';
    const continues = !begins && before !== ',';
    before = token;
    if (token === '{' && continues) return ',';
    if (begins && token === ',') return '{';
    return begins && token === '}' ? '{}' : token;
  };
  return (text.match(/"(?:[^"\\]|\\[\s\S])*"?|[\s\S]/g) ?? []).map(read).join('');
};

/** Whether a text begins with a whole object, or `null`, as jsoniter reads it. */
const beginsWhole = (text: string): boolean => {
  const read = asRead(text);
  return read.startsWith('null') || (read.startsWith('{') && isJson(read.slice(0, endOfObject(read))));
};

const jsonRefused = ({ kind, refusal }: Judged): boolean =>
  kind === 'json' && /^json-/.test(refusal?.malformed?.problem ?? '');

const textOf = ({ body }: Judged): string => body.toString('utf8').replace(/^[ \t\r\n]+/, '');

const GROUP_BEGINS = 3;
const GROUP_ENDS = 4;
const WIRE_TYPE = 7;

/** What a refusal points to in protobuf. */
const wireTypeAt = ({ kind, body, refusal }: Judged): number | null => {
  const offset = refusal?.malformed?.offset ?? null;
  if (offset === null || refusal?.malformed?.problem !== 'unknown-wire-type') return null;
  const bytes = kind === 'gzip' ? gunzipSync(body) : body;
  return (bytes[offset] ?? 0) & WIRE_TYPE;
};

/**
 * Where the receiver and the Collector (0.158) differ, and why that stays. The Collector reads JSON with jsoniter, which goes on
 * from where it stands: https://github.com/json-iterator/go/blob/v1.1.12/iter_object.go (ReadObject).
 */
const DIFFERENCES: readonly Difference[] = [
  {
    reason:
      'the Collector skips groups, even those that never end; OTLP has none, and what looks like one is damage',
    applies: (judged) => [GROUP_BEGINS, GROUP_ENDS].includes(wireTypeAt(judged) ?? -1),
  },
  {
    reason:
      'the Collector takes `,` for `{`, `{` for `,` and `}` for `{}`, takes `null` for an empty export, and does not look at what follows',
    applies: (judged) => jsonRefused(judged) && beginsWhole(textOf(judged)),
  },
];

export const isKnownDifference = (judged: Judged): boolean =>
  DIFFERENCES.some(({ applies }) => applies(judged));
