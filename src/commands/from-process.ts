import { type PidSettings, readPid } from '../settings/pid.ts';
import { enterNetwork } from './enter-network.ts';
import type { Session } from './shared/session.ts';

/**
 * A running process as the source of settings, seen from its own network where that is permitted: then another run of
 * the doctor has done everything (`done`).
 */
export const fromProcess = async (pid: string, session: Session): Promise<PidSettings | 'done'> => {
  const settings = readPid(pid);
  const notes = await enterNetwork(settings.process, session);
  return notes === 'done' ? 'done' : { ...settings, notes: [...notes, ...settings.notes] };
};
