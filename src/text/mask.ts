import type { HeaderShape } from '../model/target.ts';

/** Characters of a value that are shown; longer ones are accidents. */
const SHOWN = 500;

/** Keys are meant to be given as files, and are pasted into the variable instead. */
const PASTED_KEY = /-----BEGIN[\s\S]*/;

/** A value as it may be shown on a terminal: no control characters, no pasted key, cut at a limit. */
const printable = (text: string): string => {
  const visible = text.replace(PASTED_KEY, '-----BEGIN ***').replace(/[\p{Cc}\p{Cf}]+/gu, '?');
  return visible.length > SHOWN ? `${visible.slice(0, SHOWN)}...` : visible;
};

/** URL as it may be shown: login and query values masked. Takes values that are no URL, too. */
export const maskUrl = (value: string): string => {
  const text = printable(value);
  const queryAt = text.search(/[?#]/);
  const front = queryAt < 0 ? text : text.slice(0, queryAt);
  const loginEnd = front.lastIndexOf('@');
  const schemeEnd = front.indexOf('://');
  const start = schemeEnd >= 0 && schemeEnd < loginEnd ? schemeEnd + 3 : 0;
  const shown = loginEnd < 0 ? front : `${front.slice(0, start)}***${front.slice(loginEnd)}`;
  return queryAt < 0 ? shown : `${shown}${maskQuery(text.slice(queryAt))}`;
};

/** A header as it may be shown: `authorization: Bearer *** (12 characters)`. */
export const showHeader = ({ name, scheme, length }: HeaderShape): string =>
  `${name}: ${scheme ? `${scheme} ` : ''}*** (${length} characters)`;

/** Query or fragment with its names kept and everything else masked. */
const maskQuery = (query: string): string =>
  query.replace(/([?&#])([^=&#]*)(=?)[^&#]*/g, (_, mark: string, name: string, equals: string) =>
    equals === '=' ? `${mark}${name}=***` : name === '' ? mark : `${mark}***`,
  );
