import type { HeaderShape } from '../model/target.ts';
import { percentDecode } from '../text/percent.ts';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Reads a header list as the specification has it: `k1=v1,k2=v2`, values percent-encoded, names in lower case.
 * Entries without a usable name are left out.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
 */
export const parseHeaders = (list: string): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = {};
  for (const entry of list.split(',')) {
    const at = entry.indexOf('=');
    const name = percentDecode(entry.slice(0, Math.max(at, 0)).trim()).toLowerCase();
    const value = percentDecode(entry.slice(at + 1).trim());
    // A line break inside a value would end the request head; no HTTP library sends it.
    if (at > 0 && TOKEN.test(name) && value !== '' && !/[\r\n\0]/.test(value)) headers[name] = value;
  }
  return headers;
};

const SCHEME = /^(Bearer|Basic|Token|ApiKey|Api-Token|Digest|Negotiate|Splunk|AWS4-HMAC-SHA256)(?=\s)/i;

/** What may be shown of headers: names, authentication schemes and lengths. */
export const headerShapes = (headers: Readonly<Record<string, string>>): readonly HeaderShape[] =>
  Object.entries(headers).map(([name, value]) => ({
    name,
    scheme: SCHEME.exec(value)?.[1] ?? null,
    length: value.length,
  }));
