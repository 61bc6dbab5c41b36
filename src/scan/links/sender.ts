import type { WorkloadFact } from '../../model/deployment.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { Sender } from '../settings.ts';
import type { Workload } from '../workload.ts';

const asksForOtlp = ({ variables }: Workload, signal: Signal): boolean =>
  variables.some(
    ({ name, value }) => name === `OTEL_${signal.toUpperCase()}_EXPORTER` && value?.includes('otlp') === true,
  );

/** Whether sending was asked for: a program may set its endpoint itself where only the default speaks. */
export const isAskedFor = (workload: Workload, { endpointBy, signals }: Target): boolean =>
  endpointBy.variable !== null || signals.some((signal) => asksForOtlp(workload, signal));

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

/** What brings an SDK in that takes nothing but variables: agents of Python, JavaScript, .NET and PHP. */
const AGENT_WORDS = /(?:^|\/)opentelemetry-instrument$|@opentelemetry\/auto-instrumentations-node\/register/;
const AGENT_VARIABLES: Readonly<Record<string, RegExp>> = {
  NODE_OPTIONS: /@opentelemetry\/auto-instrumentations-node\/register/,
  OTEL_PHP_AUTOLOAD_ENABLED: /^true$/i,
  OTEL_DOTNET_AUTO_HOME: /./,
};

/** Whether an SDK is brought in that takes nothing but variables. */
export const hasAgent = ({ command, variables }: Workload): boolean =>
  command.some((word) => AGENT_WORDS.test(word)) ||
  variables.some(({ name, value }) => AGENT_VARIABLES[name]?.test(value ?? ''));

/** What checks know of a workload. */
export const workloadFact = (
  workload: Workload,
  { sdk, speaks }: Pick<Sender, 'sdk' | 'speaks'>,
): WorkloadFact => {
  const instrumented = workload.variables.some(({ from }) => from === 'instrumentation');
  const { label, kind, inContainer } = workload;
  return {
    ...{ label, kind, inContainer, sdk, instrumented },
    speaks,
    byAgent: instrumented || sdk === SENDS_ALL || hasAgent(workload),
    placedByOthers: kind === 'dockerfile' || workload.id.includes('#Instrumentation/'),
    places: Object.fromEntries(workload.variables.map(({ name, at }) => [name, at])),
  };
};
