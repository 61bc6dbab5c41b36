import type { RunningProcess } from '../model/process.ts';
import { entryTo } from '../processes/enter.ts';
import type { Session } from './shared/session.ts';

/** Set for the doctor that was started in the network of a process: it must not start itself once more. */
const GUARD = 'OTEL_DOCTOR_ENTERED';

const OTHER_NAMES = 'other names';

const namesNote = (pid: number): string =>
  `Names were looked up with the hosts and resolver files of this machine, not with those of process ${pid}.`;

const outsideNote = (pid: number): string =>
  `Process ${pid} has a network of its own, and the doctor may not enter it (that takes root and nsenter): everything was tried from the network of this machine instead.`;

/**
 * Starts the doctor again in the network of the process, when that is not ours; the outcome of that run is ours then
 * (`done`). Otherwise returns what is to be said of going on from here.
 */
export const enterNetwork = async (
  { pid, network, fileRoot }: RunningProcess,
  session: Session,
): Promise<'done' | readonly string[]> => {
  const entered = session.environment[GUARD];
  if (network.whose === 'own') return entered === OTHER_NAMES ? [namesNote(pid)] : [];
  if (network.whose === 'unknown')
    return [
      `Whether process ${pid} has a network of its own could not be seen; everything was tried from here.`,
    ];
  const entry = entered === undefined && session.restart ? entryTo(pid, fileRoot) : null;
  if (entry === null || session.restart === undefined) return [outsideNote(pid)];
  const guard = { [GUARD]: entry.ownNames ? 'own names' : OTHER_NAMES };
  const status = await session.restart(entry.prefix, guard);
  if (status === null) return [outsideNote(pid)];
  session.finish(status === 0 || status === 1 ? status : 2);
  return 'done';
};
