import { percentDecode } from '../endpoints/text.ts';
import { cut, type EntryReading, hasControl, headerReader, type Sender, TOKEN, utf8Bytes } from './reading.ts';

const bytesOf = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));

/** opentelemetry-go 1.47 internal/envconfig stringToHeader: url.PathUnescape of the value, bytes as they come. */
const read = (text: string): EntryReading => {
  const pair = cut(text);
  const name = pair?.name.trim() ?? '';
  if (pair === null || !TOKEN.test(name) || percentDecode(pair.value) === null) return 'dropped';
  return { name, value: bytesOf(utf8Bytes(pair.value)).trim() };
};

/** net/http refuses control characters; grpc-go all that is not printable ASCII. */
const send: Sender = ({ name, value }, grpc) => {
  if (hasControl(value)) return { effect: 'sends-nothing', detail: 'control-character' };
  if (!grpc || name.toLowerCase().endsWith('-bin')) return null;
  return /[^\x20-\x7e]/.test(value) ? { effect: 'sends-nothing', detail: 'not-ascii' } : null;
};

export const goHeaders = headerReader(read, send);
