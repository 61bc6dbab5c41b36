import { basename, resolve } from 'node:path';
import { commandsOf } from '../text/shell-words.ts';
import { type Inner, innerCommands, lastProgram } from '../text/wrappers.ts';
import { findProgram, startOf } from './files.ts';

/** A command line as it was given, and what it comes to behind wrappers. */
export interface SeenCommand {
  /** The command lines from the given one to the innermost, each with the file that is started; null when it is not found. */
  readonly layers: readonly { readonly argv: readonly string[]; readonly file: string | null }[];
  /** Variables with those that wrappers set. */
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** A container or another machine, whose programs and files are not those of this one. */
  readonly elsewhere: boolean;
}

const MAX_LAYERS = 8;

const SCRIPT_BYTES = 64 * 1024;

/** Programs that start the command where it gets none of our variables. */
const ELSEWHERE =
  /^(docker|podman|nerdctl|docker-compose|kubectl|ssh|vagrant|lxc-attach|systemd-run|systemctl)$/;

/** `#!/usr/bin/env python3` and `#!/venv/bin/python` as words. */
const shebangOf = (file: string): readonly string[] => {
  const [, line] = /^#! *([^\n]+)/.exec(startOf(file, 256)) ?? [];
  return line === undefined ? [] : line.trim().split(/\s+/);
};

const isNodeRunner = (name: string): boolean => /^(npm|yarn|pnpm|bun)$/.test(name);

/** The command that `npm run NAME` stands for, by the package.json of the directory. */
const npmScript = (argv: readonly string[], directory: string): string => {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  const name = words[0] === 'run' || words[0] === 'run-script' ? words[1] : words[0];
  try {
    const manifest: unknown = JSON.parse(startOf(resolve(directory, 'package.json'), SCRIPT_BYTES));
    const { scripts = {} } = manifest as { scripts?: Record<string, unknown> };
    const script = Object.hasOwn(scripts, name ?? '') ? scripts[name ?? ''] : undefined;
    return typeof script === 'string' ? script : '';
  } catch {
    return '';
  }
};

const nextOf = (argv: readonly string[], file: string | null, directory: string): Inner | undefined => {
  const name = basename(argv[0] ?? '');
  const readScript = (path: string): string => startOf(resolve(directory, path), SCRIPT_BYTES);
  const inner = lastProgram(innerCommands(argv, readScript));
  if (inner !== undefined) return inner;
  if (isNodeRunner(name)) return lastProgram(commandsOf(npmScript(argv, directory)));
  const [interpreter, ...options] = file === null ? [] : shebangOf(file);
  if (interpreter === undefined || file === null) return undefined;
  return { argv: [interpreter, ...options, file, ...argv.slice(1)], environment: {} };
};

/** Sees through what stands in front of a program: shells, `env`, `uv run`, `npx`, the first line of a script. */
export const seeThrough = (
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
  directory: string,
): SeenCommand => {
  const layers: { readonly argv: readonly string[]; readonly file: string | null }[] = [];
  let all = environment;
  // What a project installs for itself is found by its own runners.
  const path = `${resolve(directory, 'node_modules/.bin')}:${environment['PATH'] ?? ''}`;
  let next: Inner | undefined = { argv: given, environment: {} };
  for (let depth = 0; next !== undefined && depth < MAX_LAYERS; depth += 1) {
    const { argv } = next;
    all = { ...all, ...next.environment };
    const own = depth === 0 ? all : { ...all, PATH: path };
    const file = findProgram(argv[0] ?? '', directory, own);
    layers.push({ argv, file });
    next = nextOf(argv, file, directory);
  }
  const elsewhere = layers.some(({ argv }) => ELSEWHERE.test(basename(argv[0] ?? '')));
  return { layers, environment: all, directory, elsewhere };
};
