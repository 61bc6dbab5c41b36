import { percentDecode } from '../endpoints/text.ts';
import {
  cut,
  type EntryReading,
  type HeaderReader,
  hasControl,
  headerReader,
  type Sender,
  TOKEN,
  utf8Bytes,
} from './reading.ts';

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
  // grpc-go sends it, and a server of grpc-go, such as a Collector 0.158, ends the call with PROTOCOL_ERROR.
  if (grpc && name.toLowerCase() === 'connection')
    return { effect: 'sends-nothing', detail: 'connection-header' };
  if (!grpc || name.toLowerCase().endsWith('-bin')) return null;
  return /[^\x20-\x7e]/.test(value) ? { effect: 'sends-nothing', detail: 'not-ascii' } : null;
};

const plain = headerReader(read, send);

/** grpc-go encodes the value of a name in `-bin`, without padding. */
const encodeBinary = (name: string, value: string): string =>
  name.endsWith('-bin')
    ? Buffer.from(value, 'latin1')
        .toString('base64')
        .replace(/(?<!=)=+$/, '')
    : value;

/** otlplog 0.23 config.go getenv: one bad entry, and the whole variable is passed over. */
const isFlawed = (list: string): boolean => list.split(',').some((entry) => read(entry) === 'dropped');

export const goHeaders: HeaderReader = (list, grpc, signal) => {
  if (signal === 'logs' && isFlawed(list)) return { headers: {}, failure: null };
  const reading = plain(list, grpc);
  if (!grpc) return reading;
  const headers = Object.entries(reading.headers).map(([name, value]) => [name, encodeBinary(name, value)]);
  return { ...reading, headers: Object.fromEntries(headers) as Record<string, string> };
};
