import { readFileSync, statSync } from 'node:fs';
import type { SettingsLayer } from '../model/setting.ts';
import { usageError } from '../model/usage.ts';
import { parseEnvFile } from '../resolve/env-file.ts';

/** An env file is a few lines; more than this is another file. */
const MAX_BYTES = 1024 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a directory',
};

const readText = (path: string): string => {
  try {
    const found = statSync(path);
    // A device such as /dev/zero never ends; a pipe is how a shell hands over the output of a command.
    if (!found.isFile() && !found.isFIFO() && !found.isDirectory())
      throw usageError(`cannot use the env file ${path}: it is not a file`);
    if (found.size > MAX_BYTES) throw usageError(`cannot use the env file ${path}: it is larger than 1 MiB`);
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    const code = (thrown as { code?: string }).code ?? '';
    if (code === 'USAGE') throw thrown;
    throw usageError(`cannot read the env file ${path}: ${REASONS[code] ?? code}`);
  }
};

/** An env file as a layer, and with the variables that nobody asks for. Throws a usage error when it cannot be read or is no text. */
export const fileLayer = (
  path: string,
): { readonly layer: SettingsLayer; readonly notes: readonly string[]; whole(): SettingsLayer } => {
  const text = readText(path);
  if (text.includes('\0')) throw usageError(`cannot use the env file ${path}: it is not a text file`);
  const { layer, problems } = parseEnvFile(path, text);
  const notes = problems.slice(0, 3).map(({ line, problem }) => `${path}:${line} was ignored: ${problem}.`);
  // A pipe can be read once only.
  return { layer, notes, whole: () => parseEnvFile(path, text, () => true).layer };
};
