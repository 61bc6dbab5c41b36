import type { Area } from '../../model/check.ts';
import type { Observation } from '../../model/fact.ts';
import type { FactId } from '../../model/facts.ts';
import type { Report } from '../../model/report.ts';
import type { RunRecord, SeenTarget } from '../../model/run-record.ts';
import type { Target } from '../../model/target.ts';
import { targetsOf } from './diagnose.ts';
import { judgeAgain } from './judge-targets.ts';
import type { DiagnoseOptions, Diagnosis } from './options.ts';
import type { Waiting } from './wait.ts';

/** What was seen so far of a run that somebody may end. */
export interface SoFar {
  onObservation(target: Target, fact: FactId, observation: Observation<unknown>): void;
  /** A try of a wait was refused. */
  onTry(waiting: Waiting, last: Diagnosis): void;
  /** The report of what is known at this moment. */
  report(signal: string): { readonly report: Report; readonly seen: RunRecord };
}

const UNTRIED = 'not tried: the run was ended';

/** Causes that a try of a wait shows for certain: it looks no further than the way, and asks nothing besides. */
const CERTAIN_AREAS: readonly Area[] = ['config', 'endpoint', 'network', 'tls'];

const isCertain = ({ rootCause }: Report): boolean =>
  rootCause !== null && CERTAIN_AREAS.some((area) => rootCause.code.startsWith(`${area}/`));

const refusedText = (signal: string, { tries, by }: Waiting): string =>
  `Ended by ${signal} after ${tries} ${tries === 1 ? 'try' : 'tries'} of --wait; the last was refused by: ${by}. The way was not walked to its end, and fixes were not tried.`;

/** Keeps the facts of a run as they are seen. */
export const keepSoFar = (options: DiagnoseOptions): SoFar => {
  const { sdk: used, sdkChosenBy: chosenBy, sdkVersion: version = null, chooses, beside } = options;
  const sdk = { name: used.name, chosenBy, version };
  const startedAt = new Date().toISOString();
  const from = performance.now();
  const facts = new Map<string, SeenTarget['facts']>();
  // A run that is ended before anything was seen has its targets all the same.
  const seenTargets = (): readonly SeenTarget[] =>
    targetsOf(options).map((target) => ({
      target,
      facts: { target: { state: 'seen', value: target, ms: 0 }, ...facts.get(target.id) },
    }));
  let waiting: { readonly where: Waiting; readonly seen: RunRecord } | null = null;
  const afterTry = (signal: string, { where, seen }: NonNullable<typeof waiting>) => {
    const own = [...(options.notes ?? []), refusedText(signal, where)];
    const told = judgeAgain(seen, chooses, { notes: { own }, beside, untried: UNTRIED });
    const report = isCertain(told)
      ? told
      : judgeAgain(seen, chooses, { notes: { own }, beside, untried: UNTRIED, endedBy: signal });
    return { report, seen };
  };
  return {
    onTry: (where, last) => {
      waiting = { where, seen: last.seen };
    },
    onObservation: ({ id }, fact, observation) => {
      facts.set(id, { ...facts.get(id), [fact]: observation });
    },
    report: (signal) => {
      if (waiting !== null) return afterTry(signal, waiting);
      const durationMs = Math.round(performance.now() - from);
      const seen: RunRecord = {
        ...{ startedAt, durationMs, sdk, targets: seenTargets() },
        ...{ platform: process.platform, offline: false, routes: [], tried: [] },
      };
      const notes = { own: options.notes ?? [] };
      return {
        report: judgeAgain(seen, chooses, { endedBy: signal, notes, beside, untried: UNTRIED }),
        seen,
      };
    },
  };
};
