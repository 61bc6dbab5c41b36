import type { QuotedLine } from '../model/explanation.ts';
import { maskStrictly } from '../text/mask-secrets.ts';
import type { Line, Place } from './reading.ts';

const SECRET_ABOVE =
  /(?:HEADERS?|TOKEN|SECRET|PASSWORD|API_?KEY|CREDENTIALS?|AUTHORIZATION)\w{0,20}["']?,?\s*$/i;

const indentOf = (text: string): number => text.search(/\S|$/);

/** Lines below `headers:` that stand further in hold values of headers. */
const blockMasker = (): ((text: string) => string) => {
  let header = -1;
  let previous = '';
  return (text) => {
    const secret = SECRET_ABOVE.test(previous) && /^\s*(?:-\s*)?["']?value["']?\s*:/.test(text);
    if (text.trim() !== '') {
      if (header >= 0 && indentOf(text) <= header) header = -1;
      previous = text;
    }
    const inside = header >= 0;
    if (
      /^\s*(?:-\s*)?["']?(?:headers|auth|basic_?auth|client_auth|metadata)["']?\s*:\s*(?:\{\s*)?$/i.test(text)
    )
      header = indentOf(text);
    return inside || secret
      ? text.replace(/^(\s*(?:-\s*)?["']?[\w.-]{1,80}["']?\s*:\s*)\S.*$/, '$1***')
      : text;
  };
};

/** Bodies of keys and certificates. */
const pemMasker = (): ((text: string) => string) => {
  let inside = false;
  return (text) => {
    if (/-----BEGIN /.test(text)) inside = !/-----END /.test(text);
    else if (/-----END /.test(text)) inside = false;
    else if (inside) return '***';
    return text;
  };
};

/** Lines as they may be shown, by their number: no secret of any kind stays in them. */
export const maskLines = (lines: readonly Line[]): ReadonlyMap<number, string> => {
  const block = blockMasker();
  const pem = pemMasker();
  return new Map(lines.map(({ number, text }) => [number, maskStrictly(block(pem(text)))]));
};

const WIDE = 240;
const BEFORE = 60;

const cutAround = (text: string, mark: readonly [number, number] | null): Omit<QuotedLine, 'line'> => {
  const start = mark && mark[0] > BEFORE && text.length > WIDE ? mark[0] - BEFORE : text.search(/\S|$/);
  const front = mark && start > text.search(/\S|$/) ? '...' : '';
  const shown = text.slice(start, start + WIDE);
  const back = start + WIDE < text.length ? '...' : '';
  const shift = front.length - start;
  const marks = mark ? [[mark[0] + shift, Math.min(mark[1], start + WIDE) + shift] as const] : [];
  return { text: `${front}${shown.trimEnd()}${back}`, marks };
};

/** The longest beginning of a part that masking has left. */
const locate = (shown: string, part: string): readonly [number, number] | null => {
  for (const length of [part.length, ...[40, 20, 10].filter((size) => size < part.length)]) {
    const at = length < 2 ? -1 : shown.indexOf(part.slice(0, length));
    if (at >= 0) return [at, at + length];
  }
  return null;
};

/** The lines in which places of the text stand, masked, with the places marked. */
export const quote = (
  places: readonly Place[],
  lines: readonly Line[],
  masked: ReadonlyMap<number, string>,
  most: number,
): readonly QuotedLine[] => {
  const quoted = new Map<number, QuotedLine>();
  for (const { start, end } of places) {
    const line = lines.findLast((candidate) => candidate.start <= start);
    if (!line || quoted.has(line.number) || quoted.size >= most) continue;
    const shown = masked.get(line.number) ?? '***';
    const part = line.text.slice(start - line.start, end - line.start).trimEnd();
    quoted.set(line.number, { line: line.number, ...cutAround(shown, locate(shown, part)) });
  }
  return [...quoted.values()].sort((a, b) => a.line - b.line);
};
