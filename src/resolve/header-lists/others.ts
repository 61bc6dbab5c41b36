import { percentDecode } from '../endpoints/text.ts';
import {
  cut,
  type EntryReading,
  hasControl,
  headerReader,
  type Sender,
  TOKEN,
  utf8Bytes,
} from './reading.ts';

const send: Sender = ({ name, value }) => {
  if (!TOKEN.test(name)) return { effect: 'sends-nothing', detail: 'invalid-name' };
  return hasControl(value) ? { effect: 'sends-nothing', detail: 'control-character' } : null;
};

const trimmed = (text: string): { readonly name: string; readonly value: string } | null => {
  const pair = cut(text);
  return pair === null ? null : { name: pair.name.trim(), value: pair.value.trim() };
};

/** .NET 1.18 OtlpExporterOptionsExtensions: the whole list is decoded before it is split, so `%2C` splits a value. */
export const dotnetHeaders = (list: string, grpc: boolean): ReturnType<typeof inner> =>
  inner(percentDecode(list) ?? list, grpc);

const inner = headerReader((text): EntryReading => {
  if (text.trim() === '') return 'dropped';
  const pair = trimmed(text);
  if (pair === null) return 'no-equals-sign';
  return pair.name === '' ? 'no-name' : pair;
}, send);

/** opentelemetry-exporter-otlp 0.34 (Ruby): both halves decoded; an entry without `=` stops SDK.configure. */
export const rubyHeaders = headerReader((text): EntryReading => {
  const pair = trimmed(text);
  if (pair === null) return 'no-equals-sign';
  const [name, value] = [percentDecode(pair.name), percentDecode(pair.value)];
  if (name === null || value === null) return 'bad-percent-encoding';
  return name === '' ? 'no-name' : { name, value: utf8Bytes(value) };
}, send);

/** opentelemetry-php MapParser and rawurldecode, which leaves a stray `%` alone. */
export const phpHeaders = headerReader((text): EntryReading => {
  if (text.trim() === '') return 'dropped';
  const pair = trimmed(text);
  if (pair === null) return 'no-equals-sign';
  return { name: pair.name, value: utf8Bytes(percentDecode(pair.value) ?? pair.value) };
}, send);

const undecoded = (text: string): EntryReading => {
  const pair = trimmed(text);
  return pair === null || pair.name === '' || pair.value === '' ? 'dropped' : pair;
};

/** opentelemetry-cpp 1.28 KeyValueStringTokenizer: nothing is decoded. */
export const cppHeaders = headerReader(undecoded, send);

/** opentelemetry_exporter 1.10 (Erlang): nothing is decoded, quotes around the entry are taken off. */
export const erlangHeaders = headerReader((text) => undecoded(text.trim().replace(/^"|"$/g, '')), send);

/** opentelemetry-swift 2.5 EnvVarHeaders: nothing is decoded, and a value with a `=` drops its entry. */
export const swiftHeaders = headerReader((text): EntryReading => {
  const pair = trimmed(text);
  return pair === null || pair.value.includes('=') ? 'dropped' : undecoded(text);
}, send);
