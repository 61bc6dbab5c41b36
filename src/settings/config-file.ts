import { readFile, whyUnread } from '../disk/read.ts';
import { type ConfigFileReading, declarative, govern } from '../resolve/config-file/govern.ts';
import { configLayer } from '../resolve/config-file/layer.ts';
import type { Lookup } from '../resolve/config-file/substitute.ts';
import type { ConfigProblem } from '../resolve/config-file/tree.ts';
import { isFormer, validate } from '../resolve/config-file/validate.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { readYaml } from './yaml-tree.ts';

/** A configuration file is a page; more than this is another file. */
const MAX_BYTES = 1024 * 1024;

type Bytes = { readonly bytes: Buffer } | Pick<ConfigProblem, 'detail' | 'says'>;

const DETAILS: { readonly [unread: string]: ConfigProblem['detail'] } = {
  missing: 'missing',
  'too-large': 'too-large',
};

/** Reads a file of this machine. */
const readOwn = (path: string): Bytes => {
  const read = readFile(path, { maxBytes: MAX_BYTES });
  if ('bytes' in read) return read;
  return { detail: DETAILS[read.unread] ?? 'unreadable', says: whyUnread(read, MAX_BYTES) };
};

const textOf = (read: Bytes): { readonly text: string } | Pick<ConfigProblem, 'detail' | 'says'> => {
  if (!('bytes' in read)) return read;
  if (read.bytes.length > MAX_BYTES) return { detail: 'too-large', says: 'it is larger than 1 MiB' };
  if (read.bytes.includes(0))
    return { detail: 'not-text', says: 'it is not a text in UTF-8; save it as UTF-8' };
  return { text: read.bytes.toString('utf8') };
};

const useless = (
  path: string,
  problem: Pick<ConfigProblem, 'detail' | 'says'> & Partial<ConfigProblem>,
  referenced: ReadonlySet<string> = new Set(),
): ConfigFileReading => ({
  ...{ path, layer: { values: {} }, former: false, referenced },
  problems: [{ line: 0, column: 0, ...problem }],
});

/** Reads the text of a configuration file. Never throws. */
export const readConfigText = async (
  path: string,
  text: string,
  variable: Lookup,
): Promise<ConfigFileReading> => {
  const referenced = new Set<string>();
  const lookup: Lookup = (name) => {
    referenced.add(name);
    return variable(name);
  };
  const read = await readYaml(text, lookup);
  if ('problem' in read) return useless(path, read.problem, referenced);
  const problems = validate(read.root);
  const layer = problems.length > 0 ? { values: {} } : configLayer(read.root, path);
  return { path, layer, problems, former: isFormer(read.root), referenced };
};

/** What the file is read with. */
export interface ConfigFileOptions {
  /** Reads a file as the process in question would; of this machine when left out. */
  readonly readFile?: (path: string) => Buffer | null;
  /** Variables that a file may refer to, the ones that no SDK reads among them. */
  readonly variable: Lookup;
}

const readBytes = (path: string, { readFile }: ConfigFileOptions): Bytes => {
  if (readFile === undefined) return readOwn(path);
  const bytes = readFile(path);
  return bytes === null
    ? { detail: 'missing', says: 'there is no such file, or it may not be read' }
    : { bytes };
};

/** Puts what the configuration file says in place of the variables that it makes void. */
export const withConfigFile = async (
  environment: LayeredEnvironment,
  variable: string,
  sdk: Sdk,
  options: ConfigFileOptions,
): Promise<{ readonly environment: LayeredEnvironment; readonly sdk: Sdk }> => {
  const path = environment.get(variable)?.value.trim() ?? '';
  const read = textOf(readBytes(path, options));
  const reading =
    'text' in read ? await readConfigText(path, read.text, options.variable) : useless(path, read);
  return { environment: govern(environment, variable, reading), sdk: declarative(sdk) };
};
