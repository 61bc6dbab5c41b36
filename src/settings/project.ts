import { readdirSync } from 'node:fs';
import { bytesOf } from '../disk/read.ts';
import { type ProjectFiles, type ProjectReading, recogniseProject } from '../resolve/project.ts';

/** Manifests are written by hand; locks of large projects go beyond what is worth reading for a version. */
const MAX_BYTES = 512 * 1024;

/** How far up a project is looked for where no repository ends it. */
const MAX_LEVELS = 3;

const readText = (path: string): string | null =>
  bytesOf(path, { maxBytes: MAX_BYTES })?.toString('utf8') ?? null;

interface Directory {
  readonly path: string;
  readonly names: readonly string[];
}

const list = (path: string): readonly string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};

const parentOf = (path: string): string | null => {
  const parent = path
    .replace(/(?<![\\/])[\\/]+$/, '')
    .replace(/(?<![^\\/])[^\\/]*$/, '')
    .replace(/(?<![\\/])[\\/]+$/, '');
  if (parent === path) return null;
  return parent === '' ? null : parent;
};

/** The directory and those above it, up to the root of a repository. Listed as they are asked for. */
function* upwards(start: string): Generator<Directory> {
  let path: string | null = start;
  for (let level = 0; path !== null && level <= MAX_LEVELS; level += 1) {
    const names = list(path);
    yield { path, names };
    if (names.includes('.git')) return;
    path = parentOf(path);
  }
}

const readNearby = (start: string, name: string): string | null => {
  for (const { path } of upwards(start)) {
    const text = readText(`${path}/${name}`);
    if (text !== null) return text;
  }
  return null;
};

const filesOf = ({ path, names }: Directory): ProjectFiles => {
  // A file may be evidence and lock at once; it is read once.
  const texts = new Map<string, string | null>();
  const read = (name: string): string | null => {
    const known = texts.get(name);
    if (known !== undefined) return known;
    const text = readText(`${path}/${name}`);
    texts.set(name, text);
    return text;
  };
  return { names, read, readNearby: (name) => read(name) ?? readNearby(path, name) };
};

/**
 * Looks for the project that a directory belongs to: in the directory itself and, where nothing speaks there, above it
 * up to the root of its repository or a few levels.
 */
export const readProject = (directory: string): ProjectReading => {
  for (const found of upwards(directory)) {
    const reading = recogniseProject(filesOf(found));
    if (reading.kind !== 'nothing') return reading;
  }
  return { kind: 'nothing' };
};
