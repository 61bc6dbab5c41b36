import { orElse } from './files.ts';
import { pidsOf, statusOf } from './linux.ts';
import { type RunTool, runTool } from './run-tool.ts';

/** A process of a tree. `started` tells it from a later one with the same id; null where the system does not tell. */
export interface Member {
  readonly pid: number;
  readonly started: string | null;
}

interface Related extends Member {
  readonly parent: number;
}

/** Processes that have not ended, with their parents. */
const linuxProcesses = (root: string): readonly Related[] =>
  pidsOf(root).flatMap((pid) => {
    const status = orElse(statusOf(pid, root), null);
    return status === null || status.ended ? [] : [{ pid, parent: status.parent, started: status.started }];
  });

const toolProcesses = (run: RunTool): readonly Related[] =>
  (run('ps', ['-axo', 'pid=,ppid=,stat=,lstart=']) ?? '').split('\n').flatMap((line) => {
    const [, pid, parent, state = '', started = null] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S.*)$/.exec(line) ?? [];
    if (pid === undefined || state.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), started }];
  });

/** Below these processes, they themselves in front. */
const descend = (tops: readonly Member[], all: readonly Related[]): readonly Member[] => {
  const children = new Map<number, Member[]>();
  for (const { parent, pid, started } of all)
    children.set(parent, [...(children.get(parent) ?? []), { pid, started }]);
  const tree = [...tops];
  const seen = new Set(tree.map(({ pid }) => pid));
  // Grows while it is walked: the children of children follow.
  for (const { pid } of tree) {
    for (const child of children.get(pid) ?? []) {
      if (seen.has(child.pid)) continue;
      seen.add(child.pid);
      tree.push(child);
    }
  }
  return tree;
};

/** Ids of a process and of everything that it started and that is still its descendant. Linux. */
export const treeOf = (pid: number, root: string): readonly number[] =>
  descend([{ pid, started: null }], linuxProcesses(root)).map((member) => member.pid);

const allProcesses = (): readonly Related[] =>
  process.platform === 'linux' ? linuxProcesses('/proc') : toolProcesses(runTool);

/**
 * Those of these processes that still run, and everything below them. A process whose parent ended belongs to another
 * one from then on: whoever wants to follow it hands in what an earlier look has found.
 */
export const livingTree = (known: readonly Member[]): readonly Member[] => {
  const all = allProcesses();
  const living = known.flatMap(({ pid, started }) =>
    all
      .filter((other) => other.pid === pid && (started === null || other.started === started))
      .map((other) => ({ pid, started: other.started })),
  );
  return descend(living, all);
};
