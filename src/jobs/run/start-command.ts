import { diagnosticsFor } from '../../launch/diagnostics.ts';
import {
  findFramework,
  frameworkFact,
  frameworkSettings,
  overrideFramework,
} from '../../launch/framework.ts';
import { findInstrumentation, type Instrumentation } from '../../launch/instrumented.ts';
import { createLogReader, type LogReader } from '../../launch/log/reader.ts';
import { type Override, overrideSettings } from '../../launch/override.ts';
import { type CommandSdk, sdkOfCommand } from '../../launch/sdk-of-command.ts';
import { readCommandSettings, type SettingsFacts, settingsFacts } from '../../launch/settings-facts.ts';
import { type RunningApplication, startApplication } from '../../launch/start.ts';
import { type Connections, watchConnections } from '../../launch/watch.ts';
import type { FrameworkFact, ProgramFact, PromisedProtocol } from '../../model/application.ts';
import { SIGNALS } from '../../model/signal.ts';
import { programFact } from '../../resolve/flavours/waits.ts';
import { resolve } from '../../resolve/resolve.ts';
import { findSdk } from '../../resolve/sdks/index.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import { fileStates, readOwnFile } from '../../settings/file-states.ts';
import type { Collection } from '../../telemetry/collection.ts';
import type { RunCommand } from './command.ts';
import { commandDestinations, ownDestinations, promisedProtocols } from './destinations.ts';
import { type OwnReceiver, startOwnReceiver } from './receive.ts';

/** What all commands of a run share. */
export interface Surroundings {
  readonly directory: string;
  /** Chosen by the reader for all commands; null where each is recognised. */
  readonly sdk: Sdk | null;
  readonly forward: boolean;
  readonly terminal: { readonly stdin: boolean; readonly stdout: boolean };
  readonly alone: boolean;
}

/** A command that runs, and everything that is being noted of it. */
export interface StartedCommand {
  readonly command: RunCommand;
  readonly sdk: Sdk;
  readonly language: string | null;
  readonly settings: SettingsFacts;
  readonly instrumentation: Instrumentation;
  readonly framework: FrameworkFact | null;
  readonly program: ProgramFact | null;
  /** What the settings promise of each signal, beside what came until now. */
  promised(): readonly PromisedProtocol[];
  readonly override: Override;
  readonly own: OwnReceiver;
  readonly application: RunningApplication;
  readonly connections: Connections;
  readonly log: LogReader;
  /** Secret values that must not appear in any output. */
  readonly secretValues: readonly string[];
  readonly notes: readonly string[];
}

const chooseSdk = ({ sdk: chosen }: Surroundings, recognised: CommandSdk): Sdk => {
  const sdk = chosen ?? findSdk(recognised.sdk) ?? findSdk('spec');
  if (sdk === undefined) throw new Error('the rules of the specification are missing');
  return sdk;
};

/** What is known of a command before it runs: how its settings are read, and where its telemetry goes when it runs alone. */
const readCommand = async (command: RunCommand, surroundings: Surroundings) => {
  const { argv, environment } = command;
  const { directory } = surroundings;
  const recognised = sdkOfCommand(argv, environment, directory);
  const chosen = chooseSdk(surroundings, recognised);
  const read = await readCommandSettings({ argv, environment, directory, sdk: chosen });
  const states = fileStates(read.environment, readOwnFile);
  const resolved = resolve(read.environment, read.sdk, SIGNALS, states);
  const framework = findFramework(argv, environment, directory);
  const destinations = surroundings.forward
    ? commandDestinations(framework, ownDestinations(read.environment, read.sdk, resolved, readOwnFile))
    : [];
  return { recognised, chosen, read, ...resolved, framework, destinations };
};

/** The command line and the variables that send to our receiver. */
const redirect = async (
  { argv, environment }: RunCommand,
  directory: string,
  { chosen, framework }: Awaited<ReturnType<typeof readCommand>>,
  port: number,
) => {
  const override = await overrideSettings({ environment, argv, directory, sdk: chosen, port });
  const own =
    framework === null
      ? { argv: override.argv, variables: {} }
      : overrideFramework(framework, override.argv, `http://127.0.0.1:${port}`);
  const variables = {
    ...override.environment,
    ...own.variables,
    ...diagnosticsFor(chosen, environment),
  };
  return { override, argv: own.argv, environment: variables };
};

/** Starts a command with a receiver of its own. Rejects with a usage error when it cannot be started. */
export const startCommand = async (
  command: RunCommand,
  surroundings: Surroundings,
  collection: Collection,
): Promise<StartedCommand> => {
  const { directory, terminal, alone } = surroundings;
  const known = await readCommand(command, surroundings);
  const { read, resolution, secrets, framework } = known;
  const own = await startOwnReceiver(command.name, collection, known.destinations);
  const redirected = await redirect(command, directory, known, own.receiver.httpPort).catch(
    async (thrown: unknown) => {
      await own.receiver.stop();
      throw thrown;
    },
  );
  const { override } = redirected;
  const log = createLogReader();
  const application = await startApplication({
    ...{ argv: redirected.argv, environment: redirected.environment, directory, terminal },
    stdin: alone || command.driver ? 'inherit' : 'none',
    prefix: !alone && terminal.stdout ? command.name : null,
    onOutput: (chunk, stream) => log.take(chunk, stream),
  }).catch(async (thrown: unknown) => {
    override.cleanUp();
    await own.receiver.stop();
    throw thrown;
  });
  const promised = (): readonly PromisedProtocol[] =>
    promisedProtocols(resolution.targets, own.came, own.forwarder?.facts() ?? []);
  return {
    ...{ command, override, own, application, log, sdk: read.sdk, language: known.recognised.language },
    settings: frameworkSettings(framework, settingsFacts(read)),
    framework: framework === null ? null : frameworkFact(framework, command.environment),
    program: programFact(read.sdk, resolution.targets),
    instrumentation: findInstrumentation(command.argv, command.environment, directory, framework),
    promised: () =>
      framework === null ? promised() : promised().filter(({ signal }) => signal !== 'traces'),
    connections: watchConnections(application.pid, [own.receiver.grpcPort, own.receiver.httpPort]),
    secretValues: secrets.secretValues,
    notes: override.notes,
  };
};
