import { spawn } from 'node:child_process';
import { atEnd } from './at-end.ts';
import { waitFor } from './wait.ts';

/** The environment of a child: these variables and a PATH, nothing that happens to be set on this machine. */
export type Environment = Readonly<Record<string, string>>;

/** How to start a child process. */
export interface LaunchOptions {
  readonly environment?: Environment;
  readonly directory?: string;
  readonly input?: string;
}

/** A child process that is being run, and what it wrote so far. */
export interface RunningProcess {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** The exit status; 128 plus the number where a signal ended it, -1 where it could not be started. */
  readonly exited: Promise<number>;
  /** Waits until the output matches; fails at once when the process ends before. */
  waitForOutput(pattern: RegExp, milliseconds?: number): Promise<void>;
  /** Ends it by its own pid: SIGTERM, and SIGKILL five seconds later. */
  stop(): Promise<void>;
}

/** Starts a program; a network namespace has such a function too, which starts it there. */
export type Launch = (command: string, args: readonly string[], options?: LaunchOptions) => RunningProcess;

/** What a program that has ended left behind. */
export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const basicPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Starts a program with nothing of this process's environment but its PATH. */
export const launch: Launch = (command, args, options = {}) => {
  const child = spawn(command, args, {
    cwd: options.directory,
    env: { PATH: process.env.PATH ?? basicPath, ...options.environment },
  });
  const output = { stdout: '', stderr: '', ended: false };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  child.stdin.on('error', () => undefined).end(options.input);
  const kill = () => child.kill('SIGKILL');
  const callOff = atEnd(kill);
  const exited = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output.stderr += `${error.message}\n`;
      resolve(-1);
    });
    child.once('close', (code, signal) => resolve(code ?? 128 + signalNumber(signal)));
  }).finally(() => {
    output.ended = true;
    callOff();
  });
  return {
    pid: child.pid ?? -1,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    exited,
    waitForOutput: (pattern, milliseconds) => waitForOutput(output, command, pattern, milliseconds),
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 5_000);
      await exited;
      clearTimeout(timer);
    },
  };
};

/** Runs a program to its end, at most so many milliseconds: then it is stopped, which its exit status shows. */
export async function finish(running: RunningProcess, milliseconds = 20_000): Promise<Finished> {
  const timer = setTimeout(() => running.stop(), milliseconds);
  const exitCode = await running.exited;
  clearTimeout(timer);
  return { exitCode, stdout: running.stdout(), stderr: running.stderr() };
}

/** Runs a program to its end, at most so many milliseconds. */
export function run(
  command: string,
  args: readonly string[],
  options: LaunchOptions & { readonly milliseconds?: number } = {},
): Promise<Finished> {
  return finish(launch(command, args, options), options.milliseconds);
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly ended: boolean;
}

async function waitForOutput(
  output: Output,
  command: string,
  pattern: RegExp,
  milliseconds?: number,
): Promise<void> {
  const seen = () => pattern.test(output.stdout) || pattern.test(output.stderr);
  const story = () => `${pattern} from ${command}; it wrote:\n${output.stdout}${output.stderr}`;
  await waitFor(() => seen() || output.ended, story, milliseconds);
  if (!seen()) throw new Error(`${command} ended before ${story()}`);
}

function signalNumber(signal: NodeJS.Signals | null): number {
  const numbers: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
  return (signal && numbers[signal]) ?? 0;
}
