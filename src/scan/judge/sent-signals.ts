import type { LinkFact } from '../../model/deployment.ts';
import type { Signal } from '../../model/signal.ts';
import type { JudgedWorkload } from './workload.ts';

const isAskedFor = (signal: Signal, { workload }: Pick<JudgedWorkload, 'workload'>): boolean => {
  const name = signal.toUpperCase();
  return workload.variables.some(
    (variable) =>
      (variable.name === `OTEL_${name}_EXPORTER` && variable.value?.includes('otlp') === true) ||
      variable.name === `OTEL_EXPORTER_OTLP_${name}_ENDPOINT`,
  );
};

/** Signals that are sent for certain: an agent sends all that are not switched off, a program may send some or none. */
export const certainSignals = (
  { signals }: Pick<LinkFact, 'signals'>,
  judged: Pick<JudgedWorkload, 'workload' | 'sdk'>,
): readonly Signal[] =>
  judged.sdk.name === 'java-agent' ? signals : signals.filter((signal) => isAskedFor(signal, judged));
