import { dirname } from 'node:path';

const SEVERAL = Symbol('several');

/** What has a name, found from a path: the nearest one, and none where two are equally near. */
export interface Nearest<T> {
  /** `several` where two are equally near, so that nothing can be said. */
  find(name: string, from: string): T | 'several' | undefined;
  /** Whether anything has the name. */
  has(name: string): boolean;
}

const above = (path: string): readonly string[] => {
  const all = [path];
  for (let at = path; ; ) {
    const next = dirname(at);
    if (next === at) return all;
    all.push(next);
    at = next;
  }
};

/**
 * An index of things by their name and by where they stand. The file itself is the nearest, then its directory, then the
 * one above it; a lookup costs as many steps as the path has directories, however many things share a name.
 */
export const nearestOf = <T>(
  all: readonly T[],
  nameOf: (one: T) => readonly string[],
  pathOf: (one: T) => string,
): Nearest<T> => {
  const byName = new Map<string, Map<string, T | typeof SEVERAL>>();
  for (const one of all)
    for (const name of nameOf(one)) {
      const places = byName.get(name) ?? new Map<string, T | typeof SEVERAL>();
      byName.set(name, places);
      for (const place of above(pathOf(one))) {
        const known = places.get(place);
        places.set(place, known === undefined || known === one ? one : SEVERAL);
      }
    }
  return {
    has: (name) => byName.has(name),
    find: (name, from) => {
      const places = byName.get(name);
      if (places === undefined) return undefined;
      for (const place of above(from)) {
        const found = places.get(place);
        if (found !== undefined) return found === SEVERAL ? 'several' : found;
      }
      return undefined;
    },
  };
};

/** The one that is found; undefined where several are. */
export const theOne = <T>(found: T | 'several' | undefined): T | undefined =>
  found === 'several' ? undefined : found;

/** Everything by a key, in order. */
export const groupedBy = <T>(
  all: readonly T[],
  keysOf: (one: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all)
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  return groups;
};

/** Entries over others of the same key: each key once, with the last one that has it. */
export const lastOf = <T>(
  base: readonly T[],
  over: readonly T[],
  key: (entry: T) => unknown,
): readonly T[] => [...new Map([...base, ...over].map((entry) => [key(entry), entry])).values()];
