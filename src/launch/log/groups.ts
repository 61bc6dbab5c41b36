import type { Match } from '../../knowledge/messages/match.ts';
import type { LoggedMessage } from '../../model/application.ts';
import { maskStrictly, maskText } from '../../text/mask-secrets.ts';

const MOST_GROUPS = 200;
const LONGEST_TEXT = 300;
const LONGEST_CAPTURE = 200;

/** One message of a log, with the lines that belong to it. */
export interface LogEntry {
  readonly match: Match;
  /** Of the message that wraps it. */
  readonly outer: Match | undefined;
  readonly text: string;
  readonly stream: 'stdout' | 'stderr';
  readonly line: number;
}

/** Equal messages together, the first ones kept. */
export interface Groups {
  add(seen: LogEntry): void;
  list(): readonly LoggedMessage[];
}

/** Collects messages: the same message with the same parts counts as one. */
export const createGroups = (): Groups => {
  const groups = new Map<string, LoggedMessage>();
  const last: Partial<Record<LogEntry['stream'], string>> = {};
  const takeBack = (stream: LogEntry['stream'], ids: readonly string[]): void => {
    const key = last[stream];
    const group = key === undefined ? undefined : groups.get(key);
    if (key === undefined || !group || !ids.includes(group.id)) return;
    if (group.count > 1) groups.set(key, { ...group, count: group.count - 1 });
    else groups.delete(key);
  };
  return {
    add: (seen) => {
      takeBack(seen.stream, seen.match.message.replaces ?? []);
      const message = toMessage(seen);
      const key = keyOf(message);
      last[seen.stream] = key;
      const group = groups.get(key);
      if (group) groups.set(key, { ...group, count: group.count + 1 });
      else if (groups.size < MOST_GROUPS) groups.set(key, message);
    },
    list: () => [...groups.values()],
  };
};

const toMessage = ({ match, outer, text, stream, line }: LogEntry): LoggedMessage => {
  const { id, sdk, codes, meaning } = match.message;
  const captures = { ...ofOuter(outer), ...match.captures };
  return {
    id,
    sdk: sdk === 'any' && outer ? outer.message.sdk : sdk,
    codes,
    meaning,
    count: 1,
    stream,
    line,
    text: shown(text, [match.secret, outer?.secret ?? null]),
    captures: Object.fromEntries(
      Object.entries(captures).map(([name, value]) => [
        name,
        maskText(printable(value)).slice(0, LONGEST_CAPTURE),
      ]),
    ),
  };
};

/** What a wrapping message tells of the same export or span; its other parts would only tell equal causes apart. */
const ofOuter = (outer: Match | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(outer?.captures ?? {}).filter(([name]) => /^(signal|endpoint|span|status)$/.test(name)),
  );

/** Values and ids of spans differ from line to line and say nothing new. */
const keyOf = ({ id, stream, captures }: LoggedMessage): string =>
  JSON.stringify([
    id,
    stream,
    ...Object.entries(captures)
      .filter(
        ([name, value]) =>
          name !== 'value' && name !== 'detail' && !(name === 'span' && /^[\da-f]{16}$/.test(value)),
      )
      .sort(([a], [b]) => a.localeCompare(b)),
  ]);

const shown = (text: string, secrets: readonly (string | null)[]): string => {
  const literals = secrets.filter((secret) => secret !== null && secret !== '') as readonly string[];
  const open = literals.reduce((left, secret) => left.split(secret).join('***'), text);
  const masked = maskStrictly(printable(open));
  return masked.length > LONGEST_TEXT ? `${masked.slice(0, LONGEST_TEXT - 3)}...` : masked;
};

const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
