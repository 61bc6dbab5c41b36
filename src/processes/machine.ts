import type { Listener, Read, RunningProcess } from '../model/process.ts';
import type { Variables, Wanted } from './describe.ts';
import { pidsOf } from './linux.ts';
import { listListeners } from './listeners.ts';
import { listMacListeners } from './mac-listeners.ts';
import { readMacEnvironments, readMacProcess } from './mac-process.ts';
import { readEnvironment, readProcess } from './read-process.ts';
import { type RunTool, runTool } from './run-tool.ts';

/** The processes of this machine, whatever its system. */
export interface Machine {
  read(pid: number): Read<RunningProcess>;
  /** Variables of every process, by its id. */
  environments(): ReadonlyMap<number, Read<Variables>>;
  listeners(ports: readonly number[]): readonly Listener[];
}

const linux = (wanted: Wanted, root: string): Machine => ({
  read: (pid) => readProcess(pid, wanted, root),
  environments: () => new Map(pidsOf(root).map((pid) => [pid, readEnvironment(pid, wanted, root)])),
  listeners: (ports) => listListeners(ports, root),
});

const mac = (wanted: Wanted, run: RunTool): Machine => ({
  read: (pid) => readMacProcess(pid, wanted, run),
  environments: () => readMacEnvironments(wanted, run),
  listeners: (ports) => listMacListeners(ports, run),
});

/** Where to look; a test gives its own. */
export interface MachineOptions {
  readonly platform?: string;
  readonly root?: string;
  readonly run?: RunTool;
}

/** Null on a system on which the doctor does not know how to look at other processes. */
export const openMachine = (wanted: Wanted, options: MachineOptions = {}): Machine | null => {
  const { platform = process.platform, root = '/proc', run = runTool } = options;
  if (platform === 'linux') return linux(wanted, root);
  return platform === 'darwin' ? mac(wanted, run) : null;
};
