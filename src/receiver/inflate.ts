import { gunzipSync, inflateSync } from 'node:zlib';
import { errorCode } from '../model/error-code.ts';

/** An inflated body, or why it could not be inflated, with the code of zlib. */
export type Inflated =
  | { readonly body: Buffer }
  | { readonly failed: 'body-too-large' | 'malformed-compression'; readonly code: string };

/** Stops while inflating as soon as the limit is passed, so that a small body cannot become a huge one. */
const inflateWith = (inflate: typeof gunzipSync, body: Buffer, limit: number): Inflated => {
  try {
    return { body: inflate(body, { maxOutputLength: limit }) };
  } catch (thrown) {
    const code = errorCode(thrown) || 'ERR_UNKNOWN';
    return { failed: code === 'ERR_BUFFER_TOO_LARGE' ? 'body-too-large' : 'malformed-compression', code };
  }
};

/** What Node gives back beside the text when it is asked to (`info` of ZlibOptions); its types do not say so. */
interface Informed {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** Node overlooks zeros behind the last member; Go, and so the Collector, takes them for a damaged header. */
const gunzipWhole: typeof gunzipSync = (body, options) => {
  const { buffer, engine } = gunzipSync(body, { ...options, info: true }) as unknown as Informed;
  if (engine.bytesWritten < Buffer.byteLength(body as Buffer))
    throw Object.assign(new Error('zeros behind the last member'), { code: 'Z_DATA_ERROR' });
  return buffer as ReturnType<typeof gunzipSync>;
};

/** Encodings by name. What HTTP calls `deflate` is the zlib format: https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1.2 */
const INFLATERS: ReadonlyMap<string, typeof gunzipSync | null> = new Map([
  ['identity', null],
  ['gzip', gunzipWhole],
  ['deflate', inflateSync],
  ['zlib', inflateSync],
]);

/** Encodings for the header that tells a sender what is understood. */
export const ACCEPTED_ENCODINGS = 'identity,gzip,deflate';

/** The name of an encoding in lower case, null when it is not known. */
export const encodingOf = (header: string | null): string | null => {
  const name = header?.trim().toLowerCase() || 'identity';
  return INFLATERS.has(name) ? name : null;
};

/** Undoes a known encoding. */
export const inflate = (encoding: string, body: Buffer, limit: number): Inflated => {
  const inflater = INFLATERS.get(encoding);
  return inflater ? inflateWith(inflater, body, limit) : { body };
};
