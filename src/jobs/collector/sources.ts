import { settingText } from '../../collector/command.ts';
import type { Lookup } from '../../collector/fill-in.ts';
import type { CollectorText } from '../../collector/text.ts';
import { toText } from '../../disk/text.ts';
import { usageError } from '../../model/usage.ts';
import type { ReadFile } from '../../settings/file-states.ts';

/** Where the parts of a configuration are read. */
export interface Surroundings {
  readonly readFile: ReadFile;
  readonly lookup: Lookup;
  /** Exporter that is asked for by name. */
  readonly asked?: string | undefined;
}

/** A configuration is a page; more than this is another file. */
const MOST_BYTES = 1024 * 1024;

const textAt = (path: string, readFile: ReadFile): CollectorText | null => {
  const bytes = readFile(path);
  return bytes === null || bytes.length > MOST_BYTES ? null : { path, text: toText(bytes) };
};

/** A file that is named on the command line: it has to be there. */
export const namedText = (path: string, readFile: ReadFile): CollectorText => {
  const text = textAt(path, readFile);
  if (text === null)
    throw usageError(`cannot read ${path}: it is missing, may not be read, or is larger than 1 MiB`);
  return text;
};

/** What `--set` says, as one more text over the files. */
export const setText = (given: string): CollectorText => {
  if (!/^[^=\s]+=/.test(given))
    throw usageError('--set takes KEY=VALUE, such as exporters.otlp.endpoint=collector:4317');
  return { path: '--set', text: settingText(given), linesMatch: false };
};

/** Files that a value of the configuration names. */
export const fileReader =
  ({ readFile }: Surroundings) =>
  (path: string): CollectorText | null =>
    textAt(path, readFile);
