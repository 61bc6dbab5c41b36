import { constants } from 'node:os';
import { mergeLayers } from '../../resolve/layers.ts';
import { fileLayer } from '../../settings/file.ts';
import { sdkNamed } from '../choose-sdk.ts';
import { TELEMETRY_CHECKS } from '../judge-telemetry.ts';
import type { Present } from '../present.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { runCommandsOf } from './commands.ts';
import { proveRun } from './prove.ts';
import { type RunOptions, type RunResult, run } from './run.ts';

/** What is run, in the words of the command line. */
interface RunRequest extends Selection {
  /** `name="command with arguments"` each. */
  readonly service: readonly string[];
  /** The command that ends the run; nothing where there are services alone. */
  readonly command: readonly string[];
  readonly sdk: string | undefined;
  /** Files with variables for every command, the last one on top. */
  readonly envFile: readonly string[];
  readonly forward: boolean;
  readonly prove: boolean;
  readonly forMs: number | null;
  readonly maxSpans: number;
}

/** The present environment, and the reader who may end it. */
interface Surroundings extends Present {
  /** Every variable of the process, for a command that it starts. */
  wholeEnvironment?(): Readonly<Record<string, string>>;
  /** Which of our own streams are a terminal, for a command that is given them. */
  readonly terminal?: RunOptions['surroundings']['terminal'];
  onInterrupt?(listener: () => void): () => void;
  /** Says to a reader who waits what is waited for; nothing where nobody waits. */
  tell?(line: string): void;
}

const optionsOf = (request: RunRequest, surroundings: Surroundings): RunOptions => {
  const { service, command, sdk, forward, forMs, maxSpans } = request;
  const files = mergeLayers(request.envFile.map((path) => fileLayer(path).whole()));
  const environment = {
    ...(surroundings.wholeEnvironment?.() ?? surroundings.environment),
    ...Object.fromEntries([...files].map(([name, { value }]) => [name, value])),
  };
  const commands = runCommandsOf(service, command, environment);
  return {
    commands,
    surroundings: {
      directory: surroundings.directory ?? '.',
      sdk: sdk === undefined ? null : sdkNamed(sdk),
      forward,
      terminal: surroundings.terminal ?? { stdin: false, stdout: false },
      alone: commands.length === 1,
    },
    sdkChosenBy: sdk === undefined ? 'project' : 'flag',
    ...{ forMs, maxSpans },
    chooses: selectionOf(TELEMETRY_CHECKS, request),
  };
};

/** Runs and, where asked for, runs again. The reader who ends it ends all of it, and still gets the report. */
export const runCommands = async (request: RunRequest, surroundings: Surroundings): Promise<RunResult> => {
  let isInterrupted = false;
  const release = surroundings.onInterrupt?.(() => {
    isInterrupted = true;
  });
  try {
    const options = {
      ...optionsOf(request, surroundings),
      isInterrupted: () => isInterrupted,
      ...(surroundings.tell ? { tell: surroundings.tell } : {}),
    };
    const first = await run(options, constants.signals);
    return request.prove ? await proveRun(first, options, constants.signals) : first;
  } finally {
    release?.();
  }
};
