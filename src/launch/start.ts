import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { errorCode } from '../model/error-code.ts';
import { usageError } from '../model/usage.ts';
import { maskArguments } from '../text/mask-arguments.ts';
import { ownOutput } from './own-output.ts';
import { type Passing, passOn } from './pass-on.ts';
import { followTree, type ProcessTree } from './process-tree.ts';
import { passSignals, type SignalSource } from './signals.ts';

/** How to start a command. */
export interface StartOptions {
  readonly argv: readonly string[];
  /** All of its variables; none of ours are added. */
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** Only one command can have our standard input. */
  readonly stdin: 'inherit' | 'none';
  /** Our standard output is a terminal: it is handed over as it is, since programs write otherwise to a pipe. */
  readonly terminal: { readonly stdin: boolean; readonly stdout: boolean };
  /** Name in front of each line, where several commands share a terminal; null for none. */
  readonly prefix: string | null;
  /** What the command writes on the streams that are read. */
  readonly onOutput: (chunk: Buffer, stream: 'stdout' | 'stderr') => void;
  /** Where its output goes: our own streams when left out. */
  readonly to?: { readonly stdout: Writable; readonly stderr: Writable };
  /** Where the signals to pass on come from: this process when left out. */
  readonly signals?: SignalSource;
}

/** How a command ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly ranMs: number;
  /** Processes that it started and that still run; they are not waited for. */
  readonly outliving: number;
}

/** A command that was started. */
export interface RunningApplication {
  readonly pid: number;
  /** Streams that are read; without `stdout` the log is that of standard error alone. */
  readonly read: readonly ('stdout' | 'stderr')[];
  /** Resolves when the command has ended and what it wrote is passed on. */
  readonly exited: Promise<Exit>;
  /** Asks the command and all that it started to end, and ends what is left after so many milliseconds. */
  stop(ms: number): Promise<void>;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program',
  EACCES: 'it is not executable',
  ENOTDIR: 'there is no such program',
  E2BIG: 'its arguments and variables are too long',
};

const cannotStart = (argv: readonly string[], thrown: unknown): Error => {
  const code = errorCode(thrown);
  return usageError(`cannot start ${maskArguments(argv.slice(0, 1)).join('')}: ${REASONS[code] ?? code}`);
};

const launch = async (options: StartOptions, inherits: boolean): Promise<ChildProcess> => {
  const { argv, environment, directory } = options;
  const [program = '', ...args] = argv;
  if (program === '') throw usageError('there is no command to start');
  const stdio: StdioOptions = [
    options.stdin === 'inherit' ? 'inherit' : 'ignore',
    inherits ? 'inherit' : 'pipe',
    'pipe',
  ];
  try {
    const child = spawn(program, args, { cwd: directory, env: environment, stdio });
    await once(child, 'spawn');
    return child;
  } catch (thrown) {
    throw cannotStart(argv, thrown);
  }
};

/** How often it is looked whether a command has started others, and whether they have ended. */
const LOOK_MS = 500;
const WAIT_MS = 20;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a stream has ended, or rests because only processes that outlive the command hold it. */
const drained = async (streams: readonly Passing[]): Promise<void> => {
  while (!streams.every((stream) => stream.hasEnded() || stream.isQuiet())) await pause(WAIT_MS);
};

const stopTree = async (tree: ProcessTree, ms: number): Promise<void> => {
  tree.signal('SIGTERM');
  const end = performance.now() + ms;
  while (tree.look().length > 0 && performance.now() < end) await pause(WAIT_MS);
  // What starts others while it is being ended is found by a second look.
  for (let round = 0; round < 5 && tree.look().length > 0; round += 1) {
    tree.signal('SIGKILL');
    await pause(WAIT_MS);
  }
};

const passAll = (child: ChildProcess, options: StartOptions): readonly Passing[] => {
  const { onOutput, prefix, to = { stdout: ownOutput(1), stderr: ownOutput(2) } } = options;
  return (['stdout', 'stderr'] as const).flatMap((stream) => {
    const from = child[stream];
    return from === null ? [] : [passOn(from, to[stream], prefix, (chunk) => onOutput(chunk, stream))];
  });
};

/** What signals are for, once there is something that they can be for. */
interface Receiving {
  child: ChildProcess | null;
  tree: ProcessTree | null;
}

/**
 * Starts a command without a shell. Its output is passed on byte for byte, signals go to it, and its end is told.
 * Rejects with a usage error when it cannot be started.
 */
export const startApplication = async (options: StartOptions): Promise<RunningApplication> => {
  const inherits = options.terminal.stdout && options.prefix === null && options.to === undefined;
  const started = performance.now();
  const receiving: Receiving = { child: null, tree: null };
  // From before the start: a signal that comes at once must not end us and leave the command alone.
  const release = passSignals(options.signals ?? process, {
    atTerminal: options.terminal.stdin,
    send: (signal) => void receiving.child?.kill(signal),
    kill: () => receiving.tree?.signal('SIGKILL'),
  });
  const child = await launch(options, inherits).catch((thrown: unknown) => {
    release();
    throw thrown;
  });
  receiving.child = child;
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const passing = passAll(child, options);
  const tree = followTree(child.pid ?? -1);
  receiving.tree = tree;
  const looking = setInterval(() => tree.look(), LOOK_MS);
  const finish = async (): Promise<Exit> => {
    const [code, signal] = await ended;
    const ranMs = Math.round(performance.now() - started);
    clearInterval(looking);
    await drained(passing);
    release();
    return { code, signal, ranMs, outliving: tree.look().length };
  };
  return {
    pid: child.pid ?? -1,
    read: inherits ? ['stderr'] : ['stdout', 'stderr'],
    exited: finish(),
    stop: (ms) => stopTree(tree, ms),
  };
};
