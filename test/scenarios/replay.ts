import { checks } from '../../checks/index.ts';
import { attribute } from '../../src/engine/attribute.ts';
import { judge } from '../../src/engine/judge.ts';
import { compose, type Material } from '../../src/jobs/diagnose/compose.ts';
import type { CheckOutcome } from '../../src/model/check.ts';
import type { Report } from '../../src/model/report.ts';
import type { Target } from '../../src/model/target.ts';

/** What a real run saw. */
export interface Recorded {
  readonly sdk: Report['sdk'];
  readonly targets: readonly {
    readonly target: Target;
    readonly facts: Material['targets'][number]['facts'];
  }[];
  readonly routes: Report['routes'];
}

export interface Replayed {
  readonly report: Report;
  readonly outcomes: readonly CheckOutcome[];
}

/** Judges recorded facts anew and reports, without trying fixes: for that something would have to listen. */
export const replay = ({ sdk, targets, routes }: Recorded): Replayed => {
  const outcomes = targets.flatMap(({ target, facts }) => judge(checks, target.id, facts));
  const failed = targets
    .filter(
      ({ facts }) =>
        facts.send?.state !== 'seen' || facts.send.value.deliveries.some((one) => !one.delivered),
    )
    .map(({ target }) => target.id);
  const standing = outcomes
    .flatMap((outcome) => outcome.findings)
    .filter(({ severity, targets: own }) => severity !== 'error' || own.some((id) => failed.includes(id)));
  const { findings, root } = attribute(standing, checks, failed);
  const report = compose({
    startedAt: '2026-01-31T12:00:00.000Z',
    durationMs: 0,
    sdk,
    targets,
    findings,
    root,
    outcomes,
    routes,
    platform: 'linux',
    offline: false,
  });
  return { report, outcomes };
};

/** What must stay the same: the cause, its fixes, what follows from it and the way; a new check changes none of it. */
export const outline = (report: Report): object => ({
  verdict: report.verdict,
  summary: report.summary,
  rootCause: report.rootCause && {
    code: report.rootCause.code,
    explanation: report.rootCause.explanation,
    evidence: report.rootCause.evidence,
    fixes: report.rootCause.fixes,
  },
  findings: report.findings.map(({ code, severity, symptomOf }) => ({ code, severity, symptomOf })),
  path: report.targets.map(({ path }) =>
    path.map(({ step, state, by }) => `${step} ${state}${by ? ` by ${by}` : ''}`),
  ),
});
