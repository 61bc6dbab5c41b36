/** One thing that a Collector is told to read, in the order of its command. */
export type ConfigWord =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'yaml'; readonly text: string }
  /** A variable, an address or a bucket, which no file tells. */
  | { readonly kind: 'unknown' };

const FLAG = /^--?config(?:=(.*))?$/s;
const SET = /^--?set(?:=(.*))?$/s;
const SCHEME = /^([a-z][a-z0-9]+):(.*)$/is;

/** `a::b: c` as nested mappings, as the Collector reads `yaml:`. */
const nested = (text: string): string => {
  const at = text.search(/:(?:\s|$)/);
  const keys = (at < 0 ? text : text.slice(0, at)).split('::');
  const value = at < 0 ? '' : text.slice(at + 1);
  return keys
    .map((key, depth) => `${'  '.repeat(depth)}${key.trim()}:${depth === keys.length - 1 ? value : ''}`)
    .join('\n');
};

/** `a.b.c=value`, as `--set` takes it, as a text of YAML. */
export const settingText = (text: string): string => {
  const at = text.indexOf('=');
  return nested(`${text.slice(0, at).split('.').join('::')}: ${text.slice(at + 1)}`);
};

const configWord = (value: string): ConfigWord => {
  const [, scheme = '', rest = ''] = SCHEME.exec(value) ?? [];
  if (scheme === 'yaml') return { kind: 'yaml', text: nested(rest) };
  if (scheme === 'file') return { kind: 'file', path: rest };
  return scheme === '' && !value.includes('$') ? { kind: 'file', path: value } : { kind: 'unknown' };
};

/** The words of a command, with those of a shell that it starts. */
const flat = (command: readonly string[]): readonly string[] =>
  command.flatMap((word) => (/\s--?(?:config|set)\b/.test(word) ? word.split(/\s+/) : [word]));

/**
 * What the command of a Collector names, in order: the files of `--config`, and what `--set` lays over them.
 * https://opentelemetry.io/docs/collector/configuration/#location
 */
export const configWords = (command: readonly string[]): readonly ConfigWord[] => {
  const words = flat(command);
  const configs: ConfigWord[] = [];
  const sets: ConfigWord[] = [];
  for (const [index, word] of words.entries()) {
    const config = FLAG.exec(word);
    const set = SET.exec(word);
    const value = config?.[1] ?? set?.[1] ?? words[index + 1];
    if (value === undefined) continue;
    if (config !== null) configs.push(configWord(value.replace(/^["']|["']$/g, '')));
    if (set !== null && value.includes('=')) sets.push({ kind: 'yaml', text: settingText(value) });
  }
  return [...configs, ...sets];
};

/** Where the images of the Collector look when no command says otherwise. */
const DEFAULTS = [
  '/etc/otelcol/config.yaml',
  '/etc/otelcol-contrib/config.yaml',
  '/etc/otelcol-k8s/config.yaml',
  '/etc/otelcol-otlp/config.yaml',
  '/etc/otel/config.yaml',
] as const;

/** The file that counts where the command names none. */
export const defaultConfig = (mounts: Readonly<Record<string, string>>): string | undefined =>
  DEFAULTS.find(
    (path) => mounts[path] !== undefined || mounts[path.slice(0, path.lastIndexOf('/'))] !== undefined,
  );
