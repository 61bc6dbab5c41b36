import { dirname, join } from 'node:path';
import { readEnvFile } from '../env-file/read-env-file.ts';
import { guessSdk } from '../guess-sdk.ts';
import { lineStarts } from '../place.ts';
import { splitWords } from '../words.ts';
import { emptyWorkload, type Quoting, type ScannedVariable, type Workload } from '../workload.ts';

const ASSIGNMENT =
  /(?:"([A-Za-z_]\w*)=((?:\\.|[^"\\])*)"|'([A-Za-z_]\w*)=([^']*)'|([A-Za-z_]\w*)=((?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'])*))/g;

interface Line {
  readonly key: string;
  readonly value: string;
  /** Offset of the value. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

/** Settings of a unit; a backslash at the end of a line continues it. */
const linesOf = (text: string): readonly Line[] => {
  const starts = lineStarts(text);
  return starts.flatMap((start, index) => {
    let last = index;
    const endOf = (): number => starts[last + 1] ?? text.length;
    while (/\\\r?\n$/.test(text.slice(start, endOf())) && last < starts.length - 1) last += 1;
    const [front, key] = /^\s*([A-Za-z]+)\s*=\s*/.exec(text.slice(start, endOf())) ?? [];
    if (front === undefined || key === undefined || /\\\r?\n$/.test(text.slice(0, start))) return [];
    const from = start + front.length;
    return [{ key, value: text.slice(from, endOf()), from, start, end: endOf(), number: index + 1 }];
  });
};

const environmentOf = (path: string, line: Line): readonly ScannedVariable[] => {
  const all = [...line.value.matchAll(ASSIGNMENT)];
  return all.map((match) => {
    const name = match[1] ?? match[3] ?? match[5] ?? '';
    const value = match[2] ?? match[4] ?? splitWords(match[6] ?? '')[0] ?? '';
    const quoting: Quoting = match[1] !== undefined ? 'double' : match[3] !== undefined ? 'single' : 'plain';
    const inner = match[5] === undefined;
    const start = line.from + match.index + (inner ? 0 : name.length + 1);
    const end = line.from + match.index + match[0].length;
    const entry = {
      start: line.start,
      end: line.end,
      indent: '',
      form: 'systemd' as const,
      alone: all.length === 1,
    };
    const column = line.from + match.index - line.start + 1 + (inner ? 1 : 0) + name.length + 1;
    return {
      ...{ name, at: { path, line: line.number, column }, from: 'systemd' as const },
      // Specifiers stand for what only systemd knows.
      value: /%[^%]/.test(value) && !/%[0-9A-Fa-f]{2}/.test(value) ? null : value.replaceAll('%%', '%'),
      slot: {
        path,
        start,
        end,
        quoting,
        dialect: 'systemd' as const,
        front: inner ? `${name}=` : '',
        segments: [],
        entry,
      },
    };
  });
};

/** Paths of a machine may lie beside the unit in a repository. */
const readBeside = (
  unit: string,
  path: string,
  readText: (path: string) => string | null,
): [string, string] | null => {
  for (const candidate of [join(dirname(unit), path), join(dirname(unit), path.split('/').at(-1) ?? '')]) {
    const text = readText(candidate);
    if (text !== null) return [candidate, text];
  }
  return null;
};

/** Reads a systemd unit: `Environment=`, `EnvironmentFile=` and what it starts. */
export const readUnit = (
  path: string,
  text: string,
  readText: (path: string) => string | null,
): { readonly workload: Workload; readonly usedEnvFiles: readonly string[] } => {
  const own = new Map<string, ScannedVariable>();
  const fromFiles = new Map<string, ScannedVariable>();
  const usedEnvFiles: string[] = [];
  let command: readonly string[] = [];
  let complete = true;
  for (const line of linesOf(text)) {
    if (line.key === 'Environment' && line.value.trim() === '') own.clear();
    if (line.key === 'Environment')
      for (const variable of environmentOf(path, line)) own.set(variable.name, variable);
    if (line.key === 'ExecStart')
      command = splitWords(line.value.replace(/\\\r?\n/g, ' ').replace(/^[-@:+!]+/, ''));
    if (line.key === 'EnvironmentFile') {
      const file = readBeside(path, line.value.trim().replace(/^-/, ''), readText);
      if (file === null) complete = false;
      else {
        usedEnvFiles.push(file[0]);
        for (const variable of readEnvFile(...file, 'none').variables) fromFiles.set(variable.name, variable);
      }
    }
  }
  const name = path.split('/').at(-1) ?? path;
  const variables = [...new Map([...own, ...fromFiles]).values()];
  return {
    usedEnvFiles,
    workload: {
      ...emptyWorkload({
        id: path,
        label: `systemd unit ${name}`,
        kind: 'systemd',
        group: path,
        name,
        at: { path, line: 1, column: 1 },
      }),
      ...{ variables, command, complete, sdk: guessSdk(null, command) },
    },
  };
};
