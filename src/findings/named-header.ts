/** Header names with a hyphen or underscore in them, and the ones without that are met. */
const NAME = /^(?:[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+|apikey|tenant|dataset|project|workspace|organization)$/;

/** Headers that a client sets by itself, or that are no setting of the exporter. */
const OWN = /^(?:accept|content|transfer|user|if|sec|access|x-forwarded)[-_]|^(?:x-)?request[-_]id$|^www-/;

/**
 * The forms in which servers say that a header is missing: Fastify (Ajv), Spring, ASP.NET, hand-written ones. The name is
 * the group.
 */
const FORMS: readonly RegExp[] = [
  /\bheaders? (?:must|should) have required property ["'`]?([\w-]{1,80})/i,
  /\b(?:missing|required|requires|expected|absent|no|without|set|provide|specify|include|send)(?: (?:the|a|an|required|mandatory|valid|http|request|following)){0,3} (?:headers?|metadata(?: key)?)(?: |: |:)["'`]?([\w-]{1,80})/i,
  /\b(?:missing|required|requires|expected|no|without|provide|specify|include|send)(?: (?:the|a|an|required|mandatory|valid|http|request|following)){0,3}(?: |: |:)["'`]?([\w-]{1,80})["'`]? (?:http |request )?(?:header|metadata)\b/i,
  /\b(?:header|metadata):? ["'`]?([\w-]{1,80})["'`]? (?:(?:is|was) (?:missing|required|mandatory|absent|empty|not)\b|must be (?:set|present|provided|specified|given|sent)\b|not (?:found|set|present|provided)\b|missing\b|required\b)/i,
  /["'`]?\b([\w-]{1,80})["'`]? (?:http |request )?(?:header|metadata) (?:(?:is|was) (?:missing|required|mandatory|absent|empty|not)\b|must be (?:set|present|provided|specified|given|sent)\b|not (?:found|set|present|provided)\b|missing\b|required\b)/i,
  /\bThe ["'`]?([\w-]{1,80})["'`]? field is required/i,
];

/** Quotes as JSON of several libraries writes them. */
const unescaped = (text: string): string =>
  text
    .replace(/\\u0027/gi, "'")
    .replace(/\\u0060/g, '`')
    .replace(/\\u0022/g, '"')
    .replace(/\\(["'])/g, '$1');

/** The header, in lower case, that a server says is missing; null where it names none that a setting could add. */
export const namedHeader = (text: string): string | null => {
  const said = unescaped(text).replace(/\s+/g, ' ');
  for (const form of FORMS) {
    const name = form.exec(said)?.[1]?.toLowerCase();
    if (name !== undefined && NAME.test(name) && !OWN.test(name)) return name;
  }
  return null;
};
