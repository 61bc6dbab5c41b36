import { readdirSync } from 'node:fs';
import { bytesOf } from '../disk/read.ts';
import type { SettingsBeside } from '../model/setting.ts';
import { parseEnvFile } from '../resolve/env-file.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';

/** Such files are written by hand. */
const MAX_BYTES = 256 * 1024;

/** A directory may hold one for each stage; more than this is nobody's list. */
const MAX_FILES = 8;

/** Examples are copied and not used. */
const EXAMPLE = /\.(?:example|sample|template|dist|defaults?)\b/i;

const ENV_FILE = /^\.env(?:\.[\w.-]{1,60})?$|^[\w.-]{1,60}\.env$/;
const COMPOSE_FILE = /^(?:docker-)?compose(?:\.[\w-]{1,60})?\.ya?ml$/;

/** Where editors keep how they start a program. */
const LAUNCH_FILES: readonly string[] = ['.vscode/launch.json', 'Properties/launchSettings.json'];

const isOurs = (name: string): boolean => /^OTEL_[A-Z0-9_]+$/.test(name);

interface Named {
  readonly name: string;
  readonly line: number;
}

/** Variables that are given a value in a text of any form: `NAME=...`, `NAME: ...`, `"NAME": ...`. */
const named = (text: string): readonly Named[] =>
  text.split('\n').flatMap((content, index) => {
    if (/^\s*(?:#|\/\/)/.test(content)) return [];
    return [...content.matchAll(/\b(OTEL_[A-Z0-9_]{1,80})["']?\s?[=:]/g)].map(([, name = '']) => ({
      name,
      line: index + 1,
    }));
  });

const namedInEnvFile = (path: string, text: string): readonly Named[] =>
  Object.entries(parseEnvFile(path, text, isOurs).layer.values).flatMap(([name, { value, source }]) =>
    value === '' || source.kind !== 'file' ? [] : [{ name, line: source.line }],
  );

interface Kind {
  readonly names: (path: string, text: string) => readonly Named[];
  readonly command: string | null;
}

/** What a file is by its name, which holds nothing that a shell would read. */
const kindOf = (path: string): Kind | null => {
  if (EXAMPLE.test(path)) return null;
  if (ENV_FILE.test(path)) return { names: namedInEnvFile, command: `otel-doctor --env-file ${path}` };
  if (COMPOSE_FILE.test(path))
    return { names: (_, text) => named(text), command: `otel-doctor scan ${path}` };
  return LAUNCH_FILES.includes(path) ? { names: (_, text) => named(text), command: null } : null;
};

const list = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
};

const besideIn = (
  directory: string,
  path: string,
  lacks: (name: string) => boolean,
): readonly SettingsBeside[] => {
  const kind = kindOf(path);
  const bytes = kind === null ? null : bytesOf(`${directory}/${path}`, { maxBytes: MAX_BYTES });
  if (kind === null || bytes === null) return [];
  const missing = kind.names(path, bytes.toString('utf8')).filter(({ name }) => lacks(name));
  const [first] = missing;
  if (first === undefined) return [];
  const variables = [...new Set(missing.map(({ name }) => name))];
  return [{ path, line: first.line, variables, command: kind.command }];
};

/**
 * Files of a directory that give variables of OpenTelemetry a value, which the environment lacks: what the reader may
 * believe to be set. Names and places only.
 */
export const settingsBeside = (
  directory: string,
  environment: LayeredEnvironment,
  used: readonly string[],
): readonly SettingsBeside[] => {
  const candidates = [...list(directory).filter((name) => kindOf(name) !== null), ...LAUNCH_FILES];
  // `.env` first, then what is laid over it.
  return candidates
    .sort((a, b) => Number(!ENV_FILE.test(a)) - Number(!ENV_FILE.test(b)) || a.length - b.length)
    .slice(0, MAX_FILES)
    .filter((path) => !used.some((one) => one.replace(/^\.\//, '') === path))
    .flatMap((path) => besideIn(directory, path, (name) => !environment.has(name)));
};
