import type { InstrumentationScope, KeyValue, Resource, ResourceLogs } from '../receiver/otlp.ts';
import type { Metric, ResourceMetrics } from '../receiver/otlp-metrics.ts';
import { type ScopeState, type ServiceState, scopeOf } from './services.ts';
import type { Scope } from './span-record.ts';
import type { Observation } from './window.ts';

/** A resource has no scope. */
const NO_SCOPE: Scope = { name: '', version: '', library: false };

/** Names and losses of a resource. */
export const observeResource = (
  { names, dropped }: Observation,
  resource: Resource | null,
  service: ServiceState,
): void => {
  if (resource === null) return;
  names.count('resource', resource.attributes, NO_SCOPE);
  const { droppedAttributesCount, attributes } = resource;
  if (droppedAttributesCount === 0) return;
  const place = { what: 'attributes', on: 'resource', name: service.name ?? '', scope: '' } as const;
  dropped.add({ ...place, dropped: droppedAttributesCount, kept: attributes.length }, null);
};

/** Names and losses of a scope, which is returned as it is kept. */
export const observeScope = (
  { names, dropped }: Observation,
  sent: InstrumentationScope | null,
  service: ServiceState,
): ScopeState => {
  const state = scopeOf(service, sent);
  if (sent === null) return state;
  const { scope } = state;
  names.count('scope', sent.attributes, scope);
  if (sent.droppedAttributesCount > 0) {
    const place = { what: 'attributes', on: 'scope', name: scope.name, scope: scope.name } as const;
    dropped.add({ ...place, dropped: sent.droppedAttributesCount, kept: sent.attributes.length }, null);
  }
  return state;
};

const pointsOf = ({ data }: Metric): readonly { readonly attributes: readonly KeyValue[] }[] =>
  data?.dataPoints ?? [];

/** Looks at the metrics of one resource. */
export const observeMetrics = (
  { scopeMetrics }: ResourceMetrics,
  service: ServiceState,
  observation: Observation,
): void => {
  for (const { scope: sent, metrics } of scopeMetrics) {
    const { scope } = observeScope(observation, sent, service);
    for (const metric of metrics)
      for (const { attributes } of pointsOf(metric)) observation.names.count('data point', attributes, scope);
  }
};

/** Data points of a resource. */
export const metricPointsOf = ({ scopeMetrics }: ResourceMetrics): number => {
  let count = 0;
  for (const { metrics } of scopeMetrics) for (const metric of metrics) count += pointsOf(metric).length;
  return count;
};

/** Looks at the log records of one resource. */
export const observeLogs = (
  { scopeLogs }: ResourceLogs,
  service: ServiceState,
  observation: Observation,
): void => {
  for (const { scope: sent, logRecords } of scopeLogs) {
    const { scope } = observeScope(observation, sent, service);
    for (const { attributes, droppedAttributesCount } of logRecords) {
      observation.names.count('log record', attributes, scope);
      if (droppedAttributesCount === 0) continue;
      const place = { what: 'attributes', on: 'log record', name: scope.name, scope: scope.name } as const;
      observation.dropped.add({ ...place, dropped: droppedAttributesCount, kept: attributes.length }, null);
    }
  }
};
