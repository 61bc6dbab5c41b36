import { telemetryChecks } from '../../checks/telemetry.ts';
import { attribute } from '../engine/attribute.ts';
import { judge } from '../engine/judge.ts';
import type { ApplicationFact, MessagesFact } from '../model/application.ts';
import type { CheckCode, CheckOutcome } from '../model/check.ts';
import type { Observation } from '../model/fact.ts';
import type { FactTable } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ForwardFact, ReceivedFact } from '../model/received.ts';
import type { ServiceFacts } from '../telemetry/collection.ts';

/** A command whose telemetry is judged, and what is known of it apart from that. Its name is the source of its services. */
export interface Subject {
  readonly id: string;
  readonly fact: ApplicationFact;
  readonly messages: MessagesFact;
}

/** Everything that was seen of what applications send. */
export interface Seen {
  readonly received: ReceivedFact;
  readonly services: readonly ServiceFacts[];
  readonly applications: readonly Subject[];
  readonly forward: readonly ForwardFact[];
  /** Whether a check takes part; all do when left out. */
  chooses?(code: CheckCode): boolean;
}

/** Findings in order, the root cause among them. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly root: Finding | null;
  readonly outcomes: readonly CheckOutcome[];
}

type Given = { readonly [F in keyof FactTable]?: FactTable[F] };

/** Facts of one service, one command or the receiver, under the id by which findings name it. */
interface Case {
  readonly id: string;
  readonly facts: Given;
}

const factsOf = ({ id: _id, source: _source, ...facts }: ServiceFacts): Given => facts;

/** What one command sent, as the receiver's facts tell it. */
const receivedFrom = ({ fact }: Subject, received: ReceivedFact): ReceivedFact => ({
  ...received,
  requests: fact.requests,
  spans: fact.received.spans,
  metricPoints: fact.received.metricPoints,
  logRecords: fact.received.logRecords,
  refusals: [],
});

/**
 * A command that sent the telemetry of one service is one case with it. One of several services is a case of its own,
 * and what its log says goes to the service that sent most.
 */
const casesOf = (subject: Subject, seen: Seen): readonly Case[] => {
  const { fact: application, messages } = subject;
  const received = receivedFrom(subject, seen.received);
  const own = seen.services.filter(({ source }) => source === application.name);
  const [first] = [...own].sort((a, b) => b.service.spans - a.service.spans);
  if (first === undefined) return [{ id: subject.id, facts: { application, messages, received } }];
  if (own.length === 1)
    return [{ id: first.id, facts: { ...factsOf(first), application, messages, received } }];
  return [
    { id: subject.id, facts: { application, received } },
    ...own.map((service) => ({
      id: service.id,
      facts: { ...factsOf(service), application, ...(service === first ? { messages } : {}) },
    })),
  ];
};

/** The id of the receiver among the targets of findings. */
const RECEIVER = 'receiver';

const allCases = (seen: Seen): readonly Case[] => {
  const known = new Set<string | null>(seen.applications.map(({ fact }) => fact.name));
  return [
    { id: RECEIVER, facts: { received: seen.received } },
    ...seen.forward.map((forward) => ({ id: RECEIVER, facts: { forward } })),
    ...seen.applications.flatMap((subject) => casesOf(subject, seen)),
    ...seen.services
      .filter(({ source }) => !known.has(source))
      .map((service) => ({
        id: service.id,
        facts: factsOf(service),
      })),
  ];
};

const asSeen = (facts: Given): Readonly<Record<string, Observation<unknown>>> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, { state: 'seen', value, ms: 0 } as const]),
  );

/** What matters most first: nothing arrives, requests are refused, traces fall apart, then what single spans lack. */
const ORDER: readonly string[] = [
  'request-invalid',
  'none-received',
  'flushed-at-exit-missing',
  'propagation-broken',
  'self-instrumented',
  'span-not-ended',
  'span-ended-early',
  'sdk-default-resource',
  'attribute-type-invalid',
  'attribute-dropped',
].map((name) => `telemetry/${name}`);

const place = (code: string): number => (ORDER.includes(code) ? ORDER.indexOf(code) : ORDER.length);

const CHECKS = [...telemetryChecks].sort((a, b) => place(a.id) - place(b.id));

/** Judges what applications send. Pure: same facts, same findings, same order. */
export const judgeTelemetry = (seen: Seen): Judgement => {
  const checks = CHECKS.filter(({ id }) => seen.chooses?.(id) ?? true);
  const cases = allCases(seen);
  const outcomes = cases.flatMap(({ id, facts }) => judge(checks, id, asSeen(facts)));
  const found = outcomes.flatMap(({ findings }) => findings);
  return { ...standing(found), outcomes };
};

/** What a finding was a consequence of is decided anew among those that stand beside it. */
const unfolded = ({ symptomOf: _, ...finding }: Finding): Finding => finding;

/** Puts findings in order, however they came together. */
export const standing = (found: readonly Finding[]): Omit<Judgement, 'outcomes'> =>
  attribute(
    found.map(unfolded),
    CHECKS,
    found.flatMap(({ targets }) => targets),
    { independent: true },
  );
