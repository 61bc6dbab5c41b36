import type { Language } from '../model/process.ts';
import { hasAgent } from './java.ts';

/** What is known of a process that tells its language. The dear questions are functions, asked when needed. */
export interface Clues {
  /** Paths of the executable and of the first argument. */
  readonly programs: readonly string[];
  /** Options of the JVM, should it be one: command line and variables. */
  readonly options: readonly string[];
  /** Text of /proc/PID/maps. */
  libraries(): string;
  /** Names of the threads. */
  threads(): readonly string[];
  compiledFrom(): 'go' | 'rust' | null;
}

const PROGRAMS: readonly (readonly [RegExp, Language])[] = [
  [/^(python|pypy)[\d.]*t?$/, 'python'],
  [/^(node|nodejs|bun|deno)(\.exe)?$/, 'js'],
  [/^java$/, 'java'],
  [/^dotnet$/, 'dotnet'],
  [/^(ruby[\d.]*|jruby|truffleruby|puma|unicorn)$/, 'ruby'],
  [/^php(-fpm|-cgi)?[\d.]*$|^php[\d.]*-fpm$|^frankenphp$/, 'php'],
  [/^(beam\.smp|erl|erlexec)$/, 'erlang'],
];

/** Runtimes that are libraries: an interpreter inside another program (uwsgi, Apache), or behind a small launcher. */
const LIBRARIES: readonly (readonly [RegExp, Language])[] = [
  [/\/libjvm\.so/, 'java'],
  [/\/libcoreclr\.so/, 'dotnet'],
  [/\/libnode\.so/, 'js'],
  [/\/libpython[\d.]+t?\.so/, 'python'],
  [/\/libruby[\d.-]*\.so/, 'ruby'],
  [/\/libphp[\d.]*\.so/, 'php'],
];

const baseName = (path: string): string =>
  path
    .replace(/ \(deleted\)$/, '')
    .split('/')
    .at(-1) ?? '';

const named = (programs: readonly string[]): Language | undefined =>
  programs
    .map(baseName)
    .flatMap((name) => PROGRAMS.filter(([pattern]) => pattern.test(name)))
    .map(([, language]) => language)[0];

const mapped = (maps: string): Language | undefined => LIBRARIES.find(([pattern]) => pattern.test(maps))?.[1];

const recognise = (clues: Clues): Language => {
  const known = named(clues.programs) ?? mapped(clues.libraries()) ?? clues.compiledFrom();
  if (known) return known;
  // A .NET program in one file has the runtime inside; its threads still bear its name.
  return clues.threads().some((name) => name.startsWith('.NET ')) ? 'dotnet' : 'unknown';
};

/** The language of a process: by its executable, the runtime it has loaded, or what its compiler left. */
export const languageOf = (clues: Clues): Language => {
  const language = recognise(clues);
  return language === 'java' && hasAgent(clues.options) ? 'java-agent' : language;
};
