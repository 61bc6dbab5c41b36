import type { Read, RunningProcess } from '../model/process.ts';
import { printable } from '../text/printable.ts';
import { describeProcess, keepWanted, type Variables, type Wanted } from './describe.ts';
import type { RunTool } from './run-tool.ts';

// macOS has no /proc. Written from the manual pages of ps(1) and lsof(8) there, tested against recorded output only.

/**
 * ps shows the environment behind the command line, in one line and without any mark between them: it is what the
 * line with the environment has more than the one without. Of a process of somebody else, or of one that the system
 * protects, it shows none.
 */
const parseEnvironment = (withEnvironment: string, command: string): Read<Variables> => {
  const rest = withEnvironment.startsWith(command) ? withEnvironment.slice(command.length).trim() : '';
  if (rest === '') return { unread: 'not-permitted' };
  // A value may hold blanks; a new variable begins where a name and an equals sign follow one.
  const entries = rest.split(/ (?=[A-Za-z_][A-Za-z0-9_]*=)/).map((entry) => {
    const at = entry.indexOf('=');
    return [entry.slice(0, at), entry.slice(at + 1)] as const;
  });
  return { value: Object.fromEntries(entries.filter(([name]) => name !== '').reverse()) };
};

const lineOf = (text: string | null): string => text?.split('\n')[0]?.trimEnd() ?? '';

const directoryOf = (pid: number, run: RunTool): Read<string> => {
  const text = run('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn']) ?? '';
  const name = /^n(\/.*)$/m.exec(text)?.[1];
  return name === undefined ? { unread: 'not-permitted' } : { value: name };
};

/** A running process as ps and lsof of macOS tell of it. Unread only when there is no such process. */
export const readMacProcess = (pid: number, wanted: Wanted, run: RunTool): Read<RunningProcess> => {
  const id = String(pid);
  const [, parent, path] =
    /^\s*(\d+)\s+(\S.*)$/.exec(lineOf(run('ps', ['-o', 'ppid=,comm=', '-p', id]))) ?? [];
  if (parent === undefined || path === undefined) return { unread: 'gone' };
  const command = lineOf(run('ps', ['ww', '-o', 'command=', '-p', id]));
  const environment = parseEnvironment(lineOf(run('ps', ['eww', '-o', 'command=', '-p', id])), command);
  const raw = {
    name: printable(path.split('/').at(-1) ?? path),
    // Arguments with blanks in them cannot be told apart.
    command: command.split(' '),
    environment,
    executable: path.startsWith('/') ? { value: path } : ({ unread: 'unsupported' } as const),
  };
  return {
    value: {
      pid,
      parent: Number(parent),
      ...describeProcess(raw, wanted, {
        libraries: () => '',
        threads: () => [],
        compiledFrom: () => null,
      }),
      directory: directoryOf(pid, run),
      network: { whose: 'own', id: null },
      fileRoot: null,
    },
  };
};

const linesByPid = (text: string | null): ReadonlyMap<number, string> =>
  new Map(
    (text ?? '').split('\n').flatMap((line) => {
      const [, pid, command] = /^\s*(\d+) (.*)$/.exec(line.trimEnd()) ?? [];
      return pid === undefined || command === undefined ? [] : [[Number(pid), command]];
    }),
  );

/** Variables of every process, with two calls for all. */
export const readMacEnvironments = (wanted: Wanted, run: RunTool): ReadonlyMap<number, Read<Variables>> => {
  const commands = linesByPid(run('ps', ['axww', '-o', 'pid=,command=']));
  const lines = linesByPid(run('ps', ['axeww', '-o', 'pid=,command=']));
  return new Map(
    [...commands].map(([pid, command]) => [
      pid,
      keepWanted(parseEnvironment(lines.get(pid) ?? '', command), wanted),
    ]),
  );
};
