import type { CollectorFact } from '../../model/collector.ts';
import type { SourceFile, Unread } from '../files.ts';
import type { ReadContext } from '../parse.ts';
import type { Workload } from '../workload.ts';

/** What a file says when it is read by itself. */
export interface KindReading {
  readonly workloads: readonly Workload[];
  readonly notes?: readonly string[];
  /** Configurations of Collectors that are in it. */
  readonly collectors?: readonly CollectorFact[];
  /** What a server that reads the file sends to; who runs that server is told by who mounts the file. */
  readonly servers?: readonly Workload[];
  /** What of it could not be read. */
  readonly unread?: readonly Unread[];
  /** Files that it takes in, so that they are not judged on their own. */
  readonly uses?: readonly string[];
}

/** One kind of file. A new kind is one more row in `kinds/index.ts`, and a folder for its reader. */
export interface FileKind {
  readonly name: string;
  /** In the plural, for a sentence. */
  readonly label: string;
  /** Of the path. */
  readonly path: RegExp;
  /** Its path alone tells it, whatever its YAML or JSON looks like. */
  readonly byPath?: true;
  /** Whether a text with words of ours is of this kind and holds settings. */
  holds(text: string, path: string): boolean;
  /** Null where it is known and not read: the verdict on its unit then stays open. */
  readonly read: ((file: SourceFile, context: ReadContext) => KindReading) | null;
}
