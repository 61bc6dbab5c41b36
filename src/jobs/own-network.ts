import type { RunningProcess } from '../model/process.ts';
import { entryTo } from '../processes/enter.ts';
import { type PidSettings, readPid } from '../settings/pid.ts';

/** Set for the doctor that was started in the network of a process: it must not start itself once more. */
const GUARD = 'OTEL_DOCTOR_ENTERED';

const OTHER_NAMES = 'other names';

const namesNote = (pid: number): string =>
  `Names were looked up with the hosts and resolver files of this machine, not with those of process ${pid}.`;

const outsideNote = (pid: number): string =>
  `Process ${pid} has a network of its own, and the doctor may not enter it (that takes root and nsenter): everything was tried from the network of this machine instead.`;

/** What it takes to run again somewhere else. */
export interface Restart {
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Runs the same command line again behind another one (`nsenter ...`) and tells its exit status; null when that could
   * not be started.
   */
  restart?(
    prefix: readonly [string, ...string[]],
    variables: Readonly<Record<string, string>>,
  ): Promise<number | null>;
}

/** Another run of the doctor has done everything, and ended so. */
export interface DoneElsewhere {
  readonly status: 0 | 1 | 2;
}

/**
 * Starts the doctor again in the network of the process, when that is not ours; the outcome of that run is ours then.
 * Otherwise returns what is to be said of going on from here.
 */
const enterNetwork = async (
  { pid, network, fileRoot }: RunningProcess,
  again: Restart,
): Promise<DoneElsewhere | readonly string[]> => {
  const entered = again.environment[GUARD];
  if (network.whose === 'own') return entered === OTHER_NAMES ? [namesNote(pid)] : [];
  if (network.whose === 'unknown')
    return [
      `Whether process ${pid} has a network of its own could not be seen; everything was tried from here.`,
    ];
  const entry = entered === undefined && again.restart ? entryTo(pid, fileRoot) : null;
  if (entry === null || again.restart === undefined) return [outsideNote(pid)];
  const guard = { [GUARD]: entry.ownNames ? 'own names' : OTHER_NAMES };
  const status = await again.restart(entry.prefix, guard);
  if (status === null) return [outsideNote(pid)];
  return { status: status === 0 || status === 1 ? status : 2 };
};

/** A running process as the source of settings, seen from its own network where that is permitted. */
export const fromProcess = async (pid: string, again: Restart): Promise<PidSettings | DoneElsewhere> => {
  const settings = readPid(pid);
  const notes = await enterNetwork(settings.process, again);
  return 'status' in notes ? notes : { ...settings, notes: [...notes, ...settings.notes] };
};
