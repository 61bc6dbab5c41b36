import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's directory. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Files below a directory of the project with a given ending, as paths from the root. */
export const filesBelow = (directory: string, ending: string): readonly string[] =>
  readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' })
    .map((name) => `${directory}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith(ending))
    .sort();

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Lines of a text, without the empty one behind the last line break. */
export const countLines = (text: string): number => text.replace(/\n$/, '').split('\n').length;

export interface Import {
  readonly from: string;
  /** Path from the root for a file of the project, else the name of a package or of a module of Node. */
  readonly to: string;
  /** Gone when the types are. */
  readonly typeOnly: boolean;
}

const STATIC = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\('([^']+)'\)/g;

const destination = (path: string, specifier: string): string =>
  specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;

/** Every import and re-export of a file, static and dynamic. */
export const importsOf = (path: string): readonly Import[] => {
  const text = read(path);
  const fixed = [...text.matchAll(STATIC)].map(([, type, specifier = '']) => ({
    from: path,
    to: destination(path, specifier),
    typeOnly: type !== undefined,
  }));
  const lazy = [...text.matchAll(DYNAMIC)].map(([, specifier = '']) => ({
    from: path,
    to: destination(path, specifier),
    typeOnly: false,
  }));
  return [...fixed, ...lazy];
};

/** Text without comments. Good enough for sources that keep `//` out of their strings. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

/** Lines of a text that say what they may not. */
export const forbiddenLines = (text: string, forbidden: RegExp): readonly string[] =>
  withoutComments(text)
    .split('\n')
    .filter((line) => forbidden.test(line));

/** Lines of the given files that say what they may not. */
export const offenders = (paths: readonly string[], forbidden: RegExp): readonly string[] =>
  paths.flatMap((path) => forbiddenLines(read(path), forbidden).map((line) => `${path}: ${line.trim()}`));
