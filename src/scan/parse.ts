import type { AskedCollector } from './collector/image.ts';
import type { SourceFile, Unread } from './files.ts';
import { readYaml, type YamlReading } from './yaml/read-yaml.ts';

/** How files are read: again and again while patches are tried. */
export interface ReadContext {
  readText(path: string): string | null;
  /** Texts that were parsed before. */
  readonly parsed: Map<string, YamlReading>;
  /** The Collector that reads every configuration, in place of what images tell. */
  readonly collector?: AskedCollector | undefined;
}

/** Reads a file as YAML, once for each text. */
export const parse = ({ path, text }: SourceFile, { parsed }: ReadContext): YamlReading => {
  const key = `${path}\n${text}`;
  const known = parsed.get(key) ?? readYaml(path, text);
  parsed.set(key, known);
  return known;
};

/** What is told of a file that could not be parsed. */
export const unparsed = ({ path }: SourceFile, { problem }: YamlReading): readonly Unread[] =>
  problem === null ? [] : [{ path: `${path}:${problem.at.line}`, why: `cannot be read: ${problem.says}` }];
