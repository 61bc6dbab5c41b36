import type { Dialect, EntryForm, EntryLines, Quoting, Segment, Slot } from '../workload.ts';
import type { Edit } from './edit.ts';

/** What a dialect would fill in is doubled, so that it stays. */
const escaped = (text: string, dialect: Dialect): string => {
  if (dialect === 'compose') return text.replaceAll('$', '$$$$');
  if (dialect === 'kubernetes') return text.replaceAll('$(', '$$$$(');
  if (dialect === 'systemd') return text.replaceAll('%', '%%');
  if (dialect === 'shell' || dialect === 'json') return text.replace(/[$`]/g, '\\$&');
  return text;
};

const SAFE_YAML = /^[A-Za-z/*][\w./:@%+=,~$(){}-]*$/;
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$|:$/i;

const quoted = (text: string, quoting: Quoting): string => {
  switch (quoting) {
    case 'yaml-plain':
      return SAFE_YAML.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text);
    case 'yaml-single':
      return `'${text.replaceAll("'", "''")}'`;
    case 'yaml-double':
      return JSON.stringify(text);
    case 'verbatim':
      return text;
    case 'single':
      return text.includes("'") ? `"${text.replace(/["\\]/g, '\\$&')}"` : `'${text}'`;
    case 'double':
      return `"${text.replace(/["\\]/g, '\\$&')}"`;
    default:
      return /[\s#"'\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
  }
};

/** Keeps the references of a value that still stand for the same part of it. */
const withReferences = (segments: readonly Segment[], value: string, dialect: Dialect): string => {
  let front = 0;
  let at = 0;
  for (; front < segments.length; front += 1) {
    const part = segments[front]?.value ?? '';
    if (!value.startsWith(part, at)) break;
    at += part.length;
  }
  let back = segments.length;
  let end = value.length;
  for (; back > front; back -= 1) {
    const part = segments[back - 1]?.value ?? '';
    if (end - part.length < at || value.slice(end - part.length, end) !== part) break;
    end -= part.length;
  }
  const written = (from: number, to: number): string =>
    segments
      .slice(from, to)
      .map((segment) => segment.written)
      .join('');
  return `${written(0, front)}${escaped(value.slice(at, end), dialect)}${written(back, segments.length)}`;
};

/** A word of a shell as a string of JSON holds it. */
const inString = (text: string, dialect: Dialect): string =>
  dialect === 'json' ? JSON.stringify(text).slice(1, -1) : text;

/** The edit that gives a variable another value where it stands, in the quotes that are there. */
export const inPlace = (slot: Slot, value: string): Edit => {
  const text =
    slot.segments.length > 0
      ? withReferences(slot.segments, value, slot.dialect)
      : escaped(value, slot.dialect);
  const now = quoted(`${slot.front}${text}`, slot.quoting);
  return { path: slot.path, start: slot.start, end: slot.end, text: inString(now, slot.dialect) };
};

const DIALECTS: Readonly<Record<EntryForm, Dialect>> = {
  map: 'compose',
  list: 'compose',
  pairs: 'kubernetes',
  'env-file': 'env-file',
  dockerfile: 'dockerfile',
  systemd: 'systemd',
  shell: 'shell',
  words: 'shell',
  attribute: 'plain',
};

/** The lines of one more variable. */
export const newEntry = ({ indent, form }: EntryLines, name: string, value: string): string => {
  const text = escaped(value, DIALECTS[form]);
  if (form === 'map') return `${indent}${name}: ${quoted(text, 'yaml-double')}\n`;
  if (form === 'attribute') return `${indent}${name} = ${quoted(text, 'yaml-double')}\n`;
  if (form === 'list') return `${indent}- ${quoted(`${name}=${text}`, 'yaml-plain')}\n`;
  if (form === 'pairs') return `${indent}- name: ${name}\n${indent}  value: ${quoted(text, 'yaml-double')}\n`;
  if (form === 'env-file') return `${indent}${name}=${quoted(text, 'plain')}\n`;
  if (form === 'words') return `${indent}${name}=${inString(quoted(text, 'plain'), 'json')}`;
  if (form === 'shell') return `${indent}export ${name}=${quoted(text, 'plain')}\n`;
  if (form === 'dockerfile') return `${indent}ENV ${name}=${quoted(text, 'plain')}\n`;
  return `${indent}Environment=${/\s/.test(text) ? `"${name}=${text}"` : `${name}=${text}`}\n`;
};
