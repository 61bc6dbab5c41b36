import type { AttributeText } from '../model/telemetry.ts';
import type { KeyValue, Resource } from '../receiver/otlp.ts';
import { maskText } from '../text/mask-secrets.ts';
import { cleanText, valueText } from './text.ts';

/** Attributes of a resource that are kept. */
const ATTRIBUTE_LIMIT = 64;

const SECRET_KEY =
  /passw|passphrase|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|\bauth(?!or)|cookie|\bdsn\b/i;

/** Arguments hold passwords often enough. */
const COMMAND_KEY = /^process\.command_(args|line)$/;

const textOf = ({ key, value }: KeyValue): AttributeText => {
  const shown = cleanText(key);
  if (SECRET_KEY.test(key) || COMMAND_KEY.test(key)) return { key: shown, value: '***' };
  const text = valueText(value);
  return { key: shown, value: cleanText(maskText(text)) };
};

/** Attributes of a resource as text. Values of names that look secret, command lines and logins in URLs are masked. */
export const resourceText = (resource: Resource | null): readonly AttributeText[] =>
  (resource?.attributes ?? []).slice(0, ATTRIBUTE_LIMIT).map(textOf);
