import { OTHER_PORTS } from '../../knowledge/ports.ts';
import type { Exit } from '../../launch/start.ts';
import type { ApplicationFact } from '../../model/application.ts';
import type { ServiceFacts } from '../../telemetry/collection.ts';
import { maskArguments } from '../../text/mask-arguments.ts';
import type { StartedCommand } from './start-command.ts';

/** How a command ended; null while it runs. */
export interface Ending {
  readonly exit: Exit;
  /** The doctor ended it. */
  readonly stopped: boolean;
}

const sum = (services: readonly ServiceFacts[], of: (facts: ServiceFacts) => number): number =>
  services.reduce((total, facts) => total + of(facts), 0);

/** Where an exporter has its endpoint in the code, a connection that nothing else explains is that exporter's. */
const connectionsOf = ({
  connections,
  instrumentation,
}: StartedCommand): Pick<ApplicationFact, 'elsewhere' | 'connectionsSeen' | 'askedAt'> => {
  const facts = connections.facts();
  if ((instrumentation.code?.endpoint ?? null) === null) return facts;
  const elsewhere = facts.elsewhere.map((one) => ({
    ...one,
    otlp: one.otlp || !OTHER_PORTS.includes(one.port),
  }));
  return { ...facts, elsewhere };
};

/** Of Python alone the native parts of an exporter are seen. */
const exporterLoaded = (
  { connections, instrumentation, language }: StartedCommand,
  ranMs: number,
): boolean | null =>
  language === 'python' && instrumentation.instrumented === 'yes' ? connections.hadExporter(ranMs) : null;

/** Everything that is known of a command apart from its telemetry. */
export const applicationFact = (
  started: StartedCommand,
  ending: Ending,
  services: readonly ServiceFacts[],
): ApplicationFact => {
  const { command, sdk, language, settings, own } = started;
  const ownServices = services.filter(({ source }) => source === command.name);
  return {
    name: command.name,
    command: maskArguments(command.argv),
    sdk: sdk.name,
    language,
    exitCode: ending.exit.code,
    signal: ending.exit.signal,
    stopped: ending.stopped,
    ranMs: ending.exit.ranMs,
    received: {
      spans: sum(ownServices, ({ service }) => service.spans),
      metricPoints: sum(ownServices, ({ service }) => service.metricPoints),
      logRecords: sum(ownServices, ({ service }) => service.logRecords),
    },
    requests: own.requests(),
    refused: own.refusals().reduce((total, { kind, count }) => total + (kind === 'empty' ? 0 : count), 0),
    ...settings,
    ...connectionsOf(started),
    ...started.instrumentation,
    drives: command.driver,
    framework: started.framework,
    program: started.program,
    promised: started.promised(),
    exporterLoaded: exporterLoaded(started, ending.exit.ranMs),
  };
};
