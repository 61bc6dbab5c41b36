import { livingTree, type Member } from '../processes/tree.ts';

/** A command's processes, the ones among them whose parents ended as far as a look has found them before. */
export interface ProcessTree {
  /** Looks who is there; the processes that still run, without what ended. */
  look(): readonly Member[];
  signal(signal: NodeJS.Signals): void;
}

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile, or became another user.
  }
};

/** Follows what a process starts. Only processes that descend from it are ever signalled. */
export const followTree = (pid: number): ProcessTree => {
  let known: readonly Member[] = livingTree([{ pid, started: null }]);
  const look = (): readonly Member[] => {
    known = livingTree(known);
    return known;
  };
  return {
    look,
    signal: (signal) => {
      // The parent first: a shell would go on with its next command when only the one before it ends.
      for (const member of look()) send(member.pid, signal);
    },
  };
};
