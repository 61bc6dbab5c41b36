import type { Writing } from '../../disk/write.ts';

/** What a command may touch of the outside world; made in one place so that a test can give its own. */
export interface Session {
  /** Variables of the process that the doctor reads. */
  readonly environment: Readonly<Record<string, string>>;
  /** Any other variable, for a configuration file that refers to it. */
  variable?(name: string): string | undefined;
  /** Directory in which the project of the application is looked for; not looked for when left out. */
  readonly directory?: string;
  /** Writes to standard output. */
  write(text: string): void;
  /** Writes to standard error. */
  note(text: string): void;
  readonly columns: number;
  /** The terminal as it is at the moment, where there is one: somebody may change it. */
  terminalSize?(): { readonly columns: number; readonly rows: number };
  readonly colour: boolean;
  /** Colours on standard error; those of standard output when left out. */
  readonly noteColour?: boolean;
  /** Standard error is a terminal, so that progress may be shown there. */
  readonly live: boolean;
  /** Standard input is no terminal, so that a text may be read from it. */
  readonly piped?: boolean;
  /**
   * Runs the same command line again behind another one (`nsenter ...`), with the same environment and these variables,
   * and tells its exit status; null when that could not be started.
   */
  restart?(
    prefix: readonly [string, ...string[]],
    variables: Readonly<Record<string, string>>,
  ): Promise<number | null>;
  /** Every variable of the process, for a command that it starts. */
  wholeEnvironment?(): Readonly<Record<string, string>>;
  /** Told when the reader wants it to end (Ctrl-C, SIGTERM), until the returned function is called. */
  onInterrupt?(listener: (signal: string) => void): () => void;
  /** Told of keys that are pressed, where there is a keyboard, until the returned function is called. */
  onKey?(listener: (key: string) => void): () => void;
  /** Which of our own streams are a terminal, for a command that is given them. */
  readonly terminal?: { readonly stdin: boolean; readonly stdout: boolean };
  /** Writes a file of the reader's choice; rejects with an error that has a code. */
  writeFile?(path: string, content: string | Uint8Array, writing?: Writing): Promise<void>;
  /** Rejects with an error that has a code where a file could not be written; writes nothing. */
  tryFile?(path: string): Promise<void>;
  /** Sets the exit status: 0 healthy, 1 unhealthy, 2 inconclusive or wrong usage; of `run` that of the command. */
  finish(status: number): void;
}
