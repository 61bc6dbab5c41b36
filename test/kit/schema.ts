import { expect } from 'vitest';
import { reportErrors } from './report-errors.ts';

/** Fails unless a value is a report as the published schema has it, and one that does not contradict itself. */
export const expectReport = (value: unknown): void => {
  expect(reportErrors(value)).toEqual([]);
};
