import type { CheckCode } from '../../model/check-code.ts';
import type { Signal } from '../../model/signal.ts';
import { percentDecode } from '../../text/percent.ts';
import type { Destination } from '../endpoints/reading.ts';
import { MESSAGE_HEADERS, TOKEN } from '../header-lists/reading.ts';
import { masked, repairList } from '../header-lists/repair.ts';
import { specHeaders } from '../header-lists/spec.ts';
import { parseHeaders } from '../headers.ts';
import type { Sdk } from '../sdks/sdk.ts';
import type { Given } from '../settings.ts';
import { type Remark, remark } from './verdict.ts';

/** Headers of a signal's requests. */
export interface HeaderChoice {
  readonly headers: Readonly<Record<string, string>>;
  /** The list that decided; null when none is set. */
  readonly by: Given | null;
  readonly remarks: readonly Remark[];
}

/** Whose headers, and for what. */
interface HeaderUse {
  readonly sdk: Sdk;
  readonly grpc: boolean;
  readonly signal: Signal;
}

const MALFORMED = 'config/headers-malformed';
const EMPTY = 'config/header-empty';

const isEmpty = (headers: Readonly<Record<string, string>>): boolean => Object.keys(headers).length === 0;

/** Header lists of flags are written by the doctor itself, as the specification has it. */
const readList = (given: Given, { sdk, grpc, signal }: HeaderUse) =>
  (given.byFlag ? specHeaders : sdk.headers.read)(given.value, grpc, signal);

