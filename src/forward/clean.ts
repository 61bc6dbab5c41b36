import type { ExportBatch } from '../receiver/batch.ts';
import { percentDecode } from '../text/percent.ts';
import type { ForwardTarget } from './target.ts';

/** Characters of a message that are kept. */
const SHOWN = 300;

/** Shorter ones stand in any text. */
const SHORTEST = 4;

const PLAIN =
  /^(?:host|user-agent|accept.*|content-.*|connection|te|transfer-encoding|origin|referer|sec-.*|grpc-.*)$/;

/** A scheme and what stands behind it: a server may repeat either. */
const parts = (value: string): readonly string[] => [value, ...value.split(/\s+/).slice(1)];

const ofUrl = (text: string): readonly string[] => {
  if (!URL.canParse(text)) return [];
  const { username, password, searchParams } = new URL(text);
  return [username, password, percentDecode(password), ...searchParams.values()];
};

/** Everything that a destination could repeat in its message and that must not be shown. */
export const secretsOf = ({ headers }: ExportBatch, { url, proxy }: ForwardTarget): readonly string[] =>
  [
    ...headers.flatMap(([name, value]) => (PLAIN.test(name) ? [] : parts(value))),
    ...ofUrl(url),
    ...ofUrl(proxy ?? ''),
  ].filter(({ length }) => length >= SHORTEST);

/** Foreign text on one line, without secrets or control characters, cut at a limit. */
export const clean = (text: string, secrets: readonly string[]): string => {
  const masked = [...secrets]
    .sort((one, other) => other.length - one.length)
    .reduce((shown, literal) => shown.split(literal).join('***'), text);
  const line = masked
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line;
};
