import type { Command } from '../shared/command.ts';
import type { Row } from '../shared/flags.ts';

/** What may stand behind a flag: some words, a file, or anything. */
export type Completion = readonly string[] | 'file' | 'anything' | 'nothing';

/** Everything that the scripts are made of. */
export interface CompletionMaterial {
  readonly commands: readonly Command[];
  readonly codes: readonly string[];
}

/** Commands as they are written; the main job has no name. */
export const namesOf = ({ commands }: CompletionMaterial): readonly string[] =>
  commands.map(({ name }) => name).filter((name) => name !== '');

/** Words for the value of a flag or a positional argument. */
export const valuesOf = ({ type, offers, words }: Row, material: CompletionMaterial): Completion => {
  if (type === 'boolean') return 'nothing';
  if (offers === 'command') return namesOf(material);
  if (offers === 'code') return material.codes;
  return offers ?? words ?? 'anything';
};

/** Words for what stands alone on the command line. */
export const positionalOf = ({ positionals }: Command, material: CompletionMaterial): Completion => {
  const [first] = Object.values(positionals);
  return first === undefined ? 'nothing' : valuesOf(first, material);
};

/** Flags as they are written. */
export const flagsOf = ({ flags }: Command): readonly string[] => [
  ...Object.keys(flags).map((name) => `--${name}`),
  '--help',
];
