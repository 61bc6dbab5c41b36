import { isSdkName } from '../knowledge/languages/index.ts';
import type { PathStep, Report, ReportFinding, ReportHop, ReportTarget } from '../model/report.ts';
import type { Setting } from '../model/setting.ts';
import { grouped } from '../text/grouped.ts';

/** `1 span`, `2 spans`, `1,200 spans`. */
export const count = (number: number, thing: string): string =>
  `${grouped(number)} ${thing}${number === 1 ? '' : 's'}`;

/** `350 ms`, `12.3 s`, `5 min`. */
export const duration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 60_000)} min`;
};

/** Accepted findings that are told one by one. */
const MOST_ACCEPTED = 5;

/** What makes a fix a proven one: in the main job an item was sent, in `run` the commands were started again. */
export const proofWords = ({ telemetry }: Report): string =>
  telemetry === null ? 'a test item sent with it arrived' : 'started again with it, the finding is gone';

/** A place in a file; line 0 is the file as a whole. */
export const filePlace = ({ path, line }: { readonly path: string; readonly line: number }): string =>
  line === 0 ? path : `${path}:${line}`;

/** What an explanation says beyond the sentence that stands above it. */
export const beyondSummary = ({
  summary,
  explanation,
}: Pick<ReportFinding, 'summary' | 'explanation'>): string => {
  const lead = `${summary.replace(/\.$/, '')}.`;
  const rest = explanation.startsWith(lead) ? explanation.slice(lead.length).trim() : explanation;
  return rest === '' ? explanation : rest;
};

/** Whether a line is to be read, not to be pasted: a sentence, or words without the signs of code. */
export const isProse = (line: string): boolean => {
  if (/^[A-Z].*[.:!?]$/.test(line)) return true;
  if (/[={};#|<>$`]|\w\(|^\s/.test(line)) return false;
  return /^[A-Z][a-z']*,? /.test(line);
};

/** Who decided a setting, in words: `default of the python SDK`, a variable, a flag, a line of a file. */
export const sourceWords = ({ source }: Setting, sdk: string): string => {
  if (source.kind === 'default')
    return sdk === 'spec'
      ? 'default of the specification'
      : `default of ${isSdkName(sdk) ? `the ${sdk} SDK` : sdk}`;
  return source.kind === 'file' ? `${source.name} in ${filePlace(source)}` : source.name;
};

const ITEMS = { traces: 'span', metrics: 'metric', logs: 'log record' } as const;

/** What each count of a hop is called, those first that tell most. */
const COUNTS: readonly (readonly [string, string])[] = [
  ['accepted', 'accepted'],
  ['refused', 'refused'],
  ['failed', 'failed'],
  ['in', 'in'],
  ['out', 'out'],
  ['dropped', 'dropped'],
  ['sent', 'sent'],
  ['sendFailed', 'failed to be sent'],
  ['enqueueFailed', 'found no room in the queue'],
];

/** Counts that say something also when nothing was counted. */
const ALWAYS: Readonly<Partial<Record<ReportHop['kind'], string>>> = {
  receiver: 'accepted',
  processor: 'out',
  exporter: 'sent',
};

/** What a hop counted: `37 accepted`, `37 in, 0 out`, `0 sent, 1 request waiting`. */
export const hopWords = ({ kind, state, counts, foundAfterMs }: ReportHop): string => {
  if (foundAfterMs !== undefined) return `found after ${duration(foundAfterMs)}`;
  const told = COUNTS.filter(
    ([name]) => (counts[name] ?? 0) > 0 || (name === ALWAYS[kind] && counts[name] !== undefined),
  ).map(([name, words]) => `${grouped(counts[name] ?? 0)} ${words}`);
  const nothing = kind === 'exporter' && counts['sent'] === undefined ? ['0 sent'] : [];
  const waiting = Math.max(counts['queued'] ?? 0, counts['inFlight'] ?? 0);
  const queue = state === 'waiting' ? [`${count(waiting, 'request')} waiting`] : [];
  return [...nothing, ...told, ...queue].join(', ');
};

/** What became of the items at a hop, in a word; empty where the counts say it. */
const HOP_STATES: Readonly<Partial<Record<ReportHop['state'], string>>> = {
  stopped: 'NONE GOES ON',
  held: 'kept for now',
  refused: 'REFUSED',
  failed: 'FAILED',
  waiting: 'NOT HANDED ON',
  thinned: 'some go on',
  unsure: 'with other traffic',
  missing: 'NOT FOUND',
  unread: 'could not be asked',
};

export const hopStateWords = ({ state }: ReportHop): string => HOP_STATES[state] ?? '';

/** Hops at which items are lost, or may be. */
export const isBadHop = ({ state }: ReportHop): boolean =>
  ['stopped', 'refused', 'failed', 'waiting', 'missing'].includes(state);

/** Which of several signals failed at a step; empty where all did, or none. */
export const lostWords = ({ signals }: ReportTarget, step: PathStep): string => {
  const lost = step.signals ?? [];
  if (lost.length === 0) return '';
  const rest = signals.filter((signal) => !lost.includes(signal));
  return `${lost.join(' and ')} (${rest.join(' and ')} arrived)`;
};

/** What was sent to a target: `1 span`, `1 span, 1 metric`. */
export const sentWords = ({ signals }: ReportTarget): string =>
  signals.map((signal) => count(1, ITEMS[signal])).join(', ');

const ACCEPTED_BY = { policy: '.otel-doctor.yaml', comment: 'comments', baseline: 'the baseline' } as const;

/** What is accepted: how much by whom, and each with its place and reason where that is not the baseline. */
export const acceptedWords = ({ suppressed = [] }: Report): readonly (readonly [string, string])[] => {
  const kinds = ['policy', 'comment', 'baseline'] as const;
  return kinds.flatMap((kind) => {
    const own = suppressed.filter(({ suppressedBy }) => suppressedBy.kind === kind);
    const told = own.map(
      ({ code, location, suppressedBy }) =>
        `${code}${location === undefined ? '' : ` at ${location.path}:${location.line}`}: ${suppressedBy.reason} (${suppressedBy.place})`,
    );
    const shown = kind === 'baseline' ? [] : told.slice(0, MOST_ACCEPTED);
    const left = told.length - shown.length;
    const more = shown.length > 0 && left > 0 ? [`and ${left} more`] : [];
    return own.length === 0
      ? []
      : [
          [
            `${count(own.length, 'finding')} by ${ACCEPTED_BY[kind]}`,
            [...shown, ...more].join('\n'),
          ] as const,
        ];
  });
};
