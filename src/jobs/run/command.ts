/** One command of a run. */
export interface RunCommand {
  /** Under which findings and services name it. */
  readonly id: string;
  /** For the reader, and the source of its telemetry: no other command of the run has it. */
  readonly name: string;
  readonly argv: readonly string[];
  /** Every variable that it has by itself, before its exporters are pointed elsewhere. */
  readonly environment: Readonly<Record<string, string>>;
  /** The run ends when this one ends, and the others are stopped then. */
  readonly driver: boolean;
}
