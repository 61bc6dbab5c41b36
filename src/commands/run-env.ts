import { type EnvReading, envReport } from '../jobs/env.ts';
import { usageError } from '../model/usage.ts';
import { renderEnvAll } from '../report/env/all.ts';
import { renderEnvJson } from '../report/env/json.ts';
import { withoutEnvSecrets } from '../report/env/net.ts';
import { renderEnv } from '../report/env/text.ts';
import { SDKS } from '../resolve/sdks/index.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { fileStates, readOwnFile } from '../settings/file-states.ts';
import { type PidSettings, readPid } from '../settings/pid.ts';
import { layerSettings, readSettings, type SettingSources } from '../settings/settings.ts';
import { chooseSdk, type SdkChoice } from './shared/choose-sdk.ts';
import type { EnvArguments } from './shared/options.ts';
import type { Session } from './shared/session.ts';

const ALL = 'all';

const chosenText = ({ chosenBy, sdk }: SdkChoice): readonly string[] =>
  chosenBy === 'default' && sdk.name === 'spec'
    ? ['Read as the specification says; SDKs differ from it (name yours with --sdk, or --sdk all).']
    : [];

interface Readings {
  readonly readings: readonly EnvReading[];
  readonly notes: readonly string[];
}

/**
 * The settings for each SDK. They differ only where one reads a configuration file; the rest is read once, because an
 * env file may be the output of a command.
 */
const readAll = async (
  sources: SettingSources,
  sdks: readonly Sdk[],
  process: PidSettings | null,
  session: Session,
): Promise<Readings> => {
  const readFile = process?.readFile ?? readOwnFile;
  const variable = process?.variable ?? session.variable ?? (() => undefined);
  const base = layerSettings(sources);
  const read = await Promise.all(
    sdks.map((sdk) =>
      sdk.configFile.some((name) => base.environment.get(name)?.value.trim())
        ? readSettings(sources, { sdk, variable, ...(process ? { readFile } : {}) })
        : { ...base, sdk },
    ),
  );
  return {
    readings: read.map(({ sdk, environment }) => ({
      ...{ sdk, environment },
      states: fileStates(environment, readFile),
    })),
    notes: [...new Set(read.flatMap(({ notes }) => notes))],
  };
};

/** Writes what the settings mean to one SDK or to all of them. */
export const runEnv = async (given: EnvArguments, session: Session): Promise<void> => {
  const { format } = given;
  if (format !== 'text' && format !== 'json')
    throw usageError(`--format takes text or json, not "${format}"`);
  const process = given.pid === undefined ? null : readPid(given.pid);
  const choice = given.sdk === ALL ? null : chooseSdk({ flag: given.sdk, process }, session);
  const sources: SettingSources = {
    environment: session.environment,
    ...(process ? { process: process.layer } : {}),
    envFiles: given.envFile ?? [],
    flags: given,
  };
  const { readings, notes } = await readAll(sources, choice ? [choice.sdk] : SDKS, process, session);
  const { report, secretValues } = envReport(readings, given.reveal);
  const clean = withoutEnvSecrets(report, secretValues);
  const said = [...(process?.notes ?? []), ...notes];
  const [only] = clean.sdks;
  if (format === 'json') session.write(renderEnvJson(clean));
  else if (choice === null || only === undefined) session.write(renderEnvAll(clean, said, session.columns));
  else {
    const why = [...chosenText(choice), ...choice.notes];
    session.write(renderEnv(only, [...why, ...said], session.columns));
  }
  session.finish(0);
};
