import type { CompressionRule, Sdk, TimeoutEdge } from '../sdks/sdk.ts';
import type { Given } from '../settings.ts';
import { type Read, type Remark, remark } from './verdict.ts';

type Encoding = CompressionRule['http'][number];

const asRead = (value: string, rule: CompressionRule): string => {
  const trimmed = rule.trim ? value.trim() : value;
  return rule.ignoreCase ? trimmed.toLowerCase() : trimmed;
};

/** Reads COMPRESSION; a value that is passed over leaves the word to the next variable. */
export const readCompression = (given: readonly Given[], sdk: Sdk, grpc: boolean): Read<Encoding> => {
  const rule = sdk.compression;
  const known: readonly Encoding[] = grpc ? rule.grpc : rule.http;
  const otherwise = grpc ? rule.unknownGrpc : rule.unknownHttp;
  const remarks: Remark[] = [];
  for (const candidate of given) {
    const text = asRead(candidate.value, rule);
    const encoding = known.find((name) => name === text);
    if (encoding !== undefined) return { value: encoding, by: candidate, remarks };
    const effect = otherwise === 'does-not-start' ? 'does-not-start' : 'ignored';
    const harmless = text.toLowerCase() === 'none' && effect === 'ignored';
    if (!harmless) remarks.push(unknownEncoding(candidate, effect, text, known));
    if (otherwise !== 'next') return { value: 'none', by: candidate, remarks };
  }
  return { value: rule.whenUnset, by: null, remarks };
};

/** Whoever writes 1 or true wants it compressed; of another algorithm nothing is guessed. */
const meantEncoding = (text: string): string | null => {
  if (/gz|^(?:zip|1|true|yes|on|enabled?)$/i.test(text)) return 'gzip';
  return /^(?:0|false|no|off|disabled?|identity|none)$/i.test(text) ? 'none' : null;
};

const unknownEncoding = (
  given: Given,
  effect: Remark['effect'],
  text: string,
  known: readonly Encoding[],
): Remark => {
  const wanted = known.find((name) => name === meantEncoding(text.trim())) ?? null;
  return remark(given, 'config/compression-unknown', effect, 'unknown', wanted);
};

/** Milliseconds; null for no limit. */
export type Timeout = number | null;

const DEFAULT_MS = 10_000;

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const SYNTAX = {
  digits: /^\d+$/,
  decimal: /^\s*-?\d+(\.\d+)?\s*$/,
  integer: /^\s*[+-]?\d+\s*$/,
  float: /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i,
} as const;

const parse = (text: string, sdk: Sdk): number | null => {
  const { syntax } = sdk.timeout;
  if (syntax === 'duration') {
    const [, number, unit = ''] = /^\s*(-?\d+)\s*(?:([a-z]+)\s*)?$/.exec(text) ?? [];
    const factor = UNITS[unit];
    return number === undefined || factor === undefined ? null : Number(number) * factor;
  }
  // A number that is too large to count with is as good as never, and JSON knows no other.
  return SYNTAX[syntax].test(text)
    ? Math.min(Number(text) * sdk.timeoutUnitMs, Number.MAX_SAFE_INTEGER)
    : null;
};

const CODE = 'config/timeout-suspicious';

/** Shorter timeouts end before a receiver on another machine can answer. */
const SHORT_MS = 100;

/** Nobody waits ten minutes for one export: until then the queue has long been full. */
const LONG_MS = 600_000;

const atEdge = (given: Given, edge: TimeoutEdge, remarks: readonly Remark[]): Read<Timeout> => {
  const say = (effect: Remark['effect']): Read<Timeout> => ({
    value: DEFAULT_MS,
    by: given,
    remarks: [...remarks, remark(given, CODE, effect, 'not-positive', String(DEFAULT_MS))],
  });
  if (edge === 'unlimited') return { value: null, by: given, remarks };
  if (edge === 'does-not-start' || edge === 'sends-nothing') return say(edge);
  return edge === 'immediate' ? { ...say('changed'), value: 0 } : say('falls-back');
};

const judge = (given: Given, ms: number, sdk: Sdk): readonly Remark[] => {
  const { largestMs } = sdk.timeout;
  if (largestMs !== null && ms > largestMs) {
    return [remark(given, CODE, 'sends-nothing', 'too-long', String(DEFAULT_MS / sdk.timeoutUnitMs))];
  }
  if (ms < SHORT_MS)
    return [remark(given, CODE, 'changed', 'too-short', String(DEFAULT_MS / sdk.timeoutUnitMs))];
  const seconds = sdk.timeoutUnitMs === 1000 && ms >= 1_000_000;
  if (seconds) return [remark(given, CODE, 'changed', 'unit-seconds', String(ms / 1_000_000))];
  return ms > LONG_MS
    ? [remark(given, CODE, 'changed', 'endless', String(DEFAULT_MS / sdk.timeoutUnitMs))]
    : [];
};

/** Reads TIMEOUT with the unit of this SDK. */
export const readTimeout = (given: readonly Given[], sdk: Sdk, grpc: boolean): Read<Timeout> => {
  const transport = grpc ? 'grpc' : 'http';
  let remarks: readonly Remark[] = [];
  for (const candidate of given) {
    const ms = parse(candidate.value, sdk);
    if (ms === null) {
      const bad = sdk.timeout.bad[transport];
      remarks = [...remarks, notANumber(candidate, bad, sdk)];
      if (bad !== 'next') return { value: DEFAULT_MS, by: candidate, remarks };
      continue;
    }
    if (ms > 0) return { value: ms, by: candidate, remarks: [...remarks, ...judge(candidate, ms, sdk)] };
    const edge = sdk.timeout[edgeOf(ms)][transport];
    if (edge !== 'next' || candidate === given.at(-1)) return atEdge(candidate, edge, remarks);
  }
  return { value: DEFAULT_MS, by: null, remarks };
};

const edgeOf = (ms: number): 'zero' | 'negative' => (ms === 0 ? 'zero' : 'negative');

const notANumber = (given: Given, bad: Sdk['timeout']['bad']['http'], sdk: Sdk): Remark => {
  const effect = bad === 'does-not-start' ? bad : 'falls-back';
  return remark(given, CODE, effect, 'not-a-number', meant(given.value, sdk));
};

/** `10s` in the unit of this SDK. */
const meant = (text: string, sdk: Sdk): string | null => {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*(?:(ms|s|m|h)\s*)?$/i.exec(text) ?? [];
  if (number === undefined) return null;
  return String((Number(number) * (UNITS[unit.toLowerCase()] ?? 1)) / sdk.timeoutUnitMs);
};
