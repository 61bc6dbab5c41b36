import { PassThrough } from 'node:stream';
import { type Exit, type StartOptions, startApplication } from '../../src/launch/start.ts';

/** What a command wrote and how it ended. */
export interface Ran extends Exit {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Keeps what is passed on. */
export const collecting = (): { readonly stream: PassThrough; bytes(): Buffer } => {
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return { stream, bytes: () => Buffer.concat(chunks) };
};

/** Options of a command whose output is kept, with nothing of this machine's variables but PATH. */
export const quiet = (argv: readonly string[], change: Partial<StartOptions> = {}): StartOptions => ({
  argv,
  environment: { PATH: process.env.PATH ?? '' },
  directory: process.cwd(),
  stdin: 'none',
  terminal: { stdin: false, stdout: false },
  prefix: null,
  onOutput: () => undefined,
  ...change,
});

/** Runs a command to its end; one that does not end by itself is stopped. */
export const runToEnd = async (options: StartOptions, milliseconds = 20_000): Promise<Ran> => {
  const out = collecting();
  const err = collecting();
  const running = await startApplication({ ...options, to: { stdout: out.stream, stderr: err.stream } });
  const timer = setTimeout(() => void running.stop(0), milliseconds);
  const exit = await running.exited;
  clearTimeout(timer);
  return { ...exit, stdout: out.bytes(), stderr: err.bytes() };
};
