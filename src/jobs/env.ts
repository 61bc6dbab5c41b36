import type { EnvConnect, EnvProgram, EnvReport, EnvSdk, EnvSignal } from '../model/env.ts';
import type { TargetSecrets } from '../model/secret.ts';
import { SIGNALS, type Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { renderEnvAll } from '../report/env/all.ts';
import { renderEnvJson } from '../report/env/json.ts';
import { withoutEnvSecrets } from '../report/env/net.ts';
import { renderEnv } from '../report/env/text.ts';
import type { FileStates } from '../resolve/files.ts';
import { ownName } from '../resolve/flavours/translate.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import { otherSettings } from '../resolve/others.ts';
import { resolve, type SignalRow } from '../resolve/resolve.ts';
import { READERS } from '../resolve/sdks/index.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { fileStates, readOwnFile } from '../settings/file-states.ts';
import type { SettingFlags } from '../settings/flags.ts';
import { type PidSettings, readPid } from '../settings/pid.ts';
import { layerSettings, readSettings, type SettingSources } from '../settings/settings.ts';
import { chooseSdk, type SdkChoice } from './choose-sdk.ts';
import type { Present } from './present.ts';

/** An environment, and the SDK that reads it. */
export interface EnvReading {
  readonly sdk: Sdk;
  readonly environment: LayeredEnvironment;
  /** What is known of the files that the settings name. */
  readonly states?: FileStates;
}

const HIDDEN = '***';

const headersOf = ({ headers }: TargetSecrets, reveal: boolean): EnvSignal['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, reveal ? value.reveal() : HIDDEN]),
  );

const connectOf = ({ host, port, secure, proxy }: Target): EnvConnect | null =>
  host === '' ? null : { host, port, tls: secure, proxy };

const signalOf = ({ target, secrets, signal }: SignalRow, reveal: boolean): EnvSignal => ({
  sends: target.sends,
  why: target.why,
  protocol: target.protocol,
  url: target.url ?? (target.socket === null ? null : `unix:${target.socket}`),
  connect: connectOf(target),
  target: target.requestTargets[signal] ?? null,
  headers: headersOf(secrets, reveal),
  compression: target.encoding,
  timeoutMs: target.unknown.includes('timeout') ? null : target.exportTimeoutMs,
});

interface Read {
  readonly sdk: EnvSdk;
  readonly secretValues: readonly string[];
}

const bySignal = <T>(entries: readonly (readonly [Signal, T])[]): Readonly<Record<Signal, T>> =>
  Object.fromEntries(entries) as Record<Signal, T>;

const programOf = ({ flavour }: Sdk): EnvProgram | null =>
  flavour === undefined
    ? null
    : {
        ...{ title: flavour.title, inside: flavour.base },
        ...{ tells: flavour.tells, flushes: flavour.flushes },
      };

const readAs = ({ sdk, environment, states = {} }: EnvReading, reveal: boolean): Read => {
  const { rows, secrets } = resolve(environment, sdk, SIGNALS, states);
  return {
    sdk: {
      sdk: sdk.name,
      release: sdk.version,
      evidence: sdk.evidence,
      program: programOf(sdk),
      signals: bySignal(rows.map((row) => [row.signal, signalOf(row, reveal)])),
      others: otherSettings(environment, sdk),
      targets: bySignal(
        rows.map(({ signal, target }) => [
          signal,
          {
            ...target,
            problems: target.problems.map((problem) => ({
              ...problem,
              variable: ownName(problem.variable, environment, sdk),
            })),
          },
        ]),
      ),
    },
    secretValues: secrets.secretValues,
  };
};

/**
 * Tells what an environment means to each of the SDKs, and the secret values that no output may hold but for header values
 * that were asked for (`reveal`).
 */
export const envReport = (
  readings: readonly EnvReading[],
  reveal = false,
): { readonly report: EnvReport; readonly secretValues: readonly string[] } => {
  const read = readings.map((reading) => readAs(reading, reveal));
  return {
    report: { sdks: read.map(({ sdk }) => sdk) },
    secretValues: [...new Set(read.flatMap(({ secretValues }) => secretValues))],
  };
};

/** Settings in the words of the command line. */
interface EnvRequest {
  /** Name of an SDK, or `all`. */
  readonly sdk: string | undefined;
  readonly pid: string | undefined;
  readonly envFile: readonly string[];
  readonly flags: SettingFlags;
  readonly reveal: boolean;
  readonly format: 'text' | 'json';
}

/** The present environment, and where the answer is shown. */
interface EnvSurroundings extends Present {
  readonly columns: number;
}

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
  present: Present,
): Promise<Readings> => {
  const readFile = process?.readFile ?? readOwnFile;
  const variable = process?.variable ?? present.variable ?? (() => undefined);
  const base = layerSettings(sources);
  const read = await Promise.all(
    sdks.map((sdk) =>
      sdk.flavour !== undefined || sdk.configFile.some((name) => base.environment.get(name)?.value.trim())
        ? readSettings(sources, {
            sdk,
            variable,
            ...(process ? { readFile } : { directory: present.directory }),
          })
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

/** What the settings mean to one SDK or to all of them, as it is shown. */
export const showEnv = async (given: EnvRequest, present: EnvSurroundings): Promise<string> => {
  const process = given.pid === undefined ? null : readPid(given.pid);
  const choice = given.sdk === 'all' ? null : chooseSdk({ flag: given.sdk, process }, present.directory);
  const sources: SettingSources = {
    environment: present.environment,
    ...(process ? { process: process.layer } : {}),
    ...{ envFiles: given.envFile, flags: given.flags },
  };
  const { readings, notes } = await readAll(sources, choice ? [choice.sdk] : READERS, process, present);
  const { report, secretValues } = envReport(readings, given.reveal);
  const clean = withoutEnvSecrets(report, secretValues);
  const said = [...(process?.notes ?? []), ...notes];
  const [only] = clean.sdks;
  if (given.format === 'json') return renderEnvJson(clean);
  if (choice === null || only === undefined) return renderEnvAll(clean, said, present.columns);
  return renderEnv(only, [...chosenText(choice), ...choice.notes, ...said], present.columns);
};
