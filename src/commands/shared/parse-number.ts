import { usageError } from '../../model/usage.ts';

/** A whole number above 0. */
export const parseCount = (text: string, flag: string): number => {
  const value = Number(text.replace(/[_,]/g, ''));
  if (!Number.isSafeInteger(value) || value <= 0)
    throw usageError(`--${flag} takes a whole number above 0, not "${text}"`);
  return value;
};

/** A TCP port; 0 leaves the choice to the system. */
export const parsePort = (text: string, flag: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw usageError(`--${flag} takes a port from 0 to 65535, not "${text}"`);
  return value;
};
