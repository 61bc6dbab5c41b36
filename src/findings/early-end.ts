import type { LoggedMessage } from '../model/application.ts';
import type { Evidence, Severity } from '../model/finding.ts';
import type { EarlyEndGroup } from '../model/telemetry.ts';
import { grouped } from '../text/grouped.ts';
import { countOf, lengthOf, shareOf, spanEvidence, spanName, sumOf, timesOf } from './telemetry-reading.ts';

/**
 * How a span came to end before its child did. closed: before the child began, while what is around both was open;
 * unawaited: before the answer to a call that it made; background: work that goes on afterwards, which may be meant.
 */
export type EarlyEnd = 'closed' | 'unawaited' | 'background';

/** Of a group; null where a library shapes its spans so and nobody can change it. */
const earlyEndOf = ({
  parent,
  child,
  count,
  beganAfter,
  withinGrandparent,
  atRoot,
}: EarlyEndGroup): EarlyEnd | null => {
  if (parent.library) return parent.kind === 'server' || parent.kind === 'consumer' ? 'background' : null;
  // A handler that is handed a closed span is so nearly every time; a task that starts late now and then is not.
  if (beganAfter * 2 > count && withinGrandparent * 2 > count) return 'closed';
  const open = withinGrandparent > 0 || atRoot > 0;
  return child.kind === 'client' && parent.kind === 'internal' && open ? 'unawaited' : 'background';
};

/** Severity by kind, the worst first. */
export const EARLY_SEVERITY: Readonly<Record<EarlyEnd, Severity>> = {
  closed: 'error',
  unawaited: 'warning',
  background: 'info',
};

const ORDER: readonly EarlyEnd[] = ['closed', 'unawaited', 'background'];

/** A group and what it is. */
export type JudgedEarlyEnd = EarlyEndGroup & { readonly end: EarlyEnd };

/** Groups with what they are, the worst and most frequent first. */
export const judgeEarlyEnds = (groups: readonly EarlyEndGroup[]): readonly JudgedEarlyEnd[] =>
  groups
    .flatMap((group) => {
      const end = earlyEndOf(group);
      return end === null ? [] : [{ ...group, end }];
    })
    .sort((a, b) => ORDER.indexOf(a.end) - ORDER.indexOf(b.end) || b.count - a.count);

const endMs = ({ startMs, durationMs }: EarlyEndGroup['parent']): number => startMs + durationMs;

/** One group as evidence: how often, and both spans. */
export const earlyEvidence = ({
  parent,
  child,
  count,
  parents,
  beganAfter,
}: EarlyEndGroup): readonly Evidence[] => {
  const late = endMs(child) - endMs(parent);
  return [
    {
      label: `${spanName(parent)} ends first`,
      value: `${shareOf(count, parents, 'time')}${beganAfter > 0 ? `, ${grouped(beganAfter)} of them before ${spanName(child)} began` : ''}${late > 0 ? `; by ${lengthOf(late)} in this trace` : ''}`,
    },
    spanEvidence(`parent, ${lengthOf(parent.durationMs)} long`, parent),
    spanEvidence(`child, ${lengthOf(child.durationMs)} long`, child),
  ];
};

/** Summary and explanation of a group. */
export const earlyWords = (
  { parent, child, count, end }: JudgedEarlyEnd,
  service: string,
): { readonly summary: string; readonly explanation: string } => {
  const [outer, inner] = [spanName(parent), spanName(child)];
  if (end === 'closed')
    return {
      summary: `In ${service} ${outer} ends before the work inside it begins`,
      explanation: `${outer} had ended when its child ${inner} began, ${countOf(count, 'time')}, while the span around both was still open. Whatever opened it (a factory, an injected dependency, a block that was left) closed it before the handler did its work.`,
    };
  if (end === 'unawaited')
    return {
      summary: `In ${service} ${outer} ends before its call ${inner} is answered`,
      explanation: `${outer} was ended while the call that it made still ran: nobody waited for it inside the span, such as by a missing await.`,
    };
  return {
    summary: `In ${service} work goes on after ${outer} has ended`,
    explanation: `${inner} ended later than its parent ${outer}. That is right for background work that nobody waits for, and wrong where the span should last as long as its work.`,
  };
};

/** Some SDKs name the method that was called rather than the attribute. */
const METHOD = /^(set|add|update|record)_?(attributes?|status|name|events?|links?|exception)$/i;

const uniqueKeys = (told: readonly LoggedMessage[]): readonly string[] => [
  ...new Set(told.flatMap(({ captures }) => captures.key ?? []).filter((key) => !METHOD.test(key))),
];

/** What the log proves: something was set on a span after its end. */
export const loggedWords = (
  told: readonly LoggedMessage[],
  service: string,
): { readonly summary: string; readonly explanation: string } => {
  const keys = uniqueKeys(told).map((key) => `"${key}"`);
  return {
    summary: `${service} changes spans that have ended${keys.length > 0 ? `, and loses ${keys.slice(0, 3).join(', ')}` : ''}`,
    explanation: `The SDK wrote ${timesOf(sumOf(told))} that a span was changed after its end. What is set then (attributes, events, a status) is dropped: the span was closed before the work that it stands for was done.`,
  };
};
