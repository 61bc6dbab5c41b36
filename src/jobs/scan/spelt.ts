import type { Finding } from '../../model/finding.ts';
import { tellFinding } from '../../prove/tell.ts';
import type { Workload } from '../../scan/workload.ts';

const VARIABLE = /\bOTEL_[A-Z][A-Z0-9_]{1,80}\b/g;

/** A finding in the words of its file, where that names variables in another way. */
export const spelt = <F extends Finding>(finding: F, { spelling }: Workload): F => {
  if (spelling === undefined) return finding;
  const inWords = (text: string): string => text.replace(VARIABLE, (name) => spelling[name] ?? name);
  return {
    ...tellFinding(finding, inWords),
    fixes: finding.fixes.map((fix) => ({ ...fix, title: inWords(fix.title) })),
  };
};
