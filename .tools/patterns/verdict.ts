import { check } from 'recheck';
import type { Pattern } from './collect.ts';
import { waysOf } from './ways.ts';

/** Attempts for each character of a text that are taken for no more than a constant. */
const FEW = 5_000;

const SECONDS = 1_000;

/**
 * Whether the time that a pattern takes grows with the text and no faster: by the number of its ways where that has a bound,
 * else by its automaton, and where that cannot be built or grows too large by a search for a text that makes it slow.
 * Null for one that does, else what is wrong.
 */
export const faultOf = async ({ source, flags }: Pattern): Promise<string | null> => {
  if (waysOf(source) <= FEW) return null;
  const exact = await check(source, flags, { checker: 'automaton', timeout: 5 * SECONDS });
  const found =
    exact.status === 'unknown'
      ? await check(source, flags, { checker: 'fuzz', timeout: 90 * SECONDS })
      : exact;
  if (found.status === 'safe') return null;
  return found.status === 'vulnerable'
    ? `${found.complexity.summary}, with ${found.attack.pattern}`
    : `unknown (${found.error.kind})`;
};
