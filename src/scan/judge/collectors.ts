import { judge } from '../../engine/judge.ts';
import { sendTo } from '../../model/change.ts';
import type { AnyCheck, CheckOutcome } from '../../model/check.ts';
import type { CollectorFact } from '../../model/collector.ts';
import { toldKey } from '../../model/collector-reading.ts';
import type { LinkFact } from '../../model/deployment.ts';
import type { Observation } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';
import type { Target } from '../../model/target.ts';

/** Findings of one check that are told of one configuration. */
const MAX_FINDINGS = 20;

const needsOnly = ({ needs }: AnyCheck, facts: readonly string[]): boolean =>
  (needs as readonly string[]).every((fact) => facts.includes(fact)) &&
  (needs as readonly string[]).some((fact) => fact !== 'target');

const seen = (value: unknown): Observation<unknown> => ({ state: 'seen', value, ms: 0 });

/** The number of the host where that of the container counts is a change that a patch can make. */
const withChange = (finding: Finding, link: LinkFact, target: Target): Finding => {
  const other = link.published.find(({ host }) => host === link.port)?.container;
  if (
    finding.code !== 'pipeline/port-not-published' ||
    link.via !== 'service-name' ||
    other === undefined ||
    link.sharesNetwork === false
  )
    return finding;
  const fix = { title: `Send to port ${other}`, env: sendTo(target, { port: other }), proven: false };
  return { ...finding, fixes: [fix] };
};

const labelOf = ({ label, id }: CollectorFact): string => label ?? id;

/** Asks a check again and again: each time it tells what it has not told yet. */
const allOf = (check: AnyCheck, collector: CollectorFact): readonly CheckOutcome[] => {
  const outcomes: CheckOutcome[] = [];
  let told = collector.told;
  for (let round = 0; round < MAX_FINDINGS; round += 1) {
    const facts = { collector: seen({ ...collector, told }) };
    const [outcome] = judge([check], labelOf(collector), facts);
    if (outcome === undefined || (outcome.finding === undefined && round > 0)) break;
    const key = outcome.finding === undefined ? null : toldKey(outcome.finding);
    if (key !== null && told.includes(key)) break;
    outcomes.push(outcome);
    if (key === null) break;
    told = [...told, key];
  }
  return outcomes;
};

/** Judges the configurations of Collectors. */
export const judgeCollectors = (
  collectors: readonly CollectorFact[],
  checks: readonly AnyCheck[],
): readonly CheckOutcome[] => {
  const own = checks.filter((check) => needsOnly(check, ['collector']));
  return collectors.flatMap((collector) => own.flatMap((check) => allOf(check, collector)));
};

/** Judges a link by the checks that take one. */
export const judgeLinkFact = (
  link: LinkFact,
  target: Target,
  checks: readonly AnyCheck[],
): readonly CheckOutcome[] => {
  const facts: Record<string, Observation<unknown>> = { link: seen(link), target: seen(target) };
  if (link.to.collector !== null) facts['collector'] = seen(link.to.collector);
  const own = checks.filter(
    (check) =>
      (check.needs as readonly string[]).includes('link') &&
      needsOnly(check, ['link', 'collector', 'target']),
  );
  return judge(own, `${link.from} ${link.target}`, facts).map((outcome) =>
    outcome.finding === undefined
      ? outcome
      : { ...outcome, finding: withChange(outcome.finding, link, target) },
  );
};
