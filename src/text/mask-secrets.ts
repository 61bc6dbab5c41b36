import { maskUrl } from './mask.ts';
import { hasBoth, isMadeUp, VENDOR_PREFIX } from './tokens.ts';

/**
 * What looks like a secret in a text that we did not make: lines of logs, words of command lines, lines of files. One set
 * of rules for all who show such a text. Every repetition is bounded or of single characters, so that a hostile line costs
 * no more than its length.
 */

/** Parts of names whose values are secrets, in any case. */
const NAME_PART = [
  ...['authori[sz]ation', 'api[-_. ]?key', 'access[-_. ]?key', 'licen[cs]e[-_. ]?key', 'signing[-_. ]?key'],
  ...[
    'account[-_. ]?key',
    'instrumentation[-_. ]?key',
    'ingest(?:ion)?[-_. ]?key',
    'private[-_. ]?key',
    'client[-_. ]?key',
  ],
  ...[
    'secret',
    'password',
    'passwd',
    'passphrase',
    'token',
    'credential',
    'x-honeycomb-team',
    'signature',
    'dsn',
  ],
].join('|');

/** Names that are short, or parts of ordinary words: they count where they stand alone. */
const WHOLE_NAME = '(?:pwd|pass|sig|bearer|apikey|accountkey|sharedaccesskey|instrumentationkey)';

/** Names of variables that say it in a part of their own: `OTEL_LICENSE_KEY`, `DB_PASS`. */
const VARIABLE =
  '[A-Z][A-Z\\d_]{0,60}?_?(?:KEY|TOKEN|SECRET|PASS|PASSWORD|PASSWD|PWD|DSN|BEARER|SIGNING|CREDENTIALS?|AUTH|LICEN[CS]E|COOKIE)(?:_[A-Z\\d]{1,20}){0,3}';

const NAMED = `(?:[\\w.-]{0,40}(?:${NAME_PART})[\\w.-]{0,20}|(?<![\\w.-])${WHOLE_NAME})`;

const WHOLE = new RegExp(`^(?:${NAMED}|.{0,40}(?:header|cookie|key|auth).{0,40})$`, 'i');
const WHOLE_VARIABLE = new RegExp(`^${VARIABLE}$`);

/** Whether a name says that its value is a secret: `authorization`, `--api-key`, `OTEL_TOKEN`. */
export const isSecretName = (name: string): boolean => WHOLE.test(name) || WHOLE_VARIABLE.test(name);

/** What stands between a name and its value: `=`, `: `, `":"`, `\": \"`, `:[`, `={`. */
const BETWEEN = '\\\\?["\']?\\s{0,3}(?:[:=]|=>|->)\\s{0,3}(?:\\[\\]string)?[\\[({]{0,2}\\\\?["\'`]?';

/** The word in front of a credential; it tells something and hides nothing. */
const KNOWN_SCHEME = 'Bearer|Basic|Api-Token|ApiKey|Token|Splunk|Digest|Negotiate|DSN|GenieKey';
const AFTER_SCHEME = '(?:\\s|%20|\\+){1,3}';
const SCHEME = `(?:(?:${KNOWN_SCHEME})${AFTER_SCHEME})?`;

/** Behind `authorization` any word is one. */
const AUTHORIZATION = `authori[sz]ation${BETWEEN}[A-Za-z][A-Za-z-]{2,19}${AFTER_SCHEME}`;

const VALUE = '[^\\s,;"\'`\\\\}\\])&<>]{1,4000}';

