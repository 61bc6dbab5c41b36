import { diagnosticsFor } from '../../launch/diagnostics.ts';
import { findInstrumentation, type Instrumentation } from '../../launch/instrumented.ts';
import { createLogReader, type LogReader } from '../../launch/log/reader.ts';
import { type Override, overrideSettings } from '../../launch/override.ts';
import { type CommandSdk, sdkOfCommand } from '../../launch/sdk-of-command.ts';
import { readCommandSettings, type SettingsFacts, settingsFacts } from '../../launch/settings-facts.ts';
import { type RunningApplication, startApplication } from '../../launch/start.ts';
import { type Connections, watchConnections } from '../../launch/watch.ts';
import type { PromisedProtocol } from '../../model/application.ts';
import { SIGNALS } from '../../model/signal.ts';
import { resolve } from '../../resolve/resolve.ts';
import { findSdk } from '../../resolve/sdks/index.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import { fileStates, readOwnFile } from '../../settings/file-states.ts';
import type { Collection } from '../../telemetry/collection.ts';
import type { RunCommand } from './command.ts';
import { ownDestinations, promisedProtocols } from './destinations.ts';
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

/** Starts a command with a receiver of its own. Rejects with a usage error when it cannot be started. */
export const startCommand = async (
  command: RunCommand,
  surroundings: Surroundings,
  collection: Collection,
): Promise<StartedCommand> => {
  const { argv, environment } = command;
  const { directory, terminal, alone } = surroundings;
  const recognised = sdkOfCommand(argv, environment, directory);
  const chosen = chooseSdk(surroundings, recognised);
  const known = { argv, environment, directory, sdk: chosen };
  const read = await readCommandSettings(known);
  const { sdk } = read;
  const { resolution, secrets } = resolve(
    read.environment,
    sdk,
    SIGNALS,
    fileStates(read.environment, readOwnFile),
  );
  const destinations = surroundings.forward ? ownDestinations(read.environment, sdk, readOwnFile) : [];
  const own = await startOwnReceiver(command.name, collection, destinations);
  const override = await overrideSettings({
    environment,
    argv,
    directory,
    sdk: chosen,
    port: own.receiver.httpPort,
  }).catch(async (thrown: unknown) => {
    await own.receiver.stop();
    throw thrown;
  });
  const log = createLogReader();
  const application = await startApplication({
    argv: override.argv,
    environment: { ...override.environment, ...diagnosticsFor(chosen, environment) },
    directory,
    stdin: alone || command.driver ? 'inherit' : 'none',
    terminal,
    prefix: !alone && terminal.stdout ? command.name : null,
    onOutput: (chunk, stream) => log.take(chunk, stream),
  }).catch(async (thrown: unknown) => {
    override.cleanUp();
    await own.receiver.stop();
    throw thrown;
  });
  return {
    command,
    sdk,
    language: recognised.language,
    settings: settingsFacts(read),
    instrumentation: findInstrumentation(argv, environment, directory),
    promised: () => promisedProtocols(resolution.targets, own.came, own.forwarder?.facts() ?? []),
    override,
    own,
    application,
    connections: watchConnections(application.pid, [own.receiver.grpcPort, own.receiver.httpPort]),
    log,
    secretValues: secrets.secretValues,
    notes: override.notes,
  };
};
