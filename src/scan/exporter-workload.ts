import type { Location } from '../model/finding.ts';
import { emptyWorkload, type ScannedVariable, type Slot, type Workload } from './workload.ts';

/** An exporter as a program, or the configuration of one, names it. */
export interface Exporter {
  /** Null where it sends whatever it is given. */
  readonly signal: 'TRACES' | 'METRICS' | 'LOGS' | null;
  readonly protocol: 'grpc' | 'http/protobuf';
  /** The endpoint as a URL. */
  readonly url: string;
  readonly at: Location;
  /** Null where a URL does not stand there as it is. */
  readonly slot: Slot | null;
  /** What is given the endpoint, as a reader finds it: `endpoint of OTLPSpanExporter`. */
  readonly spelt: string;
}

const SIGNALS = ['TRACES', 'METRICS', 'LOGS'] as const;

/** What such an exporter sends, told as variables that mean the same. */
export const exporterWorkload = (
  owner: Pick<Workload, 'id' | 'label' | 'kind' | 'group' | 'sdk'>,
  { signal, protocol, url, at, slot, spelt }: Exporter,
): Workload => {
  const given = (name: string, value: string, own: Slot | null): ScannedVariable => ({
    ...{ name, value, at, from: 'inline', slot: own },
  });
  const of = signal === null ? '' : `${signal}_`;
  const [endpoint, used] = [`OTEL_EXPORTER_OTLP_${of}ENDPOINT`, `OTEL_EXPORTER_OTLP_${of}PROTOCOL`];
  return {
    ...emptyWorkload({ ...owner, name: owner.group, at }),
    variables: [
      given(endpoint, url, slot),
      given(used, protocol, null),
      // Each exporter of a signal sends nothing else.
      ...SIGNALS.filter((other) => signal !== null && other !== signal).map((other) =>
        given(`OTEL_${other}_EXPORTER`, 'none', null),
      ),
    ],
    ...{ sdk: owner.sdk, complete: false, exporter: true },
    spelling: { [endpoint]: spelt, [used]: 'the protocol of the exporter' },
  };
};
