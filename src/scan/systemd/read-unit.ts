import { dirname, join } from 'node:path';
import { readEnvFile } from '../env-file/read-env-file.ts';
import { guessSdk } from '../guess-sdk.ts';
import { lineStarts } from '../place.ts';
import { splitWords } from '../words.ts';
import { emptyWorkload, type Quoting, type ScannedVariable, type Workload } from '../workload.ts';

const ASSIGNMENT =
  /(?:"([A-Za-z_]\w*)=((?:\\.|[^"\\])*)"|'([A-Za-z_]\w*)=([^']*)'|(?<!\w)([A-Za-z_]\w*)=((?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'])*))/g;

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

/** Specifiers stand for what only systemd knows. */
const withoutSpecifiers = (value: string): string | null =>
  /%[^%]/.test(value) && !/%[0-9A-Fa-f]{2}/.test(value) ? null : value.replaceAll('%%', '%');

/** The parts of a match of `ASSIGNMENT`: `"NAME=value"`, `'NAME=value'` or `NAME=value`. */
const partsOf = (
  match: RegExpExecArray,
): { name: string; value: string; quoting: Quoting; inner: boolean } => {
  const [, double, doubled = '', single, singled = '', name = '', plain = ''] = match;
  if (double !== undefined) return { name: double, value: doubled, quoting: 'double', inner: true };
  if (single !== undefined) return { name: single, value: singled, quoting: 'single', inner: true };
  return { name, value: splitWords(plain)[0] ?? '', quoting: 'plain', inner: false };
};

const environmentOf = (path: string, line: Line): readonly ScannedVariable[] => {
  const all = [...line.value.matchAll(ASSIGNMENT)];
  const entry = {
    ...{ start: line.start, end: line.end, indent: '' },
    ...{ form: 'systemd' as const, alone: all.length === 1 },
  };
  return all.map((match) => {
    const { name, value, quoting, inner } = partsOf(match);
    const from = line.from + match.index;
    const column = from - line.start + 1 + (inner ? 1 : 0) + name.length + 1;
    return {
      ...{ name, at: { path, line: line.number, column }, from: 'systemd' as const },
      value: withoutSpecifiers(value),
      slot: {
        ...{ path, start: from + (inner ? 0 : name.length + 1), end: from + match[0].length, quoting },
        ...{ dialect: 'systemd' as const, front: inner ? `${name}=` : '', segments: [], entry },
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

/** Variables of `Environment=`; an empty one forgets those above it. */
const ownVariables = (path: string, lines: readonly Line[]): ReadonlyMap<string, ScannedVariable> => {
  const own = new Map<string, ScannedVariable>();
  for (const line of lines.filter(({ key }) => key === 'Environment')) {
    if (line.value.trim() === '') own.clear();
    for (const variable of environmentOf(path, line)) own.set(variable.name, variable);
  }
  return own;
};

/** Path and text of each `EnvironmentFile=`, null where it is not there. */
const environmentFiles = (
  path: string,
  lines: readonly Line[],
  readText: (path: string) => string | null,
): readonly ([string, string] | null)[] =>
  lines
    .filter(({ key }) => key === 'EnvironmentFile')
    .map(({ value }) => readBeside(path, value.trim().replace(/^-/, ''), readText));

const commandOf = (lines: readonly Line[]): readonly string[] => {
  const started = lines.findLast(({ key }) => key === 'ExecStart')?.value ?? '';
  return splitWords(started.replace(/\\\r?\n/g, ' ').replace(/^[-@:+!]+/, ''));
};

/** Reads a systemd unit: `Environment=`, `EnvironmentFile=` and what it starts. */
export const readUnit = (
  path: string,
  text: string,
  readText: (path: string) => string | null,
): { readonly workload: Workload; readonly usedEnvFiles: readonly string[] } => {
  const lines = linesOf(text);
  const files = environmentFiles(path, lines, readText);
  const found = files.filter((file) => file !== null);
  const ofFiles = found.flatMap((file) => readEnvFile(...file, 'none').variables);
  const fromFiles = ofFiles.map((variable) => [variable.name, variable] as const);
  const command = commandOf(lines);
  const name = path.split('/').at(-1) ?? path;
  const variables = [...new Map([...ownVariables(path, lines), ...fromFiles]).values()];
  return {
    usedEnvFiles: found.map(([file]) => file),
    workload: {
      ...emptyWorkload({
        id: path,
        label: `systemd unit ${name}`,
        kind: 'systemd',
        group: path,
        name,
        at: { path, line: 1, column: 1 },
      }),
      ...{ variables, command, complete: !files.includes(null), sdk: guessSdk(null, command) },
    },
  };
};
