import type { TreeNode } from './tree.ts';

/** A configuration as it was found. */
export interface CollectorText {
  /** Of the file that holds it. */
  readonly path: string;
  readonly text: string;
  /** What tells it from others of the same file: kind and name of the resource that holds it. */
  readonly within?: string;
  /** Line of the file in which the text begins; 1 unless given. */
  readonly firstLine?: number;
  /** Blanks that stand in front of each line of it in the file. */
  readonly indent?: number;
  /** False for a text in quotes or folded, whose lines are not those of the file. */
  readonly linesMatch?: boolean;
  /** The text as a tree, where it is in another language than YAML. */
  readonly tree?: TreeNode;
}
