import { stripVTControlCharacters } from 'node:util';
import { isSecretName } from './mask-secrets.ts';

/** Fields of JSON log lines that hold the message, in the order in which they are told. */
const TEXT_FIELDS = ['message', 'msg', '@m', 'log', 'event', 'text', 'body', 'name'];
const DEEPEST = 4;
const MOST_TEXTS = 30;

/** A line of a log as text: without colours, and with the texts inside when it is JSON. */
export const cleanLine = (line: string): string => {
  const plain = line.includes('\u001b') ? stripVTControlCharacters(line) : line;
  const start = plain.indexOf('{');
  if (start < 0 || !plain.trimEnd().endsWith('}')) return plain;
  return start === 0 || plain.slice(0, start).trim() === '' ? fromJson(plain) : plain;
};

const fromJson = (line: string): string => {
  try {
    const texts: string[] = [];
    collect(JSON.parse(line), 0, texts);
    return texts.length > 0 ? texts.join('\n') : line;
  } catch {
    return line;
  }
};

const collect = (value: unknown, depth: number, texts: string[]): void => {
  if (texts.length >= MOST_TEXTS || depth > DEEPEST) return;
  if (typeof value === 'string') texts.push(value.trimEnd());
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  const rank = (key: string): number =>
    (TEXT_FIELDS.indexOf(key) + TEXT_FIELDS.length + 1) % (TEXT_FIELDS.length + 1);
  const ordered = Array.isArray(value) ? entries : entries.sort(([a], [b]) => rank(a) - rank(b));
  for (const [key, inner] of ordered)
    collect(isSecretName(key) ? '***' : withName(key, inner), depth + 1, texts);
};

/** A status is a mere number without its name. */
const withName = (key: string, value: unknown): unknown =>
  typeof value === 'number' && /^(code|status|statusCode)$/.test(key) ? `${key}: ${value}` : value;
