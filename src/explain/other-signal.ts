import type { ToldClue } from './told.ts';

const NAMES: readonly (readonly [string, RegExp])[] = [
  ['traces', /\b(?:traces|spans?)\b/i],
  ['metrics', /\bmetrics?\b/i],
  ['logs', /\blogs?\b/i],
];

const signalsIn = (text: string): readonly string[] =>
  NAMES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);

/** Says of a signal that it gets through. */
const ARRIVES =
  /\b(traces|spans|metrics|logs)\b[^\n.]{0,60}?\b(?:works?|working|ok|okay|fine|arrives?|arriving|shows? up|show|appears?|visible|succeeds?|get through)\b(?! not| nowhere)/gi;

const NOT = /\b(?:not|n't|no|never|don't|doesn't|stopped)\b/i;

/** Whether a text says that another signal gets through than the one whose export is refused. */
export const otherArrives = (text: string, { line }: ToldClue): boolean => {
  const [own, more] = signalsIn(line.text.replace(/\blogs? (?:line|file|level)/gi, ''));
  if (own === undefined || more !== undefined) return false;
  return [...text.matchAll(ARRIVES)].some(
    ([said, name = '']) => !NOT.test(said) && !signalsIn(name).includes(own),
  );
};
