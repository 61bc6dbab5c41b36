import { readdirSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, normalize, relative, resolve } from 'node:path';
import { bytesOf, readFile, whyUnread } from '../disk/read.ts';
import { toText } from '../disk/text.ts';
import { errorCode } from '../model/error-code.ts';
import { usageError } from '../model/usage.ts';

/** A tree of more files than this is no deployment. */
const MAX_FILES = 2_000;
const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 12;
const MAX_ENTRIES = 50_000;

/** A file that may say something about a deployment. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The files below the given paths. */
export interface Walk {
  readonly files: readonly SourceFile[];
  readonly notes: readonly string[];
}

const LEFT_OUT = /^(?:node_modules|vendor|dist|target|__pycache__|venv|bower_components)$/;
const WANTED =
  /\.(?:ya?ml|json|env|service|conf|tpl|dockerfile)$|^\.env|\.env\.|^(?:Docker|Container)file|\.(?:Docker|Container)file$|^env$/i;

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

const reasonFor = (path: string): string => {
  const read = readFile(path, { maxBytes: MAX_BYTES });
  return 'unread' in read ? whyUnread(read, MAX_BYTES) : 'it is no text';
};

interface Found {
  readonly paths: string[];
  readonly notes: string[];
  entries: number;
  cut: boolean;
}

const descend = (directory: string, depth: number, found: Found): void => {
  const entries = (() => {
    try {
      return readdirSync(directory, { withFileTypes: true });
    } catch {
      if (depth === 0) throw usageError(`cannot scan ${directory}: it may not be read`);
      found.notes.push(`${shown(directory)} was not looked into: it may not be read.`);
      return [];
    }
  })();
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    found.entries += 1;
    if (found.entries > MAX_ENTRIES || found.paths.length >= MAX_FILES) {
      found.cut = true;
      return;
    }
    const hidden = entry.name.startsWith('.');
    if (entry.isDirectory() && !hidden && !LEFT_OUT.test(entry.name) && depth < MAX_DEPTH)
      descend(join(directory, entry.name), depth + 1, found);
    const path = join(directory, entry.name);
    if (!WANTED.test(entry.name) || (hidden && !entry.name.startsWith('.env'))) continue;
    if (entry.isFile()) found.paths.push(path);
    // What is behind it may lie anywhere, where nobody asked to look or to write.
    else if (entry.isSymbolicLink())
      found.notes.push(`${shown(path)} is a link and was not followed; name it to have it read.`);
  }
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

/** Finds and reads the files that may say something; a path that is not there is a usage error. */
export const walk = (given: readonly string[]): Walk => {
  const found: Found = { paths: [], notes: [], entries: 0, cut: false };
  for (const path of given) {
    if (isDirectory(path)) descend(path, 0, found);
    else found.paths.push(path);
  }
  const notes = [
    ...(found.cut ? [`Only the first ${found.paths.length} files were looked at.`] : []),
    ...found.notes,
  ];
  const files: SourceFile[] = [];
  for (const path of [...new Set(found.paths.map(shown))]) {
    const text = readText(path);
    if (text === null) notes.push(`${path} was not read: ${reasonFor(path)}.`);
    else files.push({ path, text });
  }
  return { files, notes };
};

/** Name of a file without its directory. */
export const nameOf = (path: string): string => basename(path);
