import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { orElse, readBytes } from '../processes/files.ts';

/** Whether a path is a regular file. */
export const isFile = (path: string): boolean => {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return isFile(path);
  } catch {
    return false;
  }
};

/** The first bytes of a file as text; empty where there is none or it is no file. */
export const startOf = (path: string, bytes: number): string =>
  isFile(path) ? orElse(readBytes(path, 0, bytes), Buffer.alloc(0)).toString('utf8') : '';

/** The file that the system starts for a name; null when there is none. */
export const findProgram = (
  name: string,
  directory: string,
  environment: Readonly<Record<string, string>>,
): string | null => {
  if (name.includes('/')) {
    const path = isAbsolute(name) ? name : resolve(directory, name);
    return isFile(path) ? path : null;
  }
  const places = (environment['PATH'] ?? '').split(delimiter).map((place) => resolve(directory, place));
  return places.map((place) => join(place, name)).find(isExecutable) ?? null;
};

/** Where links lead; the path itself where that cannot be told. */
export const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};
