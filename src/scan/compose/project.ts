import type { SourceFile } from '../files.ts';
import type { ScannedVariable } from '../workload.ts';
import type { YamlNode } from '../yaml/tree.ts';

/** A Compose file after it was read as YAML. */
export interface ComposeFile extends SourceFile {
  readonly root: YamlNode;
}

/** What is read while a project is put together. */
export interface ComposeContext {
  readText(path: string): string | null;
  readCompose(path: string): ComposeFile | null;
}

/** Files that are laid over each other. */
export interface Project {
  readonly group: string;
  readonly files: readonly ComposeFile[];
  /** Whether other files may be laid over them, or them over others, that are not among the files. */
  readonly open: boolean;
}

/** What the services of a project are read with. */
export interface Build {
  readonly context: ComposeContext;
  readonly known: ReadonlyMap<string, ScannedVariable>;
  readonly unset: Set<string>;
}
