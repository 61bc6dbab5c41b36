/** A deployment in a few small files, and what is to be said of it. */
export interface Case {
  readonly name: string;
  /** Where the shape was seen. */
  readonly source?: string;
  readonly files: Readonly<Record<string, string>>;
  /** Codes of which the first finding has to have one, as an error; none where nothing above an info may be said. */
  readonly wants: readonly string[];
  /** It is told as a note only, or the kind of file is not read yet: never called healthy. */
  readonly softly?: 'note' | 'unread';
}
