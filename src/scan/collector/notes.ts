import type { Spot, TreeNode } from '../../collector/tree.ts';
import type { CollectorProblem } from '../../model/collector.ts';
import type { Location } from '../../model/finding.ts';
import { nearest } from '../../text/nearest.ts';

/** Place in the file of a place in the text. */
export type Place = (spot: Spot) => Location;

/** A problem; it keeps the Collector from starting unless it says otherwise. */
export type Noted = Omit<CollectorProblem, 'edits' | 'severity' | 'follows'> & Partial<CollectorProblem>;

/** Notes problems while a configuration is read. */
export type Note = (problem: Noted) => void;

const FOLLOWS = 'The Collector does not start with this configuration.';

/** Makes a list of problems, and what adds to it. */
export const problemList = (): { readonly problems: CollectorProblem[]; readonly note: Note } => {
  const problems: CollectorProblem[] = [];
  return {
    problems,
    note: (problem) => problems.push({ edits: [], severity: 'error', follows: FOLLOWS, ...problem }),
  };
};

/** What kind of thing a value is, for a sentence. */
export const kindText = (node: TreeNode): string => {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  if (node.value === null) return 'empty';
  if (typeof node.value === 'string') return 'a text';
  return typeof node.value === 'number' ? 'a number' : 'a boolean';
};

/** Notes a key that nothing reads, with the nearest that something does. */
export const noteUnknownKey = (
  note: Note,
  key: string,
  at: Location,
  where: string,
  known: readonly string[],
  advice: string | null = null,
): void => {
  const instead = advice === null ? nearest(key, known) : undefined;
  note({
    kind: 'unknown-key',
    at,
    says: `${key === '' ? 'An empty key' : `The key ${key}`} does not exist ${where}`,
    advice:
      advice ??
      (instead === undefined
        ? `Take it out, or use one of ${known.slice(0, 8).join(', ')}`
        : `Write ${instead}`),
    edits: instead === undefined ? [] : [{ at, from: key, to: instead }],
  });
};
