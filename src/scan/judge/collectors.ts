import { judge } from '../../engine/judge.ts';
import { sendTo } from '../../findings/change.ts';
import type { AnyCheck, CheckOutcome } from '../../model/check.ts';
import type { CollectorFact } from '../../model/collector.ts';
import type { LinkFact } from '../../model/deployment.ts';
import type { Observation } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';
import type { Target } from '../../model/target.ts';
import { pipelineFix, signalsWithout } from './pipeline-fix.ts';
import { certainSignals } from './sent-signals.ts';
import type { JudgedWorkload } from './workload.ts';

/** Findings of one check that are told of one configuration. */
const MAX_FINDINGS = 20;

const needsOnly = ({ needs }: AnyCheck, facts: readonly string[]): boolean =>
  (needs as readonly string[]).every((fact) => facts.includes(fact)) &&
  (needs as readonly string[]).some((fact) => fact !== 'target');

const seen = (value: unknown): Observation<unknown> => ({ state: 'seen', value, ms: 0 });

/** The number that counts on the way of a link: of the container between containers, of the host outside of them. */
const otherPort = ({ via, port, published, containerPort, sharesNetwork }: LinkFact): number | null => {
  if (via === 'service-name')
    return sharesNetwork === false ? null : (published.find(({ host }) => host === port)?.container ?? null);
  const inside = containerPort ?? port;
  return published.find(({ host, container }) => container === inside && host !== null)?.host ?? null;
};

/** What the files allow a patch for, in place of words. */
const withChange = (finding: Finding, link: LinkFact, target: Target): Finding => {
  if (finding.code === 'pipeline/port-not-published') {
    const port = otherPort(link);
    if (port === null) return finding;
    const fix = { title: `Send to port ${port}`, env: sendTo(target, { port }), proven: false };
    return { ...finding, fixes: [fix] };
  }
  const { collector } = link.to;
  if (finding.code !== 'pipeline/signal-missing' || collector === null) return finding;
  const fix = pipelineFix(collector, signalsWithout(collector, link.signals));
  return fix === null ? finding : { ...finding, fixes: [{ ...fix, proven: false }] };
};

const labelOf = ({ label, id }: CollectorFact): string => label ?? id;

const placeKey = ({ location }: Finding): string =>
  `${location?.path ?? ''}:${location?.line ?? 0}:${location?.column ?? 0}`;

/** One finding a place: what stands in one line twice is mended once. */
const oneAPlace = (outcome: CheckOutcome): CheckOutcome => {
  const places = outcome.findings.map(placeKey);
  const first = outcome.findings.filter((_, index) => places.indexOf(places[index] ?? '') === index);
  return { ...outcome, findings: first.slice(0, MAX_FINDINGS) };
};

/** Judges the configurations of Collectors. */
export const judgeCollectors = (
  collectors: readonly CollectorFact[],
  checks: readonly AnyCheck[],
): readonly CheckOutcome[] => {
  const own = checks.filter((check) => needsOnly(check, ['collector']));
  return collectors.flatMap((collector) =>
    judge(own, labelOf(collector), { collector: seen(collector) }).map(oneAPlace),
  );
};

const takesLink = ({ needs, uses = [] }: AnyCheck): boolean =>
  ([...needs, ...uses] as readonly string[]).includes('link');

/** Judges a link by the checks that take one; what its Collector lacks counts for signals that are sent for certain. */
export const judgeLinkFact = (
  given: LinkFact,
  target: Target,
  judged: Pick<JudgedWorkload, 'workload' | 'sdk'>,
  checks: readonly AnyCheck[],
): readonly CheckOutcome[] => {
  const id = `${given.from} ${given.target}`;
  const certain: LinkFact = { ...given, signals: certainSignals(given, judged) };
  const own = checks.filter((check) => takesLink(check) && needsOnly(check, ['link', 'collector', 'target']));
  return own.flatMap((check) => {
    const link = (check.needs as readonly string[]).includes('link') ? given : certain;
    if (link.signals.length === 0) return [];
    const facts: Record<string, Observation<unknown>> = { link: seen(link), target: seen(target) };
    if (link.to.collector !== null) facts['collector'] = seen(link.to.collector);
    return judge([check], id, facts).map((outcome) => ({
      ...outcome,
      findings: outcome.findings.map((finding) => withChange(finding, link, target)),
    }));
  });
};
