import { basename, isAbsolute, normalize, relative, resolve } from 'node:path';
import { bytesOf, readFile, whyUnread } from '../disk/read.ts';
import { toText } from '../disk/text.ts';
import { CODE } from './code/programs.ts';
import { isProgram } from './code/read-code.ts';
import { mayBeRead } from './kinds/index.ts';
import { type Found, find } from './walk.ts';
import { makesExporters, type Weight, weigh } from './weigh.ts';

const MAX_BYTES = 1024 * 1024;
/** Of more programs than this the others are not read. */
const MAX_PROGRAMS = 20_000;

/** A file that may say something about a deployment. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** What its bytes hold; `ours` where it is left out. */
  readonly weight?: Weight;
}

/** Something that may decide what is judged, and was not read. */
export interface Unread {
  /** File or directory. */
  readonly path: string;
  /** Behind the path, as a part of a sentence. */
  readonly why: string;
}

/** The files below the given paths. */
export interface Walk {
  readonly files: readonly SourceFile[];
  /** Files whose bytes were looked at. */
  readonly looked: number;
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
  /** Every program, of which few are read. */
  readonly programs: readonly string[];
}

/** The path as it is shown: relative to this directory where it lies below it. */
const shown = (path: string): string => {
  const from = relative('.', resolve(path));
  return from === '' || from.startsWith('..') || isAbsolute(from) ? normalize(path) : from;
};

/** Reads a text of reasonable size; null when it is none or cannot be read. */
export const readText = (path: string): string | null => {
  const bytes = bytesOf(path, { maxBytes: MAX_BYTES });
  return bytes === null || bytes.includes(0) ? null : toText(bytes);
};

/** Why a file was not read; null where what it begins with holds nothing that matters. */
const reasonFor = (path: string): string | null => {
  const read = readFile(path, { maxBytes: MAX_BYTES });
  if ('bytes' in read) return weigh(read.bytes) === 'ours' ? 'it is no text' : null;
  const beginning =
    read.unread === 'too-large' ? bytesOf(path, { maxBytes: MAX_BYTES, beginning: true }) : null;
  return beginning !== null && weigh(beginning) !== 'ours' ? null : whyUnread(read, MAX_BYTES);
};

const contentsOf = (paths: readonly string[]): Pick<Walk, 'files' | 'unread'> => {
  const files: SourceFile[] = [];
  const unread: Unread[] = [];
  for (const path of paths) {
    const bytes = bytesOf(path, { maxBytes: MAX_BYTES });
    if (bytes === null || bytes.includes(0)) {
      const reason = reasonFor(path);
      if (reason !== null) unread.push({ path, why: `was not read: ${reason}` });
      continue;
    }
    const weight = weigh(bytes);
    // What holds no word of ours, nor a name that others may go by, is not even made a text.
    if (weight !== 'nothing') files.push({ path, text: toText(bytes), weight });
  }
  return { files, unread };
};

/** Programs that make an exporter of ours; of all others nothing is kept. */
const programsIn = (paths: readonly string[]): readonly SourceFile[] =>
  paths.flatMap((path): readonly SourceFile[] => {
    const bytes = bytesOf(path, { maxBytes: MAX_BYTES });
    return bytes === null || bytes.includes(0) || !makesExporters(bytes)
      ? []
      : [{ path, text: toText(bytes), weight: 'ours' }];
  });

/** What is said of files beyond what is looked at. */
const beyond = ({ cut, skipped, paths }: Found): readonly Unread[] =>
  cut === null
    ? []
    : [
        {
          path: shown(cut),
          why: `and ${skipped} more director${skipped === 1 ? 'y was' : 'ies were'} not read: only the first ${paths.length} files were looked at`,
        },
      ];

/** Our own rules and baselines speak of deployments and are none. */
const isOurs = (path: string): boolean =>
  /^\.otel-doctor(?:-baseline)?\.(?:ya?ml|json)$/.test(basename(path));

/** Finds and reads the files that may say something; a path that is not there is a usage error. */
export const walk = (given: readonly string[]): Walk => {
  const wanted = (name: string, path: string): boolean => mayBeRead(name, path) && !isOurs(name);
  const found = find(given, { wanted, shown, isProgram: (path) => CODE.test(path) });
  const paths = [...new Set(found.paths.map(shown))];
  const { files, unread } = contentsOf(paths);
  const all = [...new Set(found.programs.map(shown))];
  const programs = programsIn(all.filter(isProgram).slice(0, MAX_PROGRAMS));
  return {
    files: [...files, ...programs],
    programs: all,
    looked: paths.length + programs.length,
    notes: found.links,
    unread: [...beyond(found), ...found.closed, ...unread],
  };
};

/** Name of a file without its directory. */
export const nameOf = (path: string): string => basename(path);

/** The name under which standard input is told. */
export const STANDARD_INPUT = 'standard input';
