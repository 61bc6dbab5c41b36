import type { Patch } from '../../model/finding.ts';
import { REAL_VARIABLES } from '../../resolve/variables.ts';
import { maskFileName, maskUrl } from '../../text/mask.ts';
import { maskText } from '../../text/mask-secrets.ts';
import { VALUE_KEYS } from '../collector/lines.ts';

/**
 * Lines of files as they may be shown. Only what is known stays: structure, names that settings have, and values of
 * settings that hold no secret. Everything else becomes `***`, whatever it is called and however the file is written (block,
 * flow, list, one line of JSON, several variables in one line), for a password may stand on the very line that is changed.
 */

const MASK = '***';

/** Variables whose values are credentials, or whatever people put into them. */
const OPEN_VALUE = /HEADERS|RESOURCE_ATTRIBUTES|ENTITIES|CREDENTIAL|PASSWORD|_USER$|TOKEN/;
const FILE_NAME = /CERTIFICATE$|KEY$|_FILE$/;

const SHOWN_VARIABLES = new Set(REAL_VARIABLES.filter((name) => !OPEN_VALUE.test(name)));

/** Options of programs in variables, and their property for a variable: `-Dotel.exporter.otlp.endpoint`. */
const variableOf = (name: string): string => {
  const plain = name.replace(/^quarkus\./, '');
  return plain.startsWith('otel.') ? plain.toUpperCase().replace(/[.-]/g, '_') : name;
};

/** Endpoints of Spring Boot. */
const MANAGEMENT = /^management\.[\w.-]{1,80}\.(?:endpoint|url|transport)$/;

