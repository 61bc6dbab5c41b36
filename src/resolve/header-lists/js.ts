import { CONNECTION_HEADERS } from '../../model/credentials.ts';
import { type EntryReading, hasControl, headerReader, type Sender, TOKEN } from './reading.ts';

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** opentelemetry-js 2.12 core/baggage/utils.ts parsePairKeyValue: what comes behind `;` is metadata, and cut. */
const read = (text: string): EntryReading => {
  const pair = text.split(';')[0] ?? '';
  const at = pair.indexOf('=');
  const name = decode(pair.slice(0, Math.max(at, 0)).trim());
  const value = decode(pair.slice(at + 1).trim());
  return at <= 0 || !name || !value ? 'dropped' : { name, value };
};

/** Node's http module and grpc-js 1.14 metadata.ts refuse by throwing: the one at every export, the other at the start. */
const send: Sender = ({ name, value }, grpc) => {
  if (grpc) {
    if (!/^[0-9a-z_.-]+$/i.test(name)) return { effect: 'does-not-start', detail: 'invalid-name' };
    // Node's http2 (lib/internal/http2/util.js) throws at every try, which grpc-js repeats until the export's time is over.
    if (CONNECTION_HEADERS.has(name.toLowerCase()))
      return { effect: 'sends-nothing', detail: 'connection-header' };
    if (/-bin$/i.test(name)) return { effect: 'does-not-start', detail: 'binary-name' };
    if (!/^[\x20-\x7e]*$/.test(value)) {
      const detail = hasControl(value) ? 'control-character' : 'not-ascii';
      return { effect: 'does-not-start', detail };
    }
    return null;
  }
  if (!TOKEN.test(name)) return { effect: 'sends-nothing', detail: 'invalid-name' };
  if (hasControl(value)) return { effect: 'sends-nothing', detail: 'control-character' };
  return /[^\0-\xff]/.test(value) ? { effect: 'sends-nothing', detail: 'not-ascii' } : null;
};

export const jsHeaders = headerReader(read, send);
