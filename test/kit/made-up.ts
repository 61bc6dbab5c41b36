import type { Area } from '../../src/model/check.ts';
import type { CheckCode } from '../../src/model/check-code.ts';

/** A code of no check, for what treats all codes alike. */
export const madeUp = (code: `${Area}/${string}`): CheckCode => code as CheckCode;
