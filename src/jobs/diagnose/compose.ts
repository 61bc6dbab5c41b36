import type { CheckOutcome } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report, ReportTarget, Verdict } from '../../model/report.ts';
import type { RunRecord } from '../../model/run-record.ts';
import { assemble, type ReportMaterial } from '../report.ts';
import { behindNotes, followedNotes, furtherWords, isUnread } from './behind.ts';
import { notReached } from './not-reached.ts';
import { targetOf } from './report-target.ts';

/** What the report of a diagnosis is made of: what was seen, and what was made of it. */
export interface Material extends Omit<RunRecord, 'tried'> {
  readonly findings: readonly Finding[];
  readonly root: Finding | null;
  readonly outcomes: readonly CheckOutcome[];
}

/** How the run came to its end, and what else is to be said of it. */
export type Circumstances = Partial<Pick<ReportMaterial, 'endedBy' | 'notes' | 'beside'>>;

/** A sentence as the second half of another; names keep their letters. */
const lowerFirst = (text: string): string =>
  /^(The|A|An|No|Nothing|Neither|This|It) /.test(text)
    ? `${text.charAt(0).toLowerCase()}${text.slice(1)}`
    : text;

const summaryOf = (
  verdict: Verdict,
  targets: readonly ReportTarget[],
  { root, offline, findings }: Pick<Material, 'root' | 'offline' | 'findings'>,
): string => {
  const [first] = targets;
  if (verdict === 'healthy') {
    const signals = targets.flatMap((target) => target.signals).join(', ');
    const accepted = `A test item of ${signals} was accepted by ${first?.url ?? 'the receiver'}`;
    // What arrives may have arrived at the wrong place: nobody is to read the first words alone.
    const doubt = findings.find(({ severity }) => severity === 'warning');
    if (doubt !== undefined) return `${accepted}, but ${lowerFirst(doubt.summary)}`;
    return `${accepted}${furtherWords(targets)}`;
  }
  if (root === null && offline) {
    const doubt = findings.find(({ severity }) => severity === 'warning');
    return doubt === undefined
      ? 'Nothing is wrong in the settings as far as can be told without sending'
      : `Nothing was sent, and the settings leave a doubt: ${lowerFirst(doubt.summary)}`;
  }
  if (root === null && targets.every(({ delivered }) => delivered) && targets.some(isUnread))
    return `A test item was accepted by ${first?.url ?? 'the receiver'}, and the backend could not be asked for it`;
  return root?.summary ?? 'The doctor could not see enough to name a cause';
};

/** What our own probes failed to find out. */
const brokenOf = ({ targets }: Material): readonly string[] =>
  targets.flatMap(({ facts }) =>
    Object.entries(facts).flatMap(([fact, seen]) =>
      seen?.state === 'broken' ? [`The doctor could not find out ${fact}: ${seen.error.message}.`] : [],
    ),
  );

const containerOf = ({ targets }: Material): string | null => {
  for (const { facts } of targets) {
    if (facts.container?.state === 'seen' && facts.container.value.kind !== 'none')
      return facts.container.value.kind;
  }
  return null;
};

/** Puts the report of a diagnosis together. Pure: times and versions are given. */
export const compose = (material: Material, { endedBy, notes, beside }: Circumstances = {}): Report => {
  const { startedAt, durationMs, sdk, platform, offline, findings, root, outcomes, routes } = material;
  const targets = material.targets.map(targetOf);
  return assemble({
    ...{ startedAt, durationMs, sdk, platform, findings, root, targets, routes, endedBy, beside },
    outcomes: notReached(outcomes, targets, root),
    container: containerOf(material),
    looked: offline ? 'settings' : 'sent',
    well: targets.length > 0 && targets.every(({ delivered }) => delivered),
    open: targets.some(isUnread),
    summary: (verdict) => summaryOf(verdict, targets, material),
    guessed: sdk.chosenBy === 'default' && sdk.name === 'spec',
    notes: {
      ...notes,
      own: [
        ...brokenOf(material),
        ...material.targets.flatMap(followedNotes),
        ...targets.flatMap(behindNotes),
        ...(notes?.own ?? []),
      ],
    },
  });
};
