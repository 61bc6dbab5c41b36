import type { Rule } from '../reading.ts';
import { either, together, unless } from '../together.ts';

const REFUSED = /\b401\b|Unauthori[sz]ed|UNAUTHENTICATED/i;
/** A login that the sender is given. */
const CREDENTIAL =
  /(?:authorization|api[-_]?key|x-[\w-]{2,30}|token)["']?\s{0,2}[=:]\s{0,2}\S|base64|with (?:a |the |my )?(?:api[- ]?key|token|licen[cs]e key)/i;

const NOT_SENT =
  /never (?:attached|sent|applied|reach)|not (?:attached|applied|sent|passed|propagated|forwarded)|no client\.auth|without (?:an? )?(?:auth|header|token)|missing (?:auth|header|token|credential)|has no (?:client\.)?auth|(?:headers?|auth\w{0,12}) (?:is |are |was |were )?(?:missing|ignored|dropped|lost)|no (?:auth|credential|token|api key)/i;

/** Rules about logins and tenants. */
export const AUTH_RULES: readonly Rule[] = [
  {
    code: 'config/header-encoding',
    confidence: 'high',
    why: 'The value of a header has a raw blank where the SDK wants %20, so the entry is left out',
    find: unless(
      /quotes|Illegal header/i,
      together(
        /(?:headers?\w{0,4}|HEADERS)["']?\s{0,2}[=:]\s{0,2}["']?[\w-]{1,40}=(?:Bearer|Basic|Api-Token|ApiKey|Token)(?: |%20)|Header (?:format invalid|doesn't match)/i,
        /skip|decod|encod|literal %20|regex|\bspace\b|malformed|Header format|not (?:URL|percent)/i,
      ),
    ),
  },
  {
    code: 'config/headers-malformed',
    confidence: 'medium',
    why: 'The list of headers is written as JSON or with colons, and name=value with commas in between is read',
    find: together(
      /headers?\w{0,10}["']?\s{0,2}[:=]\s{0,2}["'`]\{|HEADERS=["']?[\w-]{1,40}: ?\w/i,
      /fail|unable|40[13]|not (?:work|sent)|invalid|malformed|unauth/i,
    ),
  },
  {
    code: 'auth/missing',
    confidence: 'high',
    why: 'The request was refused for lack of a login, and the credentials do not reach the exporter',
    find: together(REFUSED, NOT_SENT),
  },
  {
    code: 'auth/missing',
    confidence: 'medium',
    why: 'A login is set, and not every signal or exporter gets it',
    find: either(
      together(
        /\b401\b[^\n]{0,60}while (?:traces|metrics|logs)|(?:traces|metrics|logs) (?:are |is )?(?:ok|fine|work\w{0,3})[^\n]{0,80}\b401\b/i,
      ),
      together(/OTEL_EXPORTER_OTLP_HEADERS/, REFUSED, /silent|dropped|set/i),
    ),
  },
  {
    code: 'auth/rejected',
    confidence: 'high',
    why: 'The receiver got a login and does not take it: a wrong kind of key, a wrong scheme or one that has run out',
    find: either(
      together(
        /(?:invalid|wrong|incorrect|expired|bad|revoked) (?:kind of )?(?:api[- ]?key|token|credential|licen[cs]e|key|password|JWT)|(?:api[- ]?key|token|JWT|licen[cs]e key) (?:is |was |has )?(?:invalid|wrong|expired|not (?:valid|accepted)|rejected)|authentication (?:error: )?invalid|invalid authentication|invalid auth\b|unsupported authorization scheme|scheme or token does not match|wrong (?:authorization )?scheme/i,
      ),
    ),
  },
  {
    code: 'auth/rejected',
    confidence: 'high',
    why: 'This backend answers so to a key that it does not know, or that is of another kind',
    find: together(
      /new ?relic|datadog|honeycomb|dynatrace|dash0|lightstep|grafana cloud/i,
      /\b(?:key|token)\b/i,
      /PERMISSION_DENIED|\b403\b|Forbidden/i,
    ),
  },
  {
    code: 'auth/rejected',
    confidence: 'medium',
    why: 'A login is sent and refused',
    find: either(
      together(/PERMISSION_DENIED|\b403\b|Forbidden/i, /\bkey\b|token|api-key|licen[cs]e/i),
      together(REFUSED, CREDENTIAL),
    ),
  },
  {
    code: 'auth/missing',
    confidence: 'medium',
    why: 'The receiver wants a login',
    find: unless(CREDENTIAL, together(REFUSED)),
  },
];
