import type { Read, RunningProcess } from '../model/process.ts';
import { describeProcess, keepWanted, type Variables, type Wanted } from './describe.ts';
import { compiledFrom } from './elf.ts';
import { listNames, orElse, readLink, readText } from './files.ts';
import { fileRootOf, networkOf, splitNulls, statusOf } from './linux.ts';

const parseEnvironment = (text: string): Variables =>
  Object.fromEntries(
    splitNulls(text)
      .flatMap((entry) => {
        const at = entry.indexOf('=');
        return at > 0 ? [[entry.slice(0, at), entry.slice(at + 1)] as const] : [];
      })
      // Of a variable that is there twice, getenv finds the first.
      .reverse(),
  );

const wholeEnvironment = (pid: number, root: string): Read<Variables> => {
  const text = readText(`${root}/${pid}/environ`);
  return 'value' in text ? { value: parseEnvironment(text.value) } : text;
};

/** Variables of a process as it started. A thread of the kernel has neither variables nor a command line. */
export const readEnvironment = (pid: number, wanted: Wanted, root = '/proc'): Read<Variables> => {
  const whole = wholeEnvironment(pid, root);
  if ('value' in whole) return keepWanted(whole, wanted);
  return orElse(readText(`${root}/${pid}/cmdline`), '') === '' ? { unread: 'gone' } : whole;
};

const threadsOf = (pid: number, root: string): readonly string[] =>
  orElse(listNames(`${root}/${pid}/task`), [])
    .slice(0, 50)
    .map((task) => orElse(readText(`${root}/${pid}/task/${task}/comm`), ''));

/** A running process of a Linux machine. Unread only when there is no such process. */
export const readProcess = (pid: number, wanted: Wanted, root = '/proc'): Read<RunningProcess> => {
  const status = statusOf(pid, root);
  if ('unread' in status) return status;
  if (status.value.ended) return { unread: 'gone' };
  const base = `${root}/${pid}`;
  const raw = {
    name: status.value.name,
    command: splitNulls(orElse(readText(`${base}/cmdline`), '')),
    environment: wholeEnvironment(pid, root),
    executable: readLink(`${base}/exe`),
  };
  return {
    value: {
      pid,
      parent: status.value.parent,
      ...describeProcess(raw, wanted, {
        libraries: () => orElse(readText(`${base}/maps`), ''),
        threads: () => threadsOf(pid, root),
        compiledFrom: () => compiledFrom(`${base}/exe`),
      }),
      directory: readLink(`${base}/cwd`),
      network: networkOf(String(pid), root),
      fileRoot: fileRootOf(pid, root),
    },
  };
};
