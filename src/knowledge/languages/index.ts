import { baseName } from '../../text/base-name.ts';
import { escapePattern } from '../../text/pattern.ts';
import { cpp } from './cpp.ts';
import { dotnet } from './dotnet.ts';
import { erlang } from './erlang.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { js } from './js.ts';
import type { LanguageWords } from './language.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { swift } from './swift.ts';

/** A row a language: the only place that says which word is of which language. */
export const LANGUAGES: readonly LanguageWords[] = [
  ...[js, python, go, java, dotnet, ruby, php, rust, cpp, erlang, swift],
];

const indexed = (words: (row: LanguageWords) => readonly string[]): ReadonlyMap<string, LanguageWords> =>
  new Map(LANGUAGES.flatMap((row) => words(row).map((word) => [word, row] as const)));

const PROGRAMS = indexed(({ programs }) => programs);
const COMMANDS = indexed(({ commands }) => commands);
const EXTENSIONS = indexed(({ extensions }) => extensions);
const IMAGES = indexed(({ images }) => images);

/** `/usr/bin/python3.13t (deleted)`, `Python`, `php8.3-fpm` and `node.exe` by the name that tables have. */
const namesOf = (path: string): readonly string[] => {
  const name = baseName(path.replace(/ \(deleted\)$/, ''))
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat)$/, '');
  return [name, name.replace(/(?<![\d.])[-.]?\d[\d.]*t?(?=$|-)/g, '')];
};

const found = (
  words: ReadonlyMap<string, LanguageWords>,
  names: readonly string[],
): LanguageWords | undefined => names.map((name) => words.get(name)).find((row) => row !== undefined);

/** The language of a program whose name alone tells, by its path or name. */
export const byProgram = (path: string): LanguageWords | undefined => found(PROGRAMS, namesOf(path));

/** The language by the first word of a command: a program, a name that is a common word too, a script. */
export const byCommand = (path: string): LanguageWords | undefined => {
  const names = namesOf(path);
  const [, extension = ''] = /\.(\w+)$/.exec(names[0] ?? '') ?? [];
  return found(PROGRAMS, names) ?? found(COMMANDS, names) ?? EXTENSIONS.get(extension);
};

/**
 * Images that begin with the name of a language and are of something else: parts of a node of Kubernetes, of a store
 * called Swift, exporters of metrics about a runtime.
 */
const OTHER_THINGS =
  /(?:^|[\w-])exporter$|(?:^|\/)(?:calico|kindest|canal|weaveworks)\/node$|(?:^|\/)node-(?:problem-detector|feature-discovery|termination-handler|local-dns|agent|driver|labeler|cache|shell)|(?:^|\/)swift-(?:account|container|object|proxy|rsync)/;

/** `ubi9/nodejs-20` and `distroless/python3-debian12`: the word ends where a version or another word begins. */
const wordsOf = (segment: string): readonly string[] =>
  [...segment.matchAll(/[\d._-]|$/g)].map(({ index }) => segment.slice(0, index)).reverse();

/** The language of the image of a container, by its name without tag; the last part of the name first. */
export const byImage = (image: string): LanguageWords | undefined => {
  const segments = image.toLowerCase().split('/');
  const [host = ''] = segments;
  const names = segments.length > 1 && /[.:]|^localhost$/.test(host) ? segments.slice(1) : segments;
  if (OTHER_THINGS.test(names.join('/'))) return undefined;
  return [...names]
    .reverse()
    .map((segment) => found(IMAGES, wordsOf(segment)))
    .find((row) => row !== undefined);
};

/** The language of a process by the libraries that it has loaded, as /proc/PID/maps lists them. */
export const byLibraries = (maps: string): LanguageWords | undefined =>
  LANGUAGES.find(({ library }) => library?.test(maps));

/** The language of a process by the names of its threads. */
export const byThreads = (names: readonly string[]): LanguageWords | undefined =>
  LANGUAGES.find(({ thread }) => names.some((name) => thread?.test(name)));

/** The most telling marks first: a text may have marks of several. */
const TELLING: readonly LanguageWords[] = [
  ...[rust, java, go, python, js, dotnet, ruby, php, cpp, erlang, swift],
];

const IN_TEXT = TELLING.map(({ sdk, marks, programs }) => ({
  sdk,
  pattern: new RegExp(
    [
      marks.source,
      ...(programs.length > 0 ? [`\\b(?:${programs.map(escapePattern).join('|')})\\b`] : []),
    ].join('|'),
    marks.flags,
  ),
}));

/** The language that a log or ticket is about, with the place that tells. */
export const byText = (
  text: string,
): { readonly sdk: string; readonly start: number; readonly end: number } | null => {
  for (const { sdk, pattern } of IN_TEXT) {
    const match = pattern.exec(text);
    if (match !== null) return { sdk, start: match.index, end: match.index + match[0].length };
  }
  return null;
};

/** An SDK as `telemetry.sdk.language` names its language. */
export const toldLanguage = (sdk: string): string =>
  LANGUAGES.find((row) => row.sdk === (sdk === 'java-agent' ? 'java' : sdk))?.told ?? sdk;

/** Whether a name is that of an SDK, and not of a program with one inside. */
export const isSdkName = (name: string): boolean =>
  name === 'java-agent' || LANGUAGES.some(({ sdk }) => sdk === name);
