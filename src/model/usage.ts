import { errorCode } from './error-code.ts';

/** An error in how the doctor was called: shown as one line, exit status 2. */
export const usageError = (message: string): Error => Object.assign(new Error(message), { code: 'USAGE' });

export const isUsageError = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && errorCode(thrown) === 'USAGE';
