import type { Observation } from '../../model/fact.ts';
import type { FactId } from '../../model/facts.ts';
import type { Report } from '../../model/report.ts';
import type { RunRecord, SeenTarget } from '../../model/run-record.ts';
import type { Target } from '../../model/target.ts';
import { judgeAgain } from './judge-targets.ts';
import type { DiagnoseOptions } from './options.ts';

/** What was seen so far of a run that somebody may end. */
export interface SoFar {
  onObservation(target: Target, fact: FactId, observation: Observation<unknown>): void;
  /** The report of what is known at this moment: it names no cause, for the rest was not seen. */
  report(signal: string): { readonly report: Report; readonly seen: RunRecord };
}

const KEPT = ['traces', 'metrics', 'logs'] as const;

/** Keeps the facts of a run as they are seen. */
export const keepSoFar = ({
  sdk: { name },
  sdkChosenBy: chosenBy,
  sdkVersion: version = null,
  signals: chosen,
  chooses,
  notes = [],
  beside,
}: DiagnoseOptions): SoFar => {
  const sdk = { name, chosenBy, version };
  const startedAt = new Date().toISOString();
  const from = performance.now();
  const facts = new Map<Target, Record<string, Observation<unknown>>>();
  return {
    onObservation: (target, fact, observation) => {
      if (!target.signals.some((signal) => KEPT.includes(signal) && chosen.includes(signal))) return;
      const known = facts.get(target) ?? { target: { state: 'seen', value: target, ms: 0 } };
      facts.set(target, { ...known, [fact]: observation });
    },
    report: (signal) => {
      const targets = [...facts].map(([target, seen]) => ({ target, facts: seen }) as SeenTarget);
      const durationMs = Math.round(performance.now() - from);
      const seen: RunRecord = {
        ...{ startedAt, durationMs, sdk, targets },
        ...{ platform: process.platform, offline: false, routes: [], tried: [] },
      };
      return { report: judgeAgain(seen, chooses, { endedBy: signal, notes: { own: notes }, beside }), seen };
    },
  };
};
