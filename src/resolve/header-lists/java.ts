import { percentDecode } from '../endpoints/text.ts';
import { cut, type EntryReading, hasControl, headerReader, type Sender } from './reading.ts';

/**
 * opentelemetry-java 1.66 DefaultConfigProperties.getMap, then URLDecoder: an entry without `=` and a bad escape stop
 * the start, and `+` becomes a blank.
 */
const read = (text: string): EntryReading => {
  const entry = text.trim();
  if (entry === '') return 'dropped';
  const pair = cut(entry);
  if (pair === null) return 'no-equals-sign';
  if (pair.name === '') return 'no-name';
  const [name, raw] = [pair.name.trim(), pair.value.trim()];
  if (name === '' || raw === '') return 'dropped';
  const value = percentDecode(raw.replaceAll('+', ' '));
  return value === null ? 'bad-percent-encoding' : { name, value };
};

/** OkHttp 5 Headers.Builder.add: visible ASCII only, thrown at every export. */
const send: Sender = ({ name, value }) => {
  if (!/^[\x21-\x7e]+$/.test(name)) return { effect: 'sends-nothing', detail: 'invalid-name' };
  if (hasControl(value)) return { effect: 'sends-nothing', detail: 'control-character' };
  return /[^\t\x20-\x7e]/.test(value) ? { effect: 'sends-nothing', detail: 'not-ascii' } : null;
};

/** Names that differ in case stay two header lines, in the order of a hash map. */
export const javaHeaders = headerReader(read, send, (before, after, grpc) =>
  grpc ? after : `${after}, ${before}`,
);
