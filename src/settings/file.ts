import { readNamed } from '../disk/handed-over.ts';
import { whyUnread } from '../disk/read.ts';
import type { SettingsLayer } from '../model/setting.ts';
import { usageError } from '../model/usage.ts';
import { parseEnvFile } from '../resolve/env-file.ts';

/** An env file is a few lines; more than this is another file. */
const MAX_BYTES = 1024 * 1024;

const readText = (path: string): string => {
  const read = readNamed(path, { maxBytes: MAX_BYTES });
  if ('bytes' in read) return read.bytes.toString('utf8');
  throw usageError(`cannot read the env file ${path}: ${whyUnread(read, MAX_BYTES)}`);
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
