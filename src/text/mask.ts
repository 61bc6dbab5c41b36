import type { HeaderShape } from '../model/target.ts';
import { isMadeUp } from './tokens.ts';

/** Characters of a value that are shown; longer ones are accidents. */
const SHOWN = 500;

/** Keys are meant to be given as files, and are pasted into the variable instead. */
const PASTED_KEY = /-----BEGIN[\s\S]*/;

/** A value as it may be shown on a terminal: no control characters, no pasted key, cut at a limit. */
const printable = (text: string): string => {
  const visible = text.replace(PASTED_KEY, '-----BEGIN ***').replace(/[\p{Cc}\p{Cf}]+/gu, '?');
  return visible.length > SHOWN ? `${visible.slice(0, SHOWN)}...` : visible;
};

/**
 * End of the login in a URL, `@` included; 0 where there is none. A password may hold `#`, `?` or `/` as they are, which
 * a parser takes for the end of the host: then what stands before is no host with a port.
 */
const loginLength = (rest: string): number => {
  const authority = rest.slice(0, rest.search(/[/?#]|$/));
  if (authority.includes('@')) return rest.slice(0, rest.search(/[/?#](?!.*@)|$/)).lastIndexOf('@') + 1;
  const isHost = !authority.includes(':') || /:\d*$/.test(authority) || authority.startsWith('[');
  return isHost ? 0 : rest.lastIndexOf('@') + 1;
};

/**
 * Schemes with what may be mistyped in them: a slash too few or too many, backslashes, another sign or none for the colon,
 * a letter that is missing. Two where a URL was put behind `http://` whole.
 */
const FRONT =
  /^["'\s]{0,9}[/\\]{0,9}(?:(?:[a-z][\w.;,+-]{0,20}:|https?(?=[/\\])|grpcs?(?=[/\\])|[a-z][\w.;,+-]{0,20}(?=[/\\]{2}))[/\\]{1,9}){0,9}/i;

const NESTED = /^(?:[a-z][a-z\d+.-]{0,20}:\/\/){1,9}/i;

/** A name and a password, which no path has. */
const LOGIN = /^[^/\\@]{0,200}:[^@]{1,400}@/;

const lengthIn = (pattern: RegExp, text: string): number => pattern.exec(text)?.[0].length ?? 0;

/** End of what stands in front of the host. */
const frontLength = (text: string): number => {
  const front = lengthIn(FRONT, text);
  const first = text.indexOf('://');
  // Behind a login it is part of a query or a path.
  if (first < 0 || text.slice(0, first).includes('@')) return front;
  const start = first + 3;
  const rest = text.slice(start);
  const inner = lengthIn(FRONT, rest);
  return start + (LOGIN.test(rest.slice(inner)) ? inner : lengthIn(NESTED, rest));
};

/** A text that may be a URL, with its login (without the `@`) apart. */
export const splitLogin = (value: string): { readonly login: string; readonly rest: string } => {
  const start = frontLength(value);
  const length = loginLength(value.slice(start));
  const login = value.slice(start, start + Math.max(length - 1, 0));
  return { login, rest: value.slice(start + length) };
};

/** Behind the host; Sumo Logic's source is known by its path alone. */
const SEGMENT = /(?<=\/)[^/;]{14,4000}/g;

/** What has 20 signs needs no more than a few digits among them. */
const LONG = /^(?=(?:[^\d]{0,200}\d){4})(?=(?:[^A-Za-z]{0,200}[A-Za-z]){4})[\w.~%=+-]{20,4000}$/;

/** A segment of a path that only a machine can have made up is a token. */
const isTokenSegment = (segment: string): boolean => LONG.test(segment) || isMadeUp(segment);

/** Tokens in the path of a URL, by what they look like. */
export const pathTokens = (url: string): readonly string[] =>
  (url.match(SEGMENT) ?? []).filter(isTokenSegment);

/** `;name=value` behind a segment. */
const MATRIX = /(;[^=/;]{1,100}=)[^/;]{1,4000}/g;

const maskPath = (front: string): string =>
  front.replace(SEGMENT, (segment) => (isTokenSegment(segment) ? '***' : segment)).replace(MATRIX, '$1***');

/** URL as it may be shown: login, tokens in the path and query values masked. Takes values that are no URL, too. */
export const maskUrl = (value: string): string => {
  const text = printable(value);
  const start = frontLength(text);
  const length = loginLength(text.slice(start));
  const login = length === 0 ? '' : '***@';
  const rest = text.slice(start + length);
  const queryAt = rest.search(/[?#]/);
  const front = maskPath(queryAt < 0 ? rest : rest.slice(0, queryAt));
  return `${text.slice(0, start)}${login}${front}${queryAt < 0 ? '' : maskQuery(rest.slice(queryAt))}`;
};

/** A key or certificate itself, in place of the name of its file: PEM, base64 of PEM, or the body alone. */
const KEY_MATERIAL = /-----BEGIN|^LS0tLS1CRUdJTi|^MI[A-Za-z\d+/]{62}|^[A-Za-z\d+/=\s]{120}/;

const isKeyMaterial = (value: string): boolean => KEY_MATERIAL.test(value) && !/^[./~]/.test(value);

/** The name of a file as it is opened; a key that was pasted in its place is no name, and is gone from here on. */
export const fileName = (value: string): string =>
  isKeyMaterial(value) ? `*** (a key or certificate itself, ${value.length} characters)` : value;

/** The name of a file as it may be shown. */
export const maskFileName = (value: string): string =>
  isKeyMaterial(value) ? fileName(value) : maskUrl(value);

/** A header as it may be shown: `authorization: Bearer *** (12 characters)`. */
export const showHeader = ({ name, scheme, length }: HeaderShape): string =>
  `${name}: ${scheme ? `${scheme} ` : ''}*** (${length} characters)`;

/** Query or fragment with its names kept and everything else masked. */
const maskQuery = (query: string): string =>
  query.replace(/([?&#])([^=&#]*)(=?)[^&#]*/g, (_, mark: string, name: string, equals: string) =>
    equals === '=' ? `${mark}${name}=***` : name === '' ? mark : `${mark}***`,
  );
