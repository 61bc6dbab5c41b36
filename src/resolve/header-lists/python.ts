import { beyondMetadata, type EntryReading, headerReader, type Sender } from './reading.ts';

const NAME = '[\\x21\\x23-\\x27\\x2a\\x2b\\x2d\\x2e\\x30-\\x39\\x41-\\x5a\\x5e-\\x7a\\x7c\\x7e]+';
const VALUE = '[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]+';
// The same as in Python, put so that blanks are matched in one way only.
const STRICT = new RegExp(`^[ \\t]*${NAME}[ \\t]*=[ \\t]*(?:${VALUE}[ \\t]*)?$`);
const LIBERAL = new RegExp(`^[ \\t]*${NAME}[ \\t]*=[ \\t]*(?:${VALUE}(?: +${VALUE})*[ \\t]*)?$`);

/** urllib.parse.unquote: a stray `%` stays, bytes that are no UTF-8 become U+FFFD. */
const unquote = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      Uint8Array.from(run.slice(1).split('%'), (byte) => Number.parseInt(byte, 16)),
    ),
  );

/**
 * opentelemetry-python 1.45 util/re.py parse_env_headers, liberal: an entry in the strict form is decoded, one with
 * blanks in its value is taken as it stands, anything else (quotes, `;`, backslashes, non-ASCII) is dropped.
 */
const read = (text: string): EntryReading => {
  const entry = text.trim();
  const strict = STRICT.test(entry);
  if (!strict && !LIBERAL.test(entry)) return 'dropped';
  const at = entry.indexOf('=');
  const [name, value] = [entry.slice(0, at), entry.slice(at + 1)].map((part) =>
    (strict ? unquote(part) : part).trim(),
  );
  return { name: (name ?? '').toLowerCase(), value: value ?? '' };
};

/**
 * requests 2.34 check_header_validity and http.client. gRPC core (grpcio 1.85, validate_metadata.cc) ends the call with
 * INTERNAL `Invalid metadata` before anything is sent; measured with `%00`, `%0A` and `%E2%80%A6`.
 */
const send: Sender = ({ name, value }, grpc) => {
  if (grpc) {
    // Measured with a Collector 0.158, which ends the call with PROTOCOL_ERROR; it takes the other names of a connection.
    if (name === 'connection') return { effect: 'sends-nothing', detail: 'connection-header' };
    if (name.endsWith('-bin')) return { effect: 'sends-nothing', detail: 'binary-name' };
    if (!/^[0-9a-z_.-]+$/.test(name)) return { effect: 'sends-nothing', detail: 'invalid-name' };
    return beyondMetadata(value);
  }
  if (!/^[^:\s][^:\r\n]*$/.test(name)) return { effect: 'sends-nothing', detail: 'invalid-name' };
  if (!/^\S[^\r\n]*$|^$/.test(value)) return { effect: 'sends-nothing', detail: 'control-character' };
  return /[^\0-\xff]/.test(value) ? { effect: 'sends-nothing', detail: 'not-ascii' } : null;
};

export const pythonHeaders = headerReader(read, send);
