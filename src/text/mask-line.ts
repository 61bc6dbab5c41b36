import { maskUrl } from './mask.ts';

const NAMES =
  '[\\w.-]{0,40}(?:authorization|api[-_]?key|apikey|access[-_]?key|license[-_]?key|secret|password|passwd|token|credential|x-honeycomb-team|signing[-_]?key|dsn)[\\w.-]{0,20}';

/** Whether what is called so is a secret: `authorization`, `api-key`, `OTEL_TOKEN`. */
export const isSecretName = (name: string): boolean => new RegExp(`^${NAMES}$`, 'i').test(name);

/** Each with what stays of it. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/[\w.%+-]{1,100}:[^\s@/'"]{1,300}@(?=[\w[])/g, '***@'],
  [/-----BEGIN [A-Z ]{0,40}-----[\s\S]*/g, '-----BEGIN ***'],
  [
    new RegExp(
      `(${NAMES}\\\\?["']?\\s{0,3}[:=]\\s{0,3}\\\\?["']?(?:(?:Bearer|Basic|Api-Token|ApiKey|Token|DSN|GenieKey)(?:\\s|%20|\\+){1,3})?)[^\\s,;"'\\\\}\\])&]{1,4000}`,
      'gi',
    ),
    '$1***',
  ],
  [/\b(Bearer|Basic|Api-Token|ApiKey)((?:\s|%20){1,3})[\w.~+/=%-]{6,4000}/gi, '$1$2***'],
  [/\beyJ[\w-]{5,2000}\.[\w-]{0,4000}(?:\.[\w-]{0,2000})?/g, '***'],
  [
    /\b(?:glc_|glsa_|dt0c01\.|hcaik_|hcbik_|NRAK-|NRAL|sk-|ghp_|xox[abp]-|AKIA|lin_api_|dash0_|auth_)[\w.+/=-]{8,500}/g,
    '***',
  ],
  [/\b[\da-f]{32}NRAL\b/g, '***'],
];

/** Addresses in a text. */
const URLS = /\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s"'<>\\)\]}]{1,2000}/gi;

/** A text as it may be shown: logins and queries of URLs, values of headers and settings that hold secrets, tokens and keys masked. */
export const maskText = (text: string): string =>
  RULES.reduce((masked, [pattern, stays]) => masked.replace(pattern, stays), text.replace(URLS, maskUrl));
