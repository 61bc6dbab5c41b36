import { hideSecrets } from '../../text/secret-values.ts';

/** Characters of an answer's text that are kept as evidence. */
const TEXT_LIMIT = 400;

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A secret that the read limit cut in two would no longer be recognised: its beginning at the end of the text goes. */
const dropTornSecret = (text: string, secretValues: readonly string[]): string => {
  for (const literal of secretValues) {
    for (let length = Math.min(literal.length - 1, text.length); length >= 3; length -= 1) {
      if (text.endsWith(literal.slice(0, length))) return `${text.slice(0, -length)}***`;
    }
  }
  return text;
};

/** Foreign text made fit to be shown: no secrets, no control characters, one line, cut at a limit. */
export const clean = (text: string, secretValues: readonly string[], limit = TEXT_LIMIT): string => {
  const safe = dropTornSecret(hideSecrets(secretValues).foreign(text), secretValues);
  const line = safe.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit)}...` : line;
};
