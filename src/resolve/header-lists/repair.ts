import { percentDecode } from '../../text/percent.ts';
import { headerShapes, parseHeaders } from '../headers.ts';
import { MESSAGE_HEADERS, TOKEN } from './reading.ts';

type Read = (list: string) => {
  readonly headers: Readonly<Record<string, string>>;
  readonly failure: unknown;
};

interface Meant {
  readonly name: string;
  readonly value: string;
}

/** Lists that somebody has written down for another place: in quotes, as JSON. */
const unwrap = (list: string): string =>
  list
    .trim()
    .replace(/^(["'`])([\s\S]*)\1$/, '$2')
    .replace(/^\{([\s\S]*)\}$/, '$1')
    .trim();

const unquote = (text: string): string =>
  text
    .trim()
    .replace(/^(["'])((?:(?!\1)[\s\S])*)\1$/, '$2')
    .trim();

/** Authentication schemes that stand in front of a value, with a blank after them. */
const SCHEME = /^(?:Bearer|Basic|Token|ApiKey|Api-Token|Splunk)$/i;

/** `name=value`, `name: value`, or a name that a scheme follows; null where nobody can tell what is meant. */
const meantBy = (entry: string): Meant | null => {
  const text = unquote(entry);
  const at = text.search(/[=:]/);
  const [first = '', second = ''] = text.split(/\s+/, 2);
  const spaced = TOKEN.test(first) && SCHEME.test(second) && (at < 0 || at > first.length + 1);
  const end = spaced ? first.length : at;
  if (end < 1) return null;
  const name = unquote(text.slice(0, end)).toLowerCase();
  const value = percentDecode(unquote(text.slice(end + 1)));
  return TOKEN.test(name) && /^[\x20-\x7e]+$/.test(value) ? { name, value } : null;
};

/** Entries end with a comma; with a semicolon or a line break where another name follows. */
const SEPARATOR = /,|[;\n](?=\s{0,40}["']?[\w-]{1,100}["']?\s{0,5}[=:])|[;\n]\s{0,40}$/;

const encoded = (value: string): string =>
  value.replace(/[^\w!#$&'()*+./:<=>?@[\]^`{|}~-]/g, (character) => encodeURIComponent(character));

/** More entries than anybody writes by hand are left as they are. */
const MOST = 100;

/**
 * The header list as its author meant it, written so that this SDK sends every header of it; null where that cannot be
 * told, or there is no way to write it. Its values are secrets.
 */
export const repairList = (list: string, read: Read): string | null => {
  const entries = unwrap(list)
    .split(SEPARATOR, MOST + 1)
    .filter((entry) => entry.trim() !== '');
  const meant = entries.map(meantBy).filter((entry) => entry !== null);
  if (meant.length === 0 || meant.length < entries.length || meant.length > MOST) return null;
  return spelled(meant, list, read) ?? withoutMessage(meant, list, read);
};

const spelled = (meant: readonly Meant[], list: string, read: Read): string | null => {
  for (const spell of [encoded, (value: string) => value]) {
    const repaired = meant.map(({ name, value }) => `${name}=${spell(value)}`).join(',');
    const { headers, failure } = read(repaired);
    const whole = meant.every(({ name, value }) => Object.hasOwn(headers, name) && headers[name] === value);
    if (failure === null && whole && repaired !== list) return repaired;
  }
  return null;
};

/** The list without what an exporter says by itself; empty where nothing else is in it. */
const withoutMessage = (meant: readonly Meant[], list: string, read: Read): string | null => {
  const others = meant.filter(({ name }) => !MESSAGE_HEADERS.includes(name));
  if (others.length === meant.length) return null;
  return others.length === 0 ? '' : spelled(others, list, read);
};

/** A list that can be read, with *** in place of each value; a scheme is no secret. */
export const masked = (list: string): string =>
  headerShapes(parseHeaders(list))
    .map(({ name, scheme }) => `${name}=${scheme === null ? '' : `${scheme}%20`}***`)
    .join(',');