/** Each with what stays of it. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/[\w.%+-]{1,100}:[^\s@/'"]{1,300}@(?=[\w[])/g, '***@'],
  [/-----BEGIN [A-Z \\n]{0,40}-----[\s\S]*/g, '-----BEGIN ***'],
  // Base64 of `-----BEGIN`, and the body of a key in DER.
  [/\bLS0tLS1CRUdJTi[\w+/=]{20,20000}/g, '***'],
  [/\bMII[\w+/]{40,20000}={0,2}/g, '***'],
  [/((?:set-)?cookie["']?\s{0,3}[:=]\s{0,3})[^\r\n]{1,4000}/gi, '$1***'],
  [new RegExp(`(${AUTHORIZATION})(?!\\*\\*\\*)${VALUE}`, 'gi'), '$1***'],
  [new RegExp(`(${NAMED}["']?\\s{0,3}[:=]\\s{0,3}")(?!\\*\\*\\*)[^"]{1,4000}"`, 'gi'), '$1***"'],
  [new RegExp(`(${NAMED}["']?\\s{0,3}[:=]\\s{0,3}')(?!\\*\\*\\*)[^']{1,4000}'`, 'gi'), "$1***'"],
  [new RegExp(`(${NAMED}${BETWEEN}${SCHEME})(?!\\*\\*\\*)${VALUE}`, 'gi'), '$1***'],
  [new RegExp(`((?<![\\w])${VARIABLE}${BETWEEN}${SCHEME})(?!\\*\\*\\*)${VALUE}`, 'g'), '$1***'],
  [
    new RegExp(`(<(?:[\\w.:-]{0,40}(?:${NAME_PART})|${WHOLE_NAME})[\\w.-]{0,20}>)[^<]{1,4000}`, 'gi'),
    '$1***',
  ],
  // Lists of names and values, and pairs.
  [
    new RegExp(
      `((?:name|key)["']?\\s{0,3}[:=]\\s{0,3}["']?(?:${NAMED})["']?[,\\s]{1,3}["']?value["']?\\s{0,3}[:=]\\s{0,3}["']?${SCHEME})(?!\\*\\*\\*)[^"',}]{1,4000}`,
      'gi',
    ),
    '$1***',
  ],
  [
    new RegExp(
      `(["'](?:${NAMED})["']\\s{0,3},\\s{0,3}["']${SCHEME})(?!\\*\\*\\*|value["'])[^"']{1,4000}`,
      'gi',
    ),
    '$1***',
  ],
  // Prose: what holds no digit is a word, such as in `token is missing`.
  [
    new RegExp(
      `((?:${NAME_PART}|${WHOLE_NAME})s?\\s{1,3}(?:is|was)\\s{1,3})(?=[^\\s]{0,200}\\d)[^\\s"'\`,;)]{4,4000}`,
      'gi',
    ),
    '$1***',
  ],
  [
    new RegExp(
      `(\\b(?:[\\w-]{0,20}(?:${NAME_PART})|${WHOLE_NAME}|key)s?\\s{1,3})(?![./~]|\\w{1,20}:\\/\\/)(?=[^\\s]{0,200}\\d)[^\\s"'\`,;)]{6,4000}`,
      'gi',
    ),
    '$1***',
  ],
  [new RegExp(`((?:${NAME_PART})s?\\s{1,3}(?:is|was)?\\s{0,3}["'\`])[^"'\`]{4,4000}`, 'gi'), '$1***'],
  [
    new RegExp(
      `((?:^|\\s)--?(?:[\\w-]{0,40}(?:${NAME_PART})[\\w-]{0,20}|${WHOLE_NAME})\\s{1,3}["']?)(?!-)[^\\s"']{1,4000}`,
      'gi',
    ),
    '$1***',
  ],
  [
    /((?:\s|^)(?:-H|--header|-u|--user)(?:[ =]{1,3}["']?|["'])(?:[\w-]{1,80}[:=]\s{0,3})?(?:(?:Bearer|Basic)\s{1,3})?)(?!-)[^"'\s]{1,4000}/g,
    '$1***',
  ],
  // Programs that take a password in one word with its option.
  [
    /(\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|sshpass)\b[^\n|;&]{0,200}?\s-p)[^\s"'|;&]{1,400}/g,
    '$1***',
  ],
  [new RegExp(`\\b((?:${KNOWN_SCHEME})(?:\\s|%20){1,3})(?!\\*\\*\\*)[\\w.~+/=%-]{6,4000}`, 'gi'), '$1***'],
  [/\beyJ[\w-]{5,2000}\.[\w-]{0,4000}(?:\.[\w-]{0,2000})?/g, '***'],
  [new RegExp(`\\b${VENDOR_PREFIX}[\\w.+/=-]{8,500}`, 'g'), '***'],
  [/\b[\da-f]{32}NRAL\b/g, '***'],
];

/** Lists of headers: every value in one is a secret, whatever its name. */
const HEADER_LIST =
  /--[\w-]{0,40}headers?\s|(?:HEADERS?|[Hh]eaders|metadata|MetadataMap)\w{0,10}["']?\s{0,3}[:=({]/;

const ENTRY =
  /(?<![\w.-])(["']?(?!OTEL_)[\w.-]{1,80}["']?\s{0,2}(?:[=:]|%3[dD])\s{0,2}[["']{0,2}(?:(?:Bearer|Basic|Api-Token|ApiKey|Token)(?:\s|%20|\+){1,3})?)([^,"'\s}\])]{1,4000})/g;

const maskHeaders = (text: string): string => {
  const found = HEADER_LIST.exec(text);
  if (!found) return text;
  const end = found.index + found[0].length;
  return text.slice(0, end) + text.slice(end).replace(ENTRY, '$1***');
};

/** Addresses in a text. */
const URLS = /\b[A-Za-z][A-Za-z\d+.-]{0,20}:\/\/(?:(?!;[A-Z])[^\s"'<>\\)\]}]){1,2000}/g;

/**
 * A text as it may be shown: logins, queries and tokens of URLs, values of headers and settings that hold secrets, keys
 * and tokens masked.
 */
export const maskText = (text: string): string =>
  RULES.reduce(
    (masked, [pattern, stays]) => masked.replace(pattern, stays),
    maskHeaders(text.replace(URLS, maskUrl)),
  );

/** A word that may be made up: without the signs of a path or a version. */
const WORD =
  /(?<![\w/.-])(?!OTEL_)[A-Za-z\d_+-]{14,4000}={0,2}(?![\w.])|\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/g;

const isLongAndMixed = (word: string): boolean => word.length >= 20 && hasBoth(word, 4);

/** Words that only a machine can have made up are hidden, ids of traces among them. */
export const maskMadeUp = (text: string): string =>
  text.replace(WORD, (word) => (isLongAndMixed(word) || isMadeUp(word) ? '***' : word));

/** A text as it may be shown where nothing tells what a word is. */
export const maskStrictly = (text: string): string => maskMadeUp(maskText(text));
