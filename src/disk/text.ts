import { isUtf8 } from 'node:buffer';

/** Where bytes that are no UTF-8 go: halves of pairs that no text has, as Python's `surrogateescape` puts them. */
const ESCAPE = 0xdc00;

const ESCAPED = /[\udc80-\udcff]/;

/** How many bytes a sequence has that begins with this one; 0 for one that begins none. */
const lengthOf = (first: number): number => {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
};

/** Text of bytes from which `toBytes` makes the same bytes again, also where they are no UTF-8. */
export const toText = (bytes: Buffer): string => {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const pieces: string[] = [];
  let good = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    const length = lengthOf(byte);
    if (length === 1 || (length > 0 && isUtf8(bytes.subarray(at, at + length)))) {
      at += length;
      continue;
    }
    pieces.push(bytes.toString('utf8', good, at), String.fromCharCode(ESCAPE + byte));
    at += 1;
    good = at;
  }
  return [...pieces, bytes.toString('utf8', good)].join('');
};

/** Bytes of a text that `toText` made, changed or not. */
export const toBytes = (text: string): Buffer => {
  if (!ESCAPED.test(text)) return Buffer.from(text, 'utf8');
  const pieces: Buffer[] = [];
  let good = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const before = text.charCodeAt(at - 1);
    // The second half of a pair is no byte.
    const paired = before >= 0xd800 && before <= 0xdbff;
    if (unit < 0xdc80 || unit > 0xdcff || paired) continue;
    pieces.push(Buffer.from(text.slice(good, at), 'utf8'), Buffer.from([unit - ESCAPE]));
    good = at + 1;
  }
  return Buffer.concat([...pieces, Buffer.from(text.slice(good), 'utf8')]);
};
