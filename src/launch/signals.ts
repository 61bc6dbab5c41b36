/** Signals that an application may be meant to get. */
const PASSED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const;

/** A terminal sends these to every process of the foreground group itself. */
const FROM_TERMINAL: readonly string[] = ['SIGINT', 'SIGQUIT', 'SIGWINCH'];

/** A second Ctrl-C after this long means that the first one was not enough. */
const PATIENCE_MS = 5_000;

/** Where signals come from: this process, or a test's own. */
export interface SignalSource {
  on(signal: string, listener: () => void): unknown;
  off(signal: string, listener: () => void): unknown;
}

/** What becomes of a signal. */
export interface Passed {
  /** Our standard input is a terminal, and the command is in its foreground group as we are. */
  readonly atTerminal: boolean;
  send(signal: NodeJS.Signals): void;
  /** The reader insists. */
  kill(): void;
}

/** Passes signals on until the function that it returns is called. */
export const passSignals = (source: SignalSource, { atTerminal, send, kill }: Passed): (() => void) => {
  let interruptedAt: number | null = null;
  const insists = (): boolean => {
    const now = performance.now();
    interruptedAt ??= now;
    return now - interruptedAt > PATIENCE_MS;
  };
  const take = (signal: NodeJS.Signals): void => {
    if (signal === 'SIGINT' && insists()) kill();
    else if (!atTerminal || !FROM_TERMINAL.includes(signal)) send(signal);
  };
  const listeners = PASSED.map((signal) => ({ signal, listener: () => take(signal) }));
  for (const { signal, listener } of listeners) source.on(signal, listener);
  return () => {
    for (const { signal, listener } of listeners) source.off(signal, listener);
  };
};
