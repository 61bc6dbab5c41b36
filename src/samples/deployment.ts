import type { LinkEnd, LinkFact, WorkloadFact } from '../model/deployment.ts';
import type { Location } from '../model/finding.ts';
import { sampleCollector } from './collector.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

const inCompose = (line: number, column = 7): Location => ({ path: 'compose.yaml', line, column });

/** A Collector as a Compose service. */
export const sampleEnd = (change: Partial<LinkEnd> = {}): LinkEnd => ({
  label: 'compose service collector',
  kind: 'workload',
  workload: 'compose:collector',
  collector: sampleCollector(),
  receives: true,
  at: inCompose(10, 3),
  ...change,
});

/** A destination that leads to nothing in the files. */
export const sampleNowhere = (label: string, kind: LinkEnd['kind'] = 'unknown'): LinkEnd =>
  sampleEnd({ label, kind, workload: null, collector: null, receives: false, at: null });

/** A Compose service that sends to a Collector by its name. */
export const sampleLink = (change: Partial<LinkFact> = {}): LinkFact => ({
  from: 'compose:api',
  fromLabel: 'compose service api',
  signals: ['traces'],
  certain: ['traces'],
  target: 't1',
  host: 'collector',
  port: 4317,
  protocol: 'grpc',
  secure: false,
  variable: ENDPOINT,
  asked: true,
  at: inCompose(6),
  to: sampleEnd(),
  via: 'service-name',
  containerPort: 4317,
  published: [],
  sharesNetwork: true,
  service: null,
  receivers: [],
  known: null,
  ...change,
});

/** A Compose service that sets its endpoint and protocol. */
export const sampleWorkload = (change: Partial<WorkloadFact> = {}): WorkloadFact => ({
  label: 'compose service api',
  kind: 'compose',
  inContainer: true,
  sdk: null,
  instrumented: false,
  speaks: null,
  byAgent: false,
  placedByOthers: false,
  places: { [ENDPOINT]: inCompose(6), OTEL_EXPORTER_OTLP_PROTOCOL: inCompose(7) },
  ...change,
});
