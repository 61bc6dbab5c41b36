import { judge } from '../../engine/judge.ts';
import type { AnyCheck, CheckOutcome } from '../../model/check.ts';
import type { CollectorFact } from '../../model/collector.ts';
import { toldKey } from '../../model/collector-reading.ts';
import type { LinkFact } from '../../model/deployment.ts';
import type { Observation } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';

/** Findings of one check that are told of one configuration. */
const MAX_FINDINGS = 20;

const needsOnly = ({ needs }: AnyCheck, facts: readonly string[]): boolean =>
  (needs as readonly string[]).every((fact) => facts.includes(fact)) &&
  (needs as readonly string[]).some((fact) => fact !== 'target');

const labelOf = ({ label, id }: CollectorFact): string => label ?? id;

/** Asks a check again and again: each time it tells what it has not told yet. */
const allOf = (check: AnyCheck, collector: CollectorFact, link: LinkFact | null): readonly CheckOutcome[] => {
  const outcomes: CheckOutcome[] = [];
  let told = collector.told;
  for (let round = 0; round < MAX_FINDINGS; round += 1) {
    const facts: Record<string, Observation<unknown>> = {
      collector: { state: 'seen', value: { ...collector, told }, ms: 0 },
    };
    if (link !== null) facts['link'] = { state: 'seen', value: link, ms: 0 };
    const [outcome] = judge([check], labelOf(collector), facts);
    if (outcome === undefined) break;
    if (outcome.finding === undefined) {
      if (round === 0) outcomes.push(outcome);
      break;
    }
    const key = toldKey(outcome.finding);
    if (told.includes(key)) break;
    outcomes.push(outcome);
    told = [...told, key];
  }
  return outcomes;
};

/** Judges the configurations of Collectors, and the links that end at them. */
export const judgeCollectors = (
  collectors: readonly CollectorFact[],
  links: readonly LinkFact[],
  checks: readonly AnyCheck[],
): { readonly findings: readonly Finding[]; readonly outcomes: readonly CheckOutcome[] } => {
  const alone = checks.filter((check) => needsOnly(check, ['collector']));
  const joined = checks.filter((check) => needsOnly(check, ['collector', 'link']) && !alone.includes(check));
  const outcomes = [
    ...collectors.flatMap((collector) => alone.flatMap((check) => allOf(check, collector, null))),
    ...links.flatMap((link) => {
      const { collector } = link.to;
      return collector === null ? [] : joined.flatMap((check) => allOf(check, collector, link));
    }),
  ];
  return { outcomes, findings: outcomes.flatMap(({ finding }) => (finding ? [finding] : [])) };
};
