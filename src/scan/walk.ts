import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { usageError } from '../model/usage.ts';
import type { Unread } from './files.ts';

/** A tree of more files than this is looked at in part. */
const MAX_FILES = 20_000;
const MAX_ENTRIES = 400_000;
const MAX_DEPTH = 16;
/** The files of a directory of more entries than this come behind all others: as a rule a program wrote them. */
const LARGE = 500;

const LEFT_OUT =
  /^(?:node_modules|vendor|dist|target|__pycache__|venv|bower_components|\.git|\.hg|\.svn|\.terraform|\.venv|\.tox|\.cache|\.idea|\.next|\.nuxt|\.yarn|\.pnpm-store|\.gradle|\.mypy_cache|\.pytest_cache|\.angular|\.turbo)$/;
const GENERATED =
  /^(?:generated|gen|build|out|output|coverage|testdata|test-data|snapshots|__snapshots__|logs?|tmp)$/i;

/** What was found below the given paths, before anything is read. */
export interface Found {
  readonly paths: readonly string[];
  /** Programs, of which few say something; all of them. */
  readonly programs: readonly string[];
  readonly links: readonly string[];
  readonly closed: readonly Unread[];
  /** The first directory that was left out because there are too many files; null where all were looked into. */
  readonly cut: string | null;
  /** How many other directories were left out with it. */
  readonly skipped: number;
}

interface Search {
  readonly paths: string[];
  /** Of large directories. */
  readonly late: string[];
  readonly programs: string[];
  readonly links: string[];
  readonly closed: Unread[];
  readonly isProgram: (path: string) => boolean;
  readonly wanted: (name: string, path: string) => boolean;
  readonly shown: (path: string) => string;
  entries: number;
}

interface Directory {
  readonly path: string;
  readonly depth: number;
}

const entriesIn = ({ path, depth }: Directory, search: Search): readonly Dirent[] => {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    if (depth === 0) throw usageError(`cannot scan ${path}: it may not be read`);
    search.closed.push({ path: search.shown(path), why: 'was not looked into: it may not be read' });
    return [];
  }
};

const programsOf = (
  { path }: Directory,
  entries: readonly Dirent[],
  { isProgram }: Search,
): readonly string[] =>
  entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(path, name))
    .filter(isProgram);

/** Notes the files of a directory, and hands back the directories in it. */
const lookInto = (directory: Directory, search: Search): readonly Directory[] => {
  const entries = entriesIn(directory, search);
  search.entries += entries.length;
  search.programs.push(...programsOf(directory, entries, search));
  const below: Directory[] = [];
  const files = entries.length > LARGE && directory.depth > 0 ? search.late : search.paths;
  for (const entry of entries) {
    const path = join(directory.path, entry.name);
    if (entry.isDirectory() && !LEFT_OUT.test(entry.name) && directory.depth < MAX_DEPTH)
      below.push({ path, depth: directory.depth + 1 });
    if (entry.isDirectory() || !search.wanted(entry.name, path)) continue;
    if (entry.isFile()) files.push(path);
    // What is behind it may lie anywhere, where nobody asked to look or to write.
    else if (entry.isSymbolicLink())
      search.links.push(`${search.shown(path)} is a link and was not followed; name it to have it read.`);
  }
  return below;
};

const isGenerated = ({ path }: Directory): boolean => GENERATED.test(path.slice(path.lastIndexOf('/') + 1));

const isFull = ({ paths, entries }: Search): boolean => paths.length >= MAX_FILES || entries > MAX_ENTRIES;

/** Level by level, so that what stands on top is read whatever lies below; generated directories last. */
const searchAll = (roots: readonly Directory[], search: Search): readonly Directory[] => {
  const early: Directory[] = [...roots];
  const late: Directory[] = [];
  for (let at = 0; at < early.length || late.length > 0; at += 1) {
    if (at === early.length) early.push(...late.splice(0));
    if (isFull(search)) return [...early.slice(at), ...late];
    const directory = early[at];
    if (directory === undefined) break;
    for (const below of lookInto(directory, search)) (isGenerated(below) ? late : early).push(below);
  }
  return [];
};

const isDirectory = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch (thrown) {
    const code = errorCode(thrown);
    throw usageError(
      `cannot scan ${path}: ${code === 'ENOENT' ? 'there is no such file or directory' : 'it may not be read'}`,
    );
  }
};

/** The files below the given paths that may say something; a path that is not there is a usage error. */
export const find = (
  given: readonly string[],
  asked: Pick<Search, 'wanted' | 'shown' | 'isProgram'>,
): Found => {
  const search: Search = { paths: [], late: [], programs: [], links: [], closed: [], entries: 0, ...asked };
  const roots: Directory[] = [];
  for (const path of given)
    if (isDirectory(path)) roots.push({ path, depth: 0 });
    else search.paths.push(path);
  const [first, ...more] = searchAll(roots, search);
  const { paths, late, links, closed } = search;
  const all = [...paths, ...late].slice(0, MAX_FILES);
  const cut = first?.path ?? (late.length + paths.length > all.length ? dirname(late.at(-1) ?? '.') : null);
  return { paths: all, programs: search.programs, links, closed, cut, skipped: more.length };
};
