import { byCommand, byLibraries, byProgram, byThreads } from '../knowledge/languages/index.ts';
import type { LanguageWords } from '../knowledge/languages/language.ts';
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

const first = (
  programs: readonly string[],
  by: (path: string) => LanguageWords | undefined,
): Language | undefined => programs.map((path) => by(path)?.sdk).find((sdk) => sdk !== undefined);

/** The surest first: a name that is a common word too counts for less than what a compiler left. */
const recognise = ({ programs, libraries, threads, compiledFrom }: Clues): Language =>
  first(programs, byProgram) ??
  byLibraries(libraries())?.sdk ??
  compiledFrom() ??
  first(programs, byCommand) ??
  byThreads(threads())?.sdk ??
  'unknown';

/** The language of a process: by its executable, the runtime it has loaded, or what its compiler left. */
export const languageOf = (clues: Clues): Language => {
  const language = recognise(clues);
  return language === 'java' && hasAgent(clues.options) ? 'java-agent' : language;
};
