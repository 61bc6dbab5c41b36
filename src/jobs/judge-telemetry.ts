import { pipelineChecks } from '../../checks/pipeline.ts';
import { telemetryChecks } from '../../checks/telemetry.ts';
import type { ApplicationFact, MessagesFact } from '../model/application.ts';
import { type AnyCheck, sightsOf } from '../model/check.ts';
import type { FactTable } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ForwardFact, ReceivedFact } from '../model/received.ts';
import type { ServiceFacts } from '../telemetry/collection.ts';
import { asSeen, type Case, type Choice, type Judgement, judgeCases } from './judge.ts';

/** A command whose telemetry is judged, and what is known of it apart from that. Its name is the source of its services. */
export interface Subject {
  readonly id: string;
  readonly fact: ApplicationFact;
  readonly messages: MessagesFact;
}

/** Everything that was seen of what applications send. */
export interface TelemetrySeen {
  readonly received: ReceivedFact;
  readonly services: readonly ServiceFacts[];
  readonly applications: readonly Subject[];
  readonly forward: readonly ForwardFact[];
  /** Whether a check takes part; all do when left out. */
  readonly chooses?: Choice | undefined;
}

type Given = { readonly [F in keyof FactTable]?: FactTable[F] };

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
const casesOf = (subject: Subject, seen: TelemetrySeen): readonly Case[] => {
  const { fact: application, messages } = subject;
  const received = receivedFrom(subject, seen.received);
  const own = seen.services.filter(({ source }) => source === application.name);
  const [first] = [...own].sort((a, b) => b.service.spans - a.service.spans);
  if (first === undefined) return [{ id: subject.id, facts: asSeen({ application, messages, received }) }];
  if (own.length === 1)
    return [{ id: first.id, facts: asSeen({ ...factsOf(first), application, messages, received }) }];
  return [
    { id: subject.id, facts: asSeen({ application, received }) },
    ...own.map((service) => ({
      id: service.id,
      facts: asSeen({ ...factsOf(service), application, ...(service === first ? { messages } : {}) }),
    })),
  ];
};

/** The id of the receiver among the targets of findings. */
const RECEIVER = 'receiver';

const allCases = (seen: TelemetrySeen): readonly Case[] => {
  const known = new Set<string | null>(seen.applications.map(({ fact }) => fact.name));
  return [
    { id: RECEIVER, facts: asSeen({ received: seen.received }) },
    ...seen.forward.map((forward) => ({ id: RECEIVER, facts: asSeen({ forward }) })),
    ...seen.applications.flatMap((subject) => casesOf(subject, seen)),
    ...seen.services
      .filter(({ source }) => !known.has(source))
      .map((service) => ({
        id: service.id,
        facts: asSeen(factsOf(service)),
      })),
  ];
};

/** Whether a check can see its fault in a log. */
const readsLogs = (check: AnyCheck): boolean =>
  sightsOf(check).some(({ needs }) => (needs as readonly string[]).includes('messages'));

/** What can be judged of what commands send and write: their telemetry, and the log of a Collector among them. */
export const TELEMETRY_CHECKS: readonly AnyCheck[] = [
  ...telemetryChecks,
  ...pipelineChecks.filter(readsLogs),
];

/** Judges what applications send; `earlier` are findings that no longer stand. Pure: same facts, same findings, same order. */
export const judgeTelemetry = (seen: TelemetrySeen, earlier: readonly Finding[] = []): Judgement =>
  judgeCases({ checks: TELEMETRY_CHECKS, cases: allCases(seen), chooses: seen.chooses }, earlier);
