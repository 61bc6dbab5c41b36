import { AsyncLocalStorage } from 'node:async_hooks';
import { DiagLogLevel, diag } from '@opentelemetry/api';

const LINE_LIMIT = 50;

const lines = new AsyncLocalStorage<string[]>();

const write = (...parts: readonly unknown[]): void => {
  const store = lines.getStore();
  if (store && store.length < LINE_LIMIT)
    store.push(
      parts
        .map((part) => String(part))
        .join(' ')
        .slice(0, 1000),
    );
};

let installed = false;

/**
 * Runs something and keeps what the exporters write to their diagnostic log meanwhile: the only place where they
 * tell of partial success and of settings they could not use.
 */
export const withDiagnostics = async <T>(
  run: () => Promise<T>,
): Promise<{ readonly value: T; readonly log: readonly string[] }> => {
  if (!installed) {
    const silent = (): void => {};
    const logger = { error: write, warn: write, info: write, debug: silent, verbose: silent };
    diag.setLogger(logger, { logLevel: DiagLogLevel.INFO, suppressOverrideMessage: true });
    installed = true;
  }
  const log: string[] = [];
  const value = await lines.run(log, run);
  return { value, log };
};
