import type { SettingClue } from './reading.ts';

/** Words of a shell side by side as it quotes a quote, a value in quotes, or up to a blank or what ends a list entry. */
const VALUE = `(?:((?:'[^'\\n]{0,500}'|\\\\['"]){2,20})|"((?:[^"\\\\\\n]|\\\\.){0,2000})"|'([^'\\n]{0,2000})'|([^\\s"']{1,2000}(?:\\$\\([^)\\n]{0,80}\\)[^\\s"']{0,500})?))`;

const NAME =
  '(OTEL_[A-Z\\d_]{2,80}|OTLP_[A-Z\\d_]{2,60}|(?:HTTPS?|ALL|NO|GRPC)_PROXY|(?:https?|all|no|grpc)_proxy)';

/** Each form in which a setting is written: name first, then the value in one of the groups that follow. */
const FORMS: readonly RegExp[] = [
  // Kubernetes: name and value in two lines, or in one between braces; JSON alike.
  new RegExp(`["']?name["']?:\\s{0,3}["']?${NAME}["']?,?\\s{0,40}["']?value["']?:\\s{0,3}${VALUE}`, 'g'),
  // PowerShell, setx and cmd.
  new RegExp(`\\$env:${NAME}\\s{0,3}=\\s{0,3}${VALUE}`, 'gi'),
  new RegExp(`\\bsetx\\s{1,3}${NAME}\\s{1,3}${VALUE}`, 'g'),
  // Shell, env files, docker -e, Dockerfile, Compose lists; YAML maps and JSON objects.
  new RegExp(`(?<![\\w.])["']?${NAME}["']?\\s{0,2}[=:]\\s{0,2}${VALUE}`, 'g'),
  new RegExp(`^\\s{0,20}ENV\\s{1,3}${NAME}\\s{1,3}${VALUE}`, 'gm'),
];

/** Java system properties and keys of properties files. */
const PROPERTY = new RegExp(
  `(?<![\\w/])-?D?["']?(otel\\.[a-z][a-z\\d.-]{2,80})["']?\\s{0,2}[=:]\\s{0,2}${VALUE}`,
  'g',
);

/** What prose puts behind a value is not part of it. */
const trimProse = (value: string): string => value.replace(/(?<![,;)\]}])[,;)\]}]+$|\.$/g, '');

const settingOf = (name: string, match: RegExpMatchArray): SettingClue => {
  const [words, double, single, plain] = match.slice(2, 6);
  const end = (match.index ?? 0) + match[0].length;
  const lineEnds = /^\s*(?:\n|$)/.test((match.input ?? '').slice(end, end + 20));
  const value =
    words?.replace(/\\(['"])|'/g, '$1') ??
    double ??
    single ??
    (lineEnds ? (plain ?? '').replace(/(?<![)\]}])[)\]}]+$/, '') : trimProse(plain ?? ''));
  return { name, value, start: match.index ?? 0, end };
};

/** A complaint about a variable, which names it and goes on in words: no value of it. */
const isComplaint = (match: RegExpMatchArray, { value, end }: SettingClue): boolean =>
  /^[a-z]{2,30}$/i.test(value) &&
  match[0].endsWith(`: ${value}`) &&
  /^ [a-z'"]/i.test((match.input ?? '').slice(end, end + 2));

/** Name of the variable that a Java property stands for. */
const variableOf = (property: string): string => property.toUpperCase().replace(/[.-]/g, '_');

const overlaps = (a: SettingClue, b: SettingClue): boolean => a.start < b.end && b.start < a.end;

const MOST = 200;

/** Settings that a text gives a value in any of the usual forms, in order of appearance. */
export const readSettings = (text: string): readonly SettingClue[] => {
  const found: SettingClue[] = [];
  const add = (clue: SettingClue): void => {
    if (found.length < MOST && !found.some((other) => overlaps(clue, other))) found.push(clue);
  };
  for (const form of FORMS)
    for (const match of text.matchAll(form)) {
      const clue = settingOf(match[1] ?? '', match);
      if (!isComplaint(match, clue)) add(clue);
    }
  for (const match of text.matchAll(PROPERTY)) add(settingOf(variableOf(match[1] ?? ''), match));
  return found.sort((a, b) => a.start - b.start);
};
