import { percentDecode } from '../../text/percent.ts';
import {
  cut,
  type EntryReading,
  hasControl,
  headerReader,
  type Sender,
  TOKEN,
  utf8Bytes,
} from './reading.ts';

/** opentelemetry-otlp 0.33.1 src/exporter/mod.rs parse_header_key_value_string */
const read = (text: string): EntryReading => {
  const pair = cut(text.trim());
  if (pair === null) return 'dropped';
  const [name, raw] = [pair.name.trim(), pair.value.trim()];
  return name === '' || raw === '' ? 'dropped' : { name, value: utf8Bytes(percentDecode(raw)) };
};

/** The http crate's HeaderName and HeaderValue: what they refuse is dropped without a word. */
const send: Sender = ({ name, value }) => (!TOKEN.test(name) || hasControl(value) ? 'dropped' : null);

/** A map over HTTP, a multimap over gRPC. */
export const rustHeaders = headerReader(read, send, (before, after, grpc) =>
  grpc ? `${before}, ${after}` : after,
);
