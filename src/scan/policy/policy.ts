import { isAbsolute, relative, resolve, sep } from 'node:path';
import { AREAS, takesIn } from '../../model/check.ts';
import { CHECK_CODES } from '../../model/check-code.ts';
import type { Location, Severity } from '../../model/finding.ts';
import { pathFits } from './path-pattern.ts';

/** What a rule is about: a code or an area, in some of the files below a directory. */
interface Scope {
  readonly code: string;
  /** Pattern of paths from the directory; null for all below it. */
  readonly path: string | null;
  /** Directory of the file that has the rule. */
  readonly home: string;
}

/** A severity that somebody has set in place of that of a check. */
export interface SeverityRule extends Scope {
  readonly severity: Severity;
}

/** A finding that somebody has accepted. */
export interface Suppression extends Scope {
  readonly reason: string;
  /** Last day on which it holds, `2026-11-30`; null for ever. */
  readonly expires: string | null;
  readonly at: Location;
}

/** What one file of rules says. */
export interface Policy {
  readonly path: string;
  readonly home: string;
  readonly severities: readonly SeverityRule[];
  readonly suppressions: readonly Suppression[];
}

/** Areas and codes, by which findings are named. */
export const NAMES: readonly string[] = [...AREAS, ...CHECK_CODES];

/** A path from a directory, with `/`; null where it lies elsewhere. */
export const pathFrom = (home: string, path: string): string | null => {
  const from = relative(home, resolve(path));
  return from === '..' || from.startsWith(`..${sep}`) || isAbsolute(from) ? null : from.split(sep).join('/');
};

/** Whether a rule is about a code in a file. */
export const isAbout = ({ code, path, home }: Scope, found: string, at: string): boolean => {
  if (!takesIn(code, found)) return false;
  const from = pathFrom(home, at);
  return from !== null && (path === null || pathFits(path, from));
};
