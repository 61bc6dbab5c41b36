import type { CollectorFact } from '../../model/collector.ts';
import type { ServiceFact } from '../../model/deployment.ts';
import { isReceiverImage } from '../guess-sdk.ts';
import type { Workload } from '../workload.ts';

/** Everything that links are made of. */
export interface Landscape {
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceFact[];
  /** Collectors by the id of the workload that runs them. */
  readonly collectors: ReadonlyMap<string, CollectorFact>;
  /** Pods to which the operator adds a Collector. */
  readonly withSidecar: readonly string[];
  readonly portNames: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Whether telemetry can be meant for a workload. */
export const receives = (workload: Workload, { collectors }: Pick<Landscape, 'collectors'>): boolean =>
  collectors.has(workload.id) ||
  workload.collectorConfigs.length > 0 ||
  isReceiverImage(workload.image?.name ?? null);

/** Whether a Kubernetes Service leads to a workload, by its labels alone. */
export const selects = ({ selector }: ServiceFact, { labels }: Workload): boolean =>
  Object.keys(selector).length > 0 && Object.entries(selector).every(([key, value]) => labels[key] === value);
