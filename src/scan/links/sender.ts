import type { WorkloadFact } from '../../model/deployment.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { Workload } from '../workload.ts';

const asksForOtlp = ({ variables }: Workload, signal: Signal): boolean =>
  variables.some(
    ({ name, value }) => name === `OTEL_${signal.toUpperCase()}_EXPORTER` && value?.includes('otlp') === true,
  );

/** Whether sending was asked for: a program may set its endpoint itself where only the default speaks. */
export const isAskedFor = (workload: Workload, { endpointBy }: Target): boolean =>
  endpointBy.variable !== null || asksForOtlp(workload, 'traces');

/** The agent for Java sends every signal that is not switched off. */
const SENDS_ALL = 'java-agent';

/** Signals that are sent for certain. */
export const certainSignals = (
  workload: Workload,
  { signals }: Target,
  sdk: string | null,
): readonly Signal[] =>
  sdk === SENDS_ALL
    ? signals
    : signals.filter(
        (signal) =>
          asksForOtlp(workload, signal) ||
          workload.variables.some(
            ({ name }) => name === `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`,
          ),
      );

/** What checks know of a workload. */
export const workloadFact = (workload: Workload, sdk: string | null): WorkloadFact => {
  const instrumented = workload.variables.some(({ from }) => from === 'instrumentation');
  const { label, kind, inContainer } = workload;
  return {
    ...{ label, kind, inContainer, sdk, instrumented },
    byAgent:
      instrumented ||
      sdk === SENDS_ALL ||
      workload.command.some((word) => /opentelemetry-instrument$/.test(word)),
    placedByOthers: kind === 'dockerfile' || workload.id.includes('#Instrumentation/'),
    places: Object.fromEntries(workload.variables.map(({ name, at }) => [name, at])),
  };
};
