#!/usr/bin/env node
import type { Session } from './commands/shared/session.ts';
import { VERSION } from './version.ts';

// grpc-js warns of its own doings when a TLS endpoint is an address; that is not for the reader.
process.noDeprecation = true;

const argv = process.argv.slice(2);

const columnsOf = (stream: NodeJS.WriteStream): number =>
  stream.isTTY ? Math.min(Math.max(stream.columns, 40), 100) : 80;

const wantsColour = (stream: NodeJS.WriteStream): boolean => {
  if (process.env['NO_COLOR']) return false;
  if (process.env['FORCE_COLOR']) return process.env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && process.env['TERM'] !== 'dumb';
};

const canRedraw = (): boolean => process.env['TERM'] !== 'dumb' && (process.stdout.columns ?? 80) >= 40;

/** A directory that was removed while somebody is in it has no name; libraries ask for one and would end the process. */
const workingDirectory = (): { readonly directory?: string } => {
  try {
    return { directory: process.cwd() };
  } catch {
    process.cwd = () => '/(deleted directory)';
    return {};
  }
};

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C as a key: a terminal that hands over single keys sends no signal for it. */
const CTRL_C = '\u0003';

const onKey = (listener: (key: string) => void): (() => void) => {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  const onData = (data: Buffer): void => {
    const key = data.toString('latin1');
    if (key === CTRL_C) process.kill(process.pid, 'SIGINT');
    else listener(key);
  };
  stdin.setRawMode(true).resume().on('data', onData);
  return () => {
    stdin.off('data', onData).setRawMode(false).pause();
  };
};

const session = (
  environment: Session['environment'],
  where: ReturnType<typeof workingDirectory>,
): Session => ({
  environment,
  variable: (name) => process.env[name],
  ...where,
  write: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
  columns: columnsOf(process.stdout),
  terminalSize: () => ({ columns: process.stdout.columns ?? 80, rows: process.stdout.rows ?? 24 }),
  colour: wantsColour(process.stdout),
  noteColour: wantsColour(process.stderr),
  // Steps are drawn over each other, which takes a terminal that can, and lines that are not broken.
  live: process.stderr.isTTY === true && process.stdout.isTTY === true && canRedraw(),
  get piped() {
    return process.stdin.isTTY !== true;
  },
  restart: async (prefix, variables) => {
    const { runInPlace } = await import('./processes/enter.ts');
    const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    return runInPlace([...prefix, ...again], { ...process.env, ...environment, ...variables });
  },
  terminal: { stdin: process.stdin.isTTY === true, stdout: process.stdout.isTTY === true },
  wholeEnvironment: () => ({ ...(process.env as Record<string, string>), ...environment }),
  onInterrupt: (listener) => {
    for (const signal of INTERRUPTS) process.on(signal, listener);
    return () => {
      for (const signal of INTERRUPTS) process.off(signal, listener);
    };
  },
  onKey: (listener) => onKey(listener),
  writeFile: async (path, content, writing) => {
    const { writeFile } = await import('./disk/write.ts');
    writeFile(path, content, writing);
  },
  tryFile: async (path) => {
    const { refuseUnwritable } = await import('./disk/write.ts');
    refuseUnwritable(path);
  },
  finish: (status) => {
    process.exitCode = status;
  },
});

/** A reader that goes away (head, less) is no error; what cannot be written is one. */
const endWith = (error: NodeJS.ErrnoException): never => {
  if (error.code === 'EPIPE') process.exit();
  try {
    process.stderr.write(`otel-doctor: the report could not be written (${error.code ?? error.message})\n`);
  } finally {
    process.exit(2);
  }
};

/** Ends the process once everything is written: an exporter that still wants to retry must not hold it open. */
const leave = (): void => {
  process.stdout.write('', (error) => (error ? endWith(error) : process.exit()));
};

process.stdout.on('error', endWith);
process.stderr.on('error', () => undefined);

if (argv.length === 1 && argv[0] === '--version') process.stdout.write(`${VERSION}\n`);
else {
  process.on('uncaughtException', (error) => {
    process.stderr.write(`otel-doctor failed, which is its own mistake: ${error.message}\n`);
    process.exit(2);
  });
  // Before anything else is loaded: libraries ask for the directory, and keep what looks names up.
  const where = workingDirectory();
  const { boundLookups } = await import('./probes/wire/lookup.ts');
  boundLookups();
  const { takeEnvironment } = await import('./settings/process.ts');
  const { main } = await import('./commands/main.ts');
  await main(argv, session(takeEnvironment(process.env), where));
  leave();
}
