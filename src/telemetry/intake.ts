import type { ExportBatch } from '../receiver/batch.ts';
import type { Resource, ResourceLogs, ResourceSpans } from '../receiver/otlp.ts';
import type { ResourceMetrics } from '../receiver/otlp-metrics.ts';
import { noteNetwork } from './network-spans.ts';
import {
  metricPointsOf,
  observeLogs,
  observeMetrics,
  observeResource,
  observeScope,
} from './observe-others.ts';
import { observeSpans } from './observe-spans.ts';
import type { PendingTraces } from './pending.ts';
import type { ServiceState, Services } from './services.ts';
import { isNoId, millisecondsOf } from './span-of.ts';
import type { Observation, Window } from './window.ts';

/** Takes exports apart and puts what is in them where it belongs. */
export interface Intake {
  take(batch: ExportBatch, source: string | null): void;
  /** Since the beginning. */
  readonly counts: {
    readonly requests: number;
    readonly emptyRequests: number;
    readonly spans: number;
    readonly metricPoints: number;
    readonly logRecords: number;
    readonly bytes: number;
    readonly servicesOmitted: number;
  };
}

/** Who sent a part of an export, and where what is seen of it is put. */
interface Place {
  readonly service: ServiceState;
  readonly observation: Observation;
}

const spanCountOf = ({ scopeSpans }: ResourceSpans): number =>
  scopeSpans.reduce((sum, { spans }) => sum + spans.length, 0);

const recordCountOf = ({ scopeLogs }: ResourceLogs): number =>
  scopeLogs.reduce((sum, { logRecords }) => sum + logRecords.length, 0);

const takeSpans = (
  { scopeSpans }: ResourceSpans,
  { service, observation }: Place,
  receivedMs: number,
  pending: PendingTraces,
): void => {
  for (const ofScope of scopeSpans) {
    const scope = observeScope(observation, ofScope.scope, service);
    scope.spans += ofScope.spans.length;
    observeSpans(ofScope, { service, scope, observation, receivedMs }, (span, exporter) => {
      if (isNoId(span.traceId) || isNoId(span.spanId)) return;
      const trace = pending.keep(span, service);
      if (trace !== null) noteNetwork(trace, span, scope.network, exporter);
    });
  }
};

interface Items {
  readonly spans: number;
  readonly metricPoints: number;
  readonly logRecords: number;
}

const NOTHING: Items = { spans: 0, metricPoints: 0, logRecords: 0 };

const takeMetrics = (part: ResourceMetrics, count: number, { service, observation }: Place): void => {
  service.metricPoints += count;
  observeMetrics(part, service, observation);
};

const takeLogs = (part: ResourceLogs, count: number, { service, observation }: Place): void => {
  service.logRecords += count;
  observeLogs(part, service, observation);
};

/** Takes each part of an export that has something in it; how much there is in all of them. */
type TakeParts = <T extends { readonly resource: Resource | null }>(
  parts: readonly T[],
  countOf: (part: T) => number,
  takePart: (part: T, count: number, place: Place) => void,
) => number;

const takeItems = (
  batch: ExportBatch,
  takeParts: TakeParts,
  receivedMs: number,
  pending: PendingTraces,
): Items => {
  if (batch.signal === 'metrics')
    return {
      ...NOTHING,
      metricPoints: takeParts(batch.request.resourceMetrics, metricPointsOf, takeMetrics),
    };
  if (batch.signal === 'logs')
    return { ...NOTHING, logRecords: takeParts(batch.request.resourceLogs, recordCountOf, takeLogs) };
  const spans = takeParts(batch.request.resourceSpans, spanCountOf, (part, count, place) => {
    place.service.spans += count;
    takeSpans(part, place, receivedMs, pending);
  });
  return { ...NOTHING, spans };
};

export const createIntake = (services: Services, window: Window, pending: PendingTraces): Intake => {
  const counts = {
    ...{ spans: 0, metricPoints: 0, logRecords: 0 },
    ...{ requests: 0, emptyRequests: 0, bytes: 0, servicesOmitted: 0 },
  };
  const placeOf = (
    resource: Resource | null,
    { transport }: ExportBatch,
    source: string | null,
  ): Place | null => {
    const service = services.of(resource, source);
    if (service === null) return null;
    service.transports.add(transport);
    const observation = window.current().of(service.id);
    observeResource(observation, resource, service);
    return { service, observation };
  };
  const takePartsOf =
    (batch: ExportBatch, source: string | null): TakeParts =>
    (parts, countOf, takePart) => {
      let total = 0;
      let omitted = 0;
      for (const part of parts) {
        const count = countOf(part);
        total += count;
        const place = count === 0 ? undefined : placeOf(part.resource, batch, source);
        if (place) takePart(part, count, place);
        else if (place === null) omitted = 1;
      }
      counts.servicesOmitted += omitted;
      return total;
    };
  return {
    counts,
    take: (batch, source) => {
      const receivedMs = millisecondsOf(batch.receivedAtUnixNano);
      window.advance(receivedMs);
      const items = takeItems(batch, takePartsOf(batch, source), receivedMs, pending);
      counts.requests += 1;
      counts.bytes += batch.bytes;
      counts.spans += items.spans;
      counts.metricPoints += items.metricPoints;
      counts.logRecords += items.logRecords;
      if (items.spans + items.metricPoints + items.logRecords === 0) counts.emptyRequests += 1;
      else window.took(items.spans, receivedMs);
    },
  };
};
