import { spawnSync } from 'node:child_process';

/** Runs a tool of the system and returns what it wrote; null when it is not there or does not end. */
export type RunTool = (command: string, args: readonly string[]) => string | null;

const MAX_BYTES = 16 * 1024 * 1024;

export const runTool: RunTool = (command, args) => {
  const { error, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 5_000,
    maxBuffer: MAX_BYTES,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' },
  });
  // Both tools tell by their status that something was not found; what they wrote is good all the same.
  return error === undefined ? stdout : null;
};
