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
  readonly colour: boolean;
  /** Standard error is a terminal, so that progress may be shown there. */
  readonly live: boolean;
  /**
   * Runs the same command line again behind another one (`nsenter ...`), with the same environment and these variables,
   * and tells its exit status; null when that could not be started.
   */
  restart?(
    prefix: readonly [string, ...string[]],
    variables: Readonly<Record<string, string>>,
  ): Promise<number | null>;
  /** Sets the exit status: 0 healthy, 1 unhealthy, 2 inconclusive or wrong usage. */
  finish(status: 0 | 1 | 2): void;
}