/** Punctuation, and the words that say what a line is. */
const STRUCTURE =
  /(?:[\s{}[\]"'\\,|&>]|-(?=\s)|---(?=\s*$)|<<:|-D(?=otel\.)|-javaagent:[\w./-]{1,200}|(?:ENV|ARG|export|set|env|cross-env|-e|--env)(?=\s)|@(?=OTEL_)|Environment=)+/y;

/** A section of a unit. */
const SECTION = /^\[\w{1,40}\]\s*$/;

/** A key whose value stands on lines of its own or in brackets. */
const KEY_OF_MORE = /[\w./-]{1,60}["']?:(?=\s*$|\s+[{[&*]|[{[])/y;

/** A setting with what is behind its name. */
const SETTING =
  /(OTEL_[A-Z\d_]{1,80}|(?:quarkus\.)?otel\.[\w.-]{1,80}|management\.[\w.-]{1,80})(["']?\s{0,8}[:=]\s{0,8}|(?=\s|["',\]}]|$))/y;

/** Behind `ENV`, a blank may stand for the sign. */
const LEGACY = /^\s*(?:ENV|ARG)\s+OTEL_[A-Z\d_]{1,80}\s+$/;

/** Words that say nothing by themselves: a comment of them is shown. */
const PLAIN_WORDS = new Set(
  ` a an and as at be by default do for from here in is it its local not note of off on only or our see set still that the
  this to todo until we with collector endpoint grpc http logs metrics otel otlp port sdk spans traces`.split(
    /\s+/,
  ),
);

const isPlainComment = (text: string): boolean =>
  text.length < 300 && text.split(/[\s#.,:;()-]+/).every((word) => PLAIN_WORDS.has(word.toLowerCase()));

const LONGEST_LEAD = 100;

const CARRIER = /(?:JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|NODE_OPTIONS)["']?\s{0,8}[:=]/y;

/** Keys of manifests and Collectors with texts that are known. */
const PLAIN_KEY =
  /(name|value|kind|apiVersion|image|[a-z_]{2,40})(["']?\s{0,8}:(?:\s{1,8}|(?=["'{[]))|\s{0,8}=\s{1,8}(?="))/y;
const PLAIN_VALUE =
  /["']?(?:[\w./:*-]|\$\{[\w:.-]{1,100}\}|\$[A-Z_]{1,60}){1,200}["']?(?=[\s,}\]]|$)|\[[\w\s,./"'-]{0,200}\]/y;
const NAME_KEYS = new Set(['name', 'kind', 'apiVersion', 'image']);

const QUOTED_VALUE = /"[^"\s\\]{0,2000}"|'[^'\s\\]{0,2000}'|"[^"\s\\]{1,200}(?:,\s?[^"\s\\]{1,200}){1,20}"/y;
const BARE_VALUE = /(?:\$\{[^{}\s"']{0,200}\}|[^\s,"'{}[\]\\#]){1,2000}(?=[\s,"'{}[\]\\]|$)/y;

/** Whatever is not known, up to the next punctuation. */
const WORD = /(?:[^\s{}[\]"',]|\\.)[^\s{}[\]"',]{0,100000}/y;

const REPEATED = /\*\*\*(?:[\s{}[\]"'\\,]{0,40}\*\*\*)+(["']?)/g;

/** What is hidden in one piece, with the end of the quotes that it began with. */
const inOne = (text: string): string =>
  text.replace(REPEATED, (run: string, quote: string) =>
    quote !== '' && run.split(quote).length % 2 === 0 ? MASK + quote : MASK,
  );

const take = (pattern: RegExp, line: string, at: number): string | null => {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0] ?? null;
};

/** A value of a setting that is known to hold no secret, without what people put into it nevertheless. */
const shownValue = (variable: string, written: string): string => {
  const [, open = '', value = '', close = ''] = /^(["']?)(.*?)(["']?)$/s.exec(written) ?? [];
  if (!value.includes('@') && TORN_LOGIN.test(value)) return `${open}${MASK}${close}`;
  const shown = FILE_NAME.test(variable) ? maskFileName(value) : maskText(maskUrl(value));
  return `${open}${shown}${close}`;
};

/** A login that was cut off at a blank. */
const TORN_LOGIN = /:\/\/[^/@[]{0,2000}:(?!\d{0,8}(?:[/?#]|$)|\$\{)/;

/** What a line is read with: the name that a `value:` belongs to, and names that a patch gives to other ones. */
interface Reading {
  /** Of the last `name:`; null where a value may belong to anything. */
  named: string | null;
  readonly aliases: ReadonlyMap<string, string>;
}

interface Piece {
  readonly taken: number;
  readonly shown: string;
}

const piece = (text: string): Piece => ({ taken: text.length, shown: text });

const isShown = (name: string, { aliases }: Reading): boolean =>
  MANAGEMENT.test(name) || SHOWN_VARIABLES.has(aliases.get(variableOf(name)) ?? variableOf(name));

const valueAt = (variable: string, line: string, at: number): Piece | null => {
  const written = take(QUOTED_VALUE, line, at) ?? take(BARE_VALUE, line, at);
  return written === null ? null : { taken: written.length, shown: shownValue(variable, written) };
};

const joined = (front: string, value: Piece | null): Piece => ({
  taken: front.length + (value?.taken ?? 0),
  shown: front + (value?.shown ?? ''),
});

const settingAt = (line: string, at: number, reading: Reading): Piece | null => {
  SETTING.lastIndex = at;
  const [text, name = '', sign = ''] = SETTING.exec(line) ?? [];
  if (text === undefined) return null;
  const blank =
    sign === '' ? (/^\s+/.exec(line.slice(at + text.length, at + text.length + 8))?.[0] ?? '') : '';
  const legacy = blank !== '' && at < LONGEST_LEAD && LEGACY.test(line.slice(0, at + text.length) + blank);
  const front = legacy ? text + blank : text;
  const known = (sign !== '' || legacy) && isShown(name, reading);
  return joined(front, known ? valueAt(variableOf(name), line, at + front.length) : null);
};

const plainAt = (line: string, at: number, reading: Reading): Piece | null => {
  PLAIN_KEY.lastIndex = at;
  const [front, key = ''] = PLAIN_KEY.exec(line) ?? [];
  if (
    front === undefined ||
    !(NAME_KEYS.has(key) || key === 'value' || key === 'url' || VALUE_KEYS.test(key))
  )
    return null;
  const behind = at + front.length;
  if (key === 'value') {
    const name = reading.named;
    reading.named = null;
    return joined(
      front,
      name !== null && isShown(name, reading) ? valueAt(variableOf(name), line, behind) : null,
    );
  }
  const value = take(PLAIN_VALUE, line, behind);
  if (key === 'name') reading.named = value?.replace(/["']/g, '') ?? null;
  return joined(front, value === null ? null : { taken: value.length, shown: maskText(value) });
};

const structureAt = (line: string, at: number, reading: Reading): Piece | null => {
  const text = take(STRUCTURE, line, at);
  if (text === null) return null;
  // Another entry begins: its value is that of another name.
  if (text.includes('}') || /(?:^|\s)-\s/.test(text)) reading.named = null;
  return piece(text);
};

const pieceAt = (line: string, at: number, reading: Reading): Piece => {
  const known = structureAt(line, at, reading) ?? settingAt(line, at, reading) ?? plainAt(line, at, reading);
  if (known !== null) return known;
  const key = take(CARRIER, line, at) ?? take(KEY_OF_MORE, line, at);
  if (key !== null) return piece(key);
  // A comment is words of people.
  if (line[at] === '#' && (at === 0 || /\s/.test(line[at - 1] ?? '')))
    return isPlainComment(line.slice(at))
      ? piece(line.slice(at))
      : { taken: line.length - at, shown: `# ${MASK}` };
  return { taken: take(WORD, line, at)?.length ?? 1, shown: MASK };
};

const shownLine = (line: string, reading: Reading): string => {
  if (SECTION.test(line)) return line;
  let shown = '';
  for (let at = 0; at < line.length; ) {
    const { taken, shown: text } = pieceAt(line, at, reading);
    shown += text;
    at += taken;
  }
  return inOne(shown);
};

/** Lines as they may be shown, each read with those before it. */
export const shownLines = (lines: readonly string[]): readonly string[] => {
  const reading: Reading = { named: null, aliases: new Map() };
  return lines.map((line) => shownLine(line, reading));
};

const NAMES = /(?<![\w])OTEL_[A-Z\d_]{1,80}/g;

const namesIn = (lines: readonly string[], mark: string): ReadonlySet<string> =>
  new Set(lines.filter((line) => line.startsWith(mark)).flatMap((line) => line.match(NAMES) ?? []));

/** A name that a patch puts in place of another one: what the value means is known by the new name. */
const aliasesOf = (body: readonly string[]): ReadonlyMap<string, string> => {
  const [old, put] = [namesIn(body, '-'), namesIn(body, '+')];
  const gone = [...old].filter((name) => !put.has(name));
  const come = [...put].filter((name) => !old.has(name));
  const [from, to] = [gone[0], come[0]];
  return from === undefined || to === undefined || gone.length + come.length > 2
    ? new Map()
    : new Map([[from, to]]);
};

const RANGES = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;

/** A hunk without the lines at its ends that would be shown in part: what is left can be applied as it stands. */
const withoutHiddenEnds = (header: string, body: readonly string[], shown: readonly string[]): string => {
  const [ranges, from, old = '1', to, put = '1'] = RANGES.exec(header) ?? [];
  const last = body.findLastIndex((line) => line !== '') + 1;
  const isHidden = (index: number): boolean =>
    (body[index] ?? '').startsWith(' ') && shown[index] !== body[index];
  let start = 0;
  while (isHidden(start)) start += 1;
  let end = last;
  while (end > start && isHidden(end - 1)) end -= 1;
  const cut = start + last - end;
  // Where nothing is left but what is put in, the lines before it say where.
  if (ranges === undefined || Number(old) - cut < 1) return [header, ...shown].join('\n');
  const moved = `@@ -${Number(from) + start},${Number(old) - cut} +${Number(to) + start},${Number(put) - cut} @@`;
  const kept = [...shown.slice(start, end), ...shown.slice(last)];
  return [cut === 0 ? header : moved + header.slice(ranges.length), ...kept].join('\n');
};

const shownHunk = (hunk: string): string => {
  const [header = '', ...body] = hunk.split('\n');
  const aliases = aliasesOf(body);
  // Old and new lines are read apart: each follows on the same lines before them.
  const sides = { '-': { named: null, aliases } as Reading, '+': { named: null, aliases } as Reading };
  const lines = body.map((line) => {
    const mark = line[0];
    if (mark === undefined || mark === '\\') return line;
    const text = line.slice(1);
    if (mark === '-' || mark === '+') return mark + shownLine(text, sides[mark]);
    shownLine(text, sides['-']);
    return mark + shownLine(text, sides['+']);
  });
  return withoutHiddenEnds(header, body, lines);
};

/** A unified diff as it may be shown. */
const shownDiff = (diff: string): string =>
  diff
    .split(/^(?=@@ |--- )/m)
    .map((part) => (part.startsWith('@@ ') ? shownHunk(part) : part))
    .join('');

/** A patch as it may be shown; what is written is the patch itself. */
export const shownPatch = (patch: Patch): Patch => ({ ...patch, diff: shownDiff(patch.diff) });

const changedLines = (diff: string, mark: string): string =>
  diff
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(1))
    .join('\n');

/** Whether what may be shown of a patch tells what it changes. */
export const tells = (patch: Patch): boolean =>
  shownDiff(patch.diff)
    .split(/^(?=@@ )/m)
    .slice(1)
    .every((hunk) => changedLines(hunk, '-') !== changedLines(hunk, '+'));
