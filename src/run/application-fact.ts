import type { Exit } from '../applications/start.ts';
import type { ApplicationFact } from '../model/application.ts';
import { maskArguments } from '../processes/mask-arguments.ts';
import type { ServiceFacts } from '../telemetry/collection.ts';
import type { StartedCommand } from './start-command.ts';

/** How a command ended; null while it runs. */
export interface Ending {
  readonly exit: Exit;
  /** The doctor ended it. */
  readonly stopped: boolean;
}

const sum = (services: readonly ServiceFacts[], of: (facts: ServiceFacts) => number): number =>
  services.reduce((total, facts) => total + of(facts), 0);

/** Everything that is known of a command apart from its telemetry. */
export const applicationFact = (
  started: StartedCommand,
  ending: Ending,
  services: readonly ServiceFacts[],
): ApplicationFact => {
  const { command, sdk, language, settings, instrumentation, own, connections } = started;
  const ownServices = services.filter(({ source }) => source === command.id);
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
    ...connections.facts(),
    ...instrumentation,
  };
};
