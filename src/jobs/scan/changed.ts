import { join, resolve } from 'node:path';
import { usageError } from '../../model/usage.ts';
import { type RunTool, runTool } from '../../processes/run-tool.ts';
import type { Unread } from '../../scan/files.ts';
import { homeOf } from './home.ts';

/** Files that differ from a commit, by their whole paths. */
export interface Changes {
  readonly base: string;
  has(path: string): boolean;
}

/** What a repository has configured must not be run: git is asked about files of a stranger. */
const CAREFUL = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

const linesOf = (text: string): readonly string[] => text.split('\0').filter((line) => line !== '');

/** The files of a repository that differ from where it and the base went apart, with those that git does not know yet. */
const changedIn = (directory: string, base: string, run: RunTool): readonly string[] => {
  const git = (...words: readonly string[]): string | null =>
    run('git', ['-C', directory, ...CAREFUL, ...words]);
  const top = git('rev-parse', '--show-toplevel')?.trimEnd();
  if (top === undefined) throw usageError('--changed asks git, and there is no git that could be started');
  if (top === '') throw usageError(`--changed asks git, and ${directory} is in no repository of it`);
  const commit =
    git('rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`)?.trim() ?? '';
  if (!/^[\da-f]{40,64}$/.test(commit))
    throw usageError(`--changed: git knows no commit "${base}" in ${top}; name a branch, a tag or HEAD`);
  const apart = git('merge-base', commit, 'HEAD')?.trim() || commit;
  const differ = git(
    'diff',
    '--name-only',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '-z',
    apart,
    '--',
  );
  const strange = git('ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', ':/');
  if (differ === null || strange === null)
    throw usageError('--changed asks git, which did not come to an end');
  return [...linesOf(differ), ...linesOf(strange)].map((path) => join(top, path));
};

/** What has changed in the repositories of the paths. */
export const changesSince = (paths: readonly string[], base: string, run: RunTool = runTool): Changes => {
  const directories = [...new Set(paths.map(homeOf))];
  const changed = new Set(directories.flatMap((directory) => changedIn(directory, base, run)));
  return { base, has: (path) => changed.has(resolve(path)) };
};

/** What was not read counts where it has changed. */
export const unreadOf = (unread: readonly Unread[], changes: Changes | null): readonly Unread[] =>
  changes === null ? unread : unread.filter(({ path }) => changes.has(path));
