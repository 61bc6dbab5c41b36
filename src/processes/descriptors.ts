import { orElse, readText } from './files.ts';

/** Files and connections that this process may have open at the same time (`ulimit -n`); null where the system does not tell. */
export const descriptorLimit = (root = '/proc'): number | null => {
  const limits = orElse(readText(`${root}/self/limits`), '');
  const [, soft] = /^Max open files +(\d+)/m.exec(limits) ?? [];
  return soft === undefined ? null : Number(soft);
};
