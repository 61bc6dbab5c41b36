import type { RunningProcess } from '../model/process.ts';
import type { SettingsLayer, Source } from '../model/setting.ts';
import { usageError } from '../model/usage.ts';
import { type MachineOptions, openMachine } from '../processes/machine.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { isRead } from '../resolve/variables.ts';
import { readFileBelow } from './file-states.ts';

/** A running process as a source of settings. */
export interface PidSettings {
  readonly process: RunningProcess;
  readonly layer: SettingsLayer;
  /** The SDK of its language; null when the language or its SDK is not known. */
  readonly sdk: Sdk | null;
  /** Reads a file as the process would: from its directory, in its file system. */
  readFile(path: string): Buffer | null;
  /** Any variable of its environment, for a configuration file that refers to it. */
  variable(name: string): string | undefined;
  /** What reading the process cannot tell. */
  readonly notes: readonly string[];
}

const parsePid = (text: string): number => {
  const pid = Number(text);
  if (!/^[1-9]\d{0,9}$/.test(text.trim()) || !Number.isSafeInteger(pid))
    throw usageError(`--pid takes the number of a process, not "${text.slice(0, 40)}"`);
  return pid;
};

/** Values of a process's environment, and of the system properties of a JVM over it. */
export const processLayer = (
  pid: number,
  environment: Readonly<Record<string, string>>,
  properties: RunningProcess['properties'] = [],
): SettingsLayer => {
  const values: Record<string, { value: string; source: Source }> = {};
  for (const [name, value] of Object.entries(environment))
    values[name] = { value, source: { kind: 'process', name, pid } };
  for (const { variable, written, value } of properties)
    values[variable] = { value, source: { kind: 'process', name: written, pid } };
  return { values };
};

/** Relative paths start at the directory of the process, all at its root. */
const fileReader = ({ directory, fileRoot }: RunningProcess): PidSettings['readFile'] => {
  const place = (path: string): string | null => {
    if (path.startsWith('/')) return path;
    return 'value' in directory ? `${directory.value}/${path}` : null;
  };
  return (path) => {
    const absolute = place(path);
    return absolute === null ? null : readFileBelow(fileRoot, absolute);
  };
};

const notesOn = ({ pid, environment }: RunningProcess): readonly string[] => {
  const isSet =
    'value' in environment && Object.keys(environment.value).some((name) => name.startsWith('OTEL_'));
  return [
    `Process ${pid} was read as it was started; what its code or a .env file set later cannot be seen.`,
    ...(isSet ? [] : [`No OTEL_ variable was set when process ${pid} was started.`]),
  ];
};

const gone = (pid: number): Error => usageError(`there is no process ${pid}, or it has ended`);

const environmentOf = ({ pid, environment }: RunningProcess): Readonly<Record<string, string>> => {
  if ('value' in environment) return environment.value;
  if (environment.unread === 'gone') throw gone(pid);
  throw usageError(`the environment of process ${pid} may not be read: run as its user or as root`);
};

/** Read when it is asked for: nobody else's secrets are looked at before. */
const variableOf = (pid: number, name: string, options: MachineOptions): string | undefined => {
  const read = openMachine((asked) => asked === name, options)?.read(pid);
  if (read === undefined || !('value' in read) || !('value' in read.value.environment)) return undefined;
  return read.value.environment.value[name];
};

/** Reads a running process as a source of settings. Throws a usage error when that cannot be. */
export const readPid = (text: string, options: MachineOptions = {}): PidSettings => {
  const pid = parsePid(text);
  const machine = openMachine(isRead, options);
  if (machine === null) throw usageError('--pid works on Linux and macOS only');
  const read = machine.read(pid);
  if ('unread' in read) throw gone(pid);
  const { language, properties } = read.value;
  return {
    process: read.value,
    layer: processLayer(pid, environmentOf(read.value), properties),
    sdk: language === 'unknown' ? null : (findSdk(language) ?? null),
    readFile: fileReader(read.value),
    variable: (name) => variableOf(pid, name, options),
    notes: notesOn(read.value),
  };
};