/** What an author means by an entry, whatever an SDK makes of it. */
const meant = (
  entry: string,
): { readonly name: string; readonly value: string; readonly fault: string | null } => {
  const bare = entry.trim().replace(/^(["'])(.*)\1$/, '$2');
  const at = bare.search(/[=:]/);
  const name = bare.slice(0, Math.max(at, 0)).trim().toLowerCase();
  const raw = bare.slice(at + 1).trim();
  const [value = ''] = Object.values(parseHeaders(`a=${raw}`));
  return { name, value, fault: shapeFault(entry, bare, at, name, raw) };
};

const shapeFault = (entry: string, bare: string, at: number, name: string, raw: string): string | null => {
  if (bare !== entry.trim()) return 'quoted';
  if (at < 0) return 'no-equals-sign';
  if (bare[at] === ':') return 'colon-for-equals';
  if (name === '') return 'no-name';
  if (/^["'].*["']$/.test(raw)) return 'value-quoted';
  if (/%(?![0-9a-f]{2})/i.test(raw)) return 'bad-percent-encoding';
  if (/;/.test(raw)) return 'semicolon';
  if (!TOKEN.test(name)) return 'invalid-name';
  if (raw === '') return 'no-value';
  return /[^\x20-\x7e]/.test(raw) ? 'not-ascii' : null;
};

/** Compares what an author means with what goes out, entry by entry: the difference is the effect in this SDK. */
const damages = (given: Given, sent: Readonly<Record<string, string>>, use: HeaderUse): readonly Remark[] => {
  const entries = given.value.split(',').filter((entry) => entry.trim() !== '');
  // Different entries of a name: a list may hold tens of thousands, so each is read once.
  const spellings = new Map<string, Set<string>>();
  for (const entry of entries) {
    const { name } = meant(entry);
    spellings.set(name, (spellings.get(name) ?? new Set()).add(entry));
  }
  return entries.flatMap((entry) => {
    const { name } = meant(entry);
    const twice = (spellings.get(name)?.size ?? 0) > 1;
    const actual = Object.hasOwn(sent, name) ? sent[name] : undefined;
    const told = actual === undefined ? null : messageFault(name, actual, use);
    if (told !== null) return hidden(given, MALFORMED, told === 'own-header' ? 'ignored' : 'changed', told);
    return damage(given, entry, actual, twice) ?? [];
  });
};

/** Values that say what is true of a request anyway. */
const TRUE_ANYWAY: Readonly<Record<string, RegExp>> = {
  'content-type': /^application\/x-protobuf\s{0,9}(?:;|$)/i,
  'content-encoding': /^identity$/i,
};

/**
 * What becomes of a header that an exporter sets by itself: its own goes out in any case, or the receiver is told
 * something that the request is not. Null for others, over gRPC, and where no one has measured it.
 */
const messageFault = (name: string, value: string, { sdk, grpc }: HeaderUse): MessageFault | null => {
  const { own } = sdk.headers;
  if (grpc || own === undefined || !MESSAGE_HEADERS.includes(name)) return null;
  if (TRUE_ANYWAY[name]?.test(value)) return null;
  return own.includes(name) ? 'own-header' : 'message-header';
};

type MessageFault = 'own-header' | 'message-header';

/** Faults that a value has and that SDKs send all the same. */
const SENT_FAULTS = ['value-quoted', 'semicolon', 'bad-percent-encoding'];

const damage = (given: Given, entry: string, actual: string | undefined, twice: boolean): Remark | null => {
  const { value, fault } = meant(entry);
  // Whether it is sent or left out: a variable is unset where the list is made.
  if (fault === 'no-value') return hidden(given, EMPTY, actual === undefined ? 'ignored' : 'changed', fault);
  if (actual === undefined) return hidden(given, MALFORMED, 'ignored', fault ?? 'not-sent');
  if (fault !== null && SENT_FAULTS.includes(fault)) return hidden(given, MALFORMED, 'changed', fault);
  if (actual === value || twice) return null;
  return hidden(given, 'config/header-encoding', 'changed', encodingDetail(entry, actual));
};

const encodingDetail = (entry: string, actual: string): string => {
  if (entry.includes('+') && !actual.includes('+')) return 'plus-becomes-blank';
  if (/%[0-9a-f]{2}/i.test(actual)) return 'not-decoded';
  return /[^\x20-\x7e]/.test(actual) ? 'not-ascii' : 'changed';
};

const hidden = (given: Given, code: CheckCode, effect: Remark['effect'], detail: string): Remark => ({
  ...remark(given, code, effect, detail),
  showable: false,
});

/** Adds the list as it was meant, its values masked, where this SDK would send all of it so. */
const withRepair = (choice: HeaderChoice, use: HeaderUse): HeaderChoice => ({
  ...choice,
  remarks: choice.remarks.map((entry) => {
    if (entry.code === EMPTY) return entry;
    const list = repairList(entry.given.value, (text) => use.sdk.headers.read(text, use.grpc, use.signal));
    return list === null ? entry : { ...entry, repaired: masked(list) };
  }),
});

const merge = (lists: readonly Given[], use: HeaderUse): HeaderChoice => {
  let headers: Readonly<Record<string, string>> = {};
  const remarks: Remark[] = [];
  for (const given of [...lists].reverse()) {
    const reading = readList(given, use);
    headers = { ...headers, ...reading.headers };
    if (reading.failure)
      remarks.push(hidden(given, MALFORMED, reading.failure.effect, reading.failure.detail));
    remarks.push(...damages(given, reading.headers, use));
  }
  return { headers, by: lists[0] ?? null, remarks };
};

/** Without what this SDK puts its own in place of. */
const withoutOwn = (choice: HeaderChoice, { sdk }: HeaderUse): HeaderChoice => {
  const { own = [] } = sdk.headers;
  const sent = Object.entries(choice.headers).filter(([name]) => !own.includes(name));
  return { ...choice, headers: Object.fromEntries(sent) };
};

/** Reads the headers of a signal; where the SDK merges, both variables count, the stronger one last. */
export const readHeadersOf = (given: readonly Given[], use: HeaderUse): HeaderChoice => {
  const choice = withRepair(readAsIs(given, use), use);
  return use.grpc ? choice : withoutOwn(choice, use);
};

const readAsIs = (given: readonly Given[], use: HeaderUse): HeaderChoice => {
  const { sdk } = use;
  if (given.length === 0) return { headers: {}, by: null, remarks: [] };
  if (sdk.headers.merged) return merge(given, use);
  for (const [index, candidate] of given.entries()) {
    const reading = readList(candidate, use);
    if (reading.failure !== null) {
      const { effect, detail } = reading.failure;
      return {
        headers: reading.headers,
        by: candidate,
        remarks: [hidden(candidate, MALFORMED, effect, detail)],
      };
    }
    const givesWay = sdk.headers.emptyGivesWay && isEmpty(reading.headers) && index < given.length - 1;
    if (!givesWay)
      return { headers: reading.headers, by: candidate, remarks: damages(candidate, reading.headers, use) };
  }
  return { headers: {}, by: null, remarks: [] };
};

/** Adds the login of the URL where this SDK sends it as Basic authorization. */
export const withLogin = (
  headers: Readonly<Record<string, string>>,
  to: Destination | null,
  sdk: Sdk,
): Readonly<Record<string, string>> => {
  const { login } = sdk.headers;
  if (to === null || to.login === null || login === 'dropped' || login === 'apart') return headers;
  const basic = `Basic ${Buffer.from(percentDecode(to.login), 'latin1').toString('base64')}`;
  return login === 'wins' ? { ...headers, authorization: basic } : { authorization: basic, ...headers };
};
