/** Words of the report's own language: a setting with such a value is no secret, and masking it would break the report. */
const WORDS = new Set([
  'traces',
  'metrics',
  'logs',
  'grpc',
  'http/protobuf',
  'http/json',
  'http',
  'https',
  'true',
  'false',
  'null',
  'none',
  'gzip',
  'healthy',
  'unhealthy',
  'inconclusive',
  'error',
  'warning',
  'info',
  'pass',
  'fail',
  'skipped',
  'blocked',
  'localhost',
  'otel-doctor',
  'default',
  'endpoint',
  'protocol',
  'headers',
  'settings',
  'source',
  'value',
  'name',
  'state',
  'step',
  'code',
  'title',
  'send',
  'connection',
]);

/** A literal of digits alone stands for itself only: in a number, a date or a trace id of the report it is no secret. */
const mask = (text: string, form: string): string =>
  /^\d+$/.test(form)
    ? text.replace(new RegExp(`(?<![\\w.-])(?<!": )${form}(?![\\w.-])`, 'g'), '***')
    : text.split(form).join('***');

/** A key pasted into a variable that wants a file name. */
const PRIVATE_KEY = /(-----BEGIN [A-Z ]*PRIVATE KEY-----)[^"]*?(-----END [A-Z ]*PRIVATE KEY-----)/g;

/**
 * Last net under every output: no secret literal leaves, wherever it came from. JSON escapes are covered too.
 */
export const withoutSecrets = (text: string, secretValues: readonly string[]): string => {
  const forms = secretValues
    .filter((literal) => !WORDS.has(literal.toLowerCase()))
    .flatMap((literal) => [literal, JSON.stringify(literal).slice(1, -1)])
    .sort((a, b) => b.length - a.length);
  let clean = text.replace(PRIVATE_KEY, '$1 *** $2');
  for (const form of forms) clean = mask(clean, form);
  return clean;
};
