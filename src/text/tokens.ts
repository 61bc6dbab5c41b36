/** What tells by its look alone that it is a secret: what vendors give out, and words that only a machine can have made up. */

/** The tokens of vendors begin with words of their own. */
export const VENDOR_PREFIX =
  '(?:glc_|glsa_|dt0[cs]\\d\\d\\.|hc[ab]ik_|NRAK-|NRII-|NRAL|sk-|[sr]k_(?:live|test)_|gh[oprsu]_|github_pat_|glpat-|xox[a-z]-|AKIA|ASIA|AIza|ya29\\.|hvs\\.|npm_|pypi-|dckr_pat_|hf_|dop_v1_|SG\\.|pylf_|xaat-|lin_api_|dash0_|auth_|phc_|shpat_|whsec_|sntrys_)';

const VENDOR = new RegExp(`^${VENDOR_PREFIX}[\\w.+/=-]{8,500}$`);
const WEB_TOKEN = /^eyJ[\w-]{5,2000}\.[\w-]{0,4000}(?:\.[\w-]{0,2000})?$/;
const TOKEN_IN_TEXT = new RegExp(
  `\\b(?:${VENDOR_PREFIX}[\\w.+/=-]{8,500}|eyJ[\\w-]{5,2000}\\.[\\w.-]{0,4000})`,
  'g',
);
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const HEX = /^[\da-f]{32,4000}$/i;

/** Where a word goes over from one kind of sign to another: small letters, capitals, digits. */
const TURN = /[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g;

const countOf = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

/** Letters and digits, so many of each: `auth_service_v2` is a name. */
export const hasBoth = (word: string, least: number): boolean =>
  countOf(/\d/g, word) >= least && countOf(/[A-Za-z]/g, word) >= least;

/** A token that is known by its first letters, whatever stands around it. */
export const isVendorToken = (word: string): boolean =>
  (VENDOR.test(word) && (hasBoth(word, 2) || countOf(TURN, word) > 2)) || WEB_TOKEN.test(word);

/** A text without such tokens, which may hold ids that are told as they are. */
export const maskTokens = (text: string): string =>
  text.replace(TOKEN_IN_TEXT, (word) => (isVendorToken(word) ? '***' : word));

/**
 * A word that nobody made up by hand: a token that is known, a UUID, a long number in hex, and what has 14 signs or more in
 * which letters and digits, large and small, take turns. A date, a version, a name with a number at its end take few.
 */
export const isMadeUp = (word: string): boolean =>
  isVendorToken(word) ||
  UUID.test(word) ||
  HEX.test(word) ||
  (/^[\w.~%=+/-]{14,4000}$/.test(word) &&
    hasBoth(word, 3) &&
    countOf(TURN, word) >= Math.max(5, Math.ceil(word.length / 6)));

/** Units behind numbers: what consists of these alone is a quantity. */
const UNITS = new Set(
  'p pt t s sec secs second seconds m min mins minute minutes h hour hours d ms msec millis milliseconds us ns k kb kib mb mib'.split(
    ' ',
  ),
);

const isQuantity = (word: string): boolean =>
  (word.toLowerCase().match(/[a-z]+/g) ?? []).every((letters) => UNITS.has(letters));

/**
 * A word where one of a few known words or a number is meant, and that is no slip of the pen: `gprc`, `http/protbuf` and
 * `10s` are, and so is an address that went into the wrong variable.
 */
export const isOutOfPlace = (word: string): boolean =>
  isMadeUp(word) ||
  (word.length >= 8 && hasBoth(word, 3) && !isQuantity(word) && !/:\d{1,5}$|:\/\/|\.\w{1,5}$/.test(word));

/** The name of a pod: its generated ends are no secret. */
const POD = /^[a-z]{2,20}(?:-[a-z\d]{1,12}){1,9}$/;

/** A token that stands where an address belongs; a name without a port may be that of a container. */
export const isTokenForAddress = (word: string): boolean =>
  isVendorToken(word) ||
  (!/[:.]/.test(word) && isMadeUp(word) && !POD.test(word) && !/^[\da-f]{64}$/.test(word));
