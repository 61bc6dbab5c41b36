import { envReport } from '../env.ts';
import { usageError } from '../model/usage.ts';
import { renderEnv } from '../report/env.ts';
import { renderEnvAll } from '../report/env-all.ts';
import { renderEnvJson } from '../report/env-json.ts';
import { withoutEnvSecrets } from '../report/env-net.ts';
import { SDKS } from '../resolve/sdks/index.ts';
import { fileStates, readOwnFile } from '../settings/file-states.ts';
import { readPid } from '../settings/pid.ts';
import { layerSettings } from '../settings/settings.ts';
import { chooseSdk, type SdkChoice } from './choose-sdk.ts';
import type { EnvArguments } from './options.ts';
import type { Session } from './session.ts';

const ALL = 'all';

const chosenText = ({ chosenBy, sdk }: SdkChoice): readonly string[] =>
  chosenBy === 'default' && sdk.name === 'spec'
    ? ['Read as the specification says; SDKs differ from it (name yours with --sdk, or --sdk all).']
    : [];

/** Writes what the settings mean to one SDK or to all of them. */
export const runEnv = (given: EnvArguments, session: Session): void => {
  const { format } = given;
  if (format !== 'text' && format !== 'json')
    throw usageError(`--format takes text or json, not "${format}"`);
  const process = given.pid === undefined ? null : readPid(given.pid);
  const choice = given.sdk === ALL ? null : chooseSdk({ flag: given.sdk, process }, session);
  const { environment, notes } = layerSettings({
    environment: session.environment,
    ...(process ? { process: process.layer } : {}),
    envFiles: given.envFile ?? [],
    flags: given,
  });
  const { report, literals } = envReport({
    environment,
    sdks: choice === null ? SDKS : [choice.sdk],
    states: fileStates(environment, process?.readFile ?? readOwnFile),
    reveal: given.reveal,
  });
  const clean = withoutEnvSecrets(report, literals);
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
