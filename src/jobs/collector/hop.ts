import { type Configuration, readConfiguration } from '../../collector/configuration.ts';
import { type CollectorExporter, exportersOf } from '../../collector/exporters.ts';
import type { CollectorText } from '../../collector/text.ts';
import { toText } from '../../disk/text.ts';
import type { CollectorFact } from '../../model/collector.ts';
import { readCollector } from '../../scan/collector/read-collector.ts';
import { fileReader, type Surroundings } from './sources.ts';

/** One Collector of a way, as its configuration says. */
export interface Hop {
  /** Of its first file. */
  readonly path: string;
  readonly texts: readonly CollectorText[];
  readonly configuration: Configuration;
  readonly exporters: readonly CollectorExporter[];
  readonly fact: CollectorFact;
}

/** Reads what one Collector is told to read. */
export const readHop = (texts: readonly CollectorText[], around: Surroundings): Hop => {
  const { asked } = around;
  const [first, ...over] = texts;
  const path = first?.path ?? '';
  const fileAt = fileReader(around);
  const configuration = readConfiguration({ texts, lookup: around.lookup, fileAt });
  const readText = (named: string): string | null => {
    const bytes = around.readFile(named);
    return bytes === null ? null : toText(bytes);
  };
  const { root, unset } = configuration;
  const reader = { lookup: (name: string) => around.lookup(name), fileAt, over };
  return {
    ...{ path, texts, configuration },
    exporters: root === null ? [] : exportersOf(root, path, readText, asked),
    fact: { ...readCollector({ ...(first ?? { path, text: '' }), ...reader }), unset },
  };
};

/** A configuration that a Collector runs by itself: pipelines, and what they name. */
const isWhole = ({ fact }: Hop): boolean =>
  fact.complete &&
  fact.pipelines.length > 0 &&
  !fact.problems.some(({ kind }) => kind === 'undefined-reference') &&
  fact.components.some(({ kind }) => kind === 'receiver') &&
  fact.components.some(({ kind }) => kind === 'exporter');

/**
 * The Collectors that some files are of: each that is whole by itself is one of its own, in the order in which data passes
 * them, and what is not is merged over the one before it.
 */
export const readHops = (
  files: readonly CollectorText[],
  sets: readonly CollectorText[],
  around: Surroundings,
  merge: boolean,
): readonly Hop[] => {
  const chain = !merge && files.length > 1 && files.every((text) => isWhole(readHop([text], around)));
  if (!chain) return [readHop([...files, ...sets], around)];
  return files.map((text) => readHop([text, ...sets], around));
};
