import { basename, join } from 'node:path';
import type { Runtime } from '../model/application.ts';
import type { SeenCommand } from './command-line.ts';
import { isFile, startOf } from './files.ts';

/**
 * A runtime of JavaScript other than Node, where it is what runs the program: a script of a package that it starts may be for
 * Node again. npm brings both as a file that Node or the shell starts.
 */
export const runtimeOf = ({ layers }: SeenCommand): Runtime | null => {
  const names = layers.map(({ argv }) => basename(argv[0] ?? '').replace(/\.exe$/, ''));
  const at = names.findLastIndex((name) => name === 'deno' || name === 'bun');
  const found = names[at];
  const inner = names.slice(at + 1).some((name) => name !== 'node' && name !== 'sh');
  return (found === 'deno' || found === 'bun') && !inner ? found : null;
};

/** Deno has an exporter of its own, which one variable switches on: https://docs.deno.com/runtime/fundamentals/open_telemetry/ */
export const startsInDeno = ({ environment }: SeenCommand): boolean => environment['OTEL_DENO'] === 'true';

/** Bun loads modules before the program by `preload` of its file: https://bun.sh/docs/runtime/bunfig#preload */
export const preloadsInBun = ({ directory }: SeenCommand): boolean => {
  const file = join(directory, 'bunfig.toml');
  return isFile(file) && /^\s{0,20}preload\s{0,20}=/m.test(startOf(file, 64 * 1024));
};
