import type { Finding } from '../model/finding.ts';
import type { RefusalGroup } from '../model/received.ts';
import type { TelemetryEvent, TelemetryEventBody } from '../model/telemetry-event.ts';
import type { ReportService, ReportTelemetry } from '../model/telemetry-report.ts';
import type { TraceTree } from '../model/trace-tree.ts';

/** What is known at one moment. */
export interface Snapshot {
  readonly nowMs: number;
  readonly received: ReportTelemetry['received'];
  readonly services: readonly ReportService[];
  readonly findings: readonly Finding[];
  readonly traces: readonly TraceTree[];
}

/** Tells what is new since the last time. */
export interface Announcer {
  tell(body: TelemetryEventBody): void;
  /** `nowMs` is milliseconds since 1970. */
  refused(refusal: RefusalGroup, nowMs: number): void;
  update(snapshot: Snapshot): void;
  /** Findings of earlier that no longer stand, as they were last. */
  gone(): readonly Finding[];
}

/** Trace ids that are remembered as told. */
const TOLD_LIMIT = 1_000;

interface Entry {
  readonly finding: Finding;
  readonly lastSeenMs: number;
  readonly standing: boolean;
}

/** A check can find the same of one target more than once: several destinations fail. */
const keysOf = (findings: readonly Finding[]): ReadonlyMap<string, Finding> => {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const base = `${finding.code} ${finding.targets.join(' ')}`;
    let key = base;
    for (let place = 2; byKey.has(key); place += 1) key = `${base} ${place}`;
    byKey.set(key, finding);
  }
  return byKey;
};

/** A finding of earlier says so, so that the reader knows that it may be mended. */
const asGone = ({ finding, lastSeenMs }: Entry): Finding => ({
  ...finding,
  evidence: [
    ...finding.evidence,
    { label: 'last seen', value: `${new Date(lastSeenMs).toISOString()}, not since then` },
  ],
});

const tellServices = (services: readonly ReportService[], known: Set<string>, announcer: Announcer): void => {
  for (const service of services) {
    if (known.has(service.id)) continue;
    known.add(service.id);
    announcer.tell({ event: 'service', service });
  }
};

const tellFindings = (
  { findings, nowMs }: Snapshot,
  ledger: Map<string, Entry>,
  announcer: Announcer,
): void => {
  const standing = keysOf(findings);
  for (const [key, finding] of standing) {
    const isNew = ledger.get(key)?.standing !== true;
    ledger.set(key, { finding, lastSeenMs: nowMs, standing: true });
    if (isNew) announcer.tell({ event: 'finding', finding });
  }
  for (const [key, entry] of ledger) {
    if (!entry.standing || standing.has(key)) continue;
    ledger.set(key, { ...entry, standing: false });
    announcer.tell({ event: 'finding-gone', code: entry.finding.code, targets: entry.finding.targets });
  }
};

const tellTraces = (traces: readonly TraceTree[], told: Set<string>, announcer: Announcer): void => {
  for (const trace of traces) {
    if (told.has(trace.traceId)) continue;
    told.add(trace.traceId);
    announcer.tell({ event: 'trace', trace });
  }
  for (const id of told) {
    if (told.size <= TOLD_LIMIT) break;
    told.delete(id);
  }
};

/** Turns snapshots into events. `startMs` is when listening began, milliseconds since 1970. */
export const createAnnouncer = (startMs: number, onEvent: (event: TelemetryEvent) => void): Announcer => {
  const knownServices = new Set<string>();
  const toldTraces = new Set<string>();
  const ledger = new Map<string, Entry>();
  let last = { spans: 0, requests: 0, refused: 0, nowMs: startMs };
  let nowMs = startMs;
  const tellReceived = ({ received, services }: Snapshot): void => {
    const { spans, requests, refused } = received;
    const seconds = Math.max((nowMs - last.nowMs) / 1_000, 0.001);
    if (requests !== last.requests || refused !== last.refused) {
      const spansPerSecond = Math.round((spans - last.spans) / seconds);
      announcer.tell({ event: 'received', received, spansPerSecond, services });
    }
    last = { spans, requests, refused, nowMs };
  };
  const announcer: Announcer = {
    tell: (body) => onEvent({ at: new Date(nowMs).toISOString(), ...body }),
    refused: (refusal, refusedMs) => {
      nowMs = refusedMs;
      announcer.tell({ event: 'refused', refusal });
    },
    update: (snapshot) => {
      nowMs = snapshot.nowMs;
      tellServices(snapshot.services, knownServices, announcer);
      tellReceived(snapshot);
      tellFindings(snapshot, ledger, announcer);
      tellTraces(snapshot.traces, toldTraces, announcer);
    },
    gone: () => [...ledger.values()].filter(({ standing }) => !standing).map(asGone),
  };
  return announcer;
};
