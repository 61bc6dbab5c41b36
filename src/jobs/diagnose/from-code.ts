import { exportChecks } from '../../../checks/export.ts';
import { SIGNALS, type Signal } from '../../model/signal.ts';
import { isUsageError } from '../../model/usage.ts';
import type { LayeredEnvironment } from '../../resolve/layers.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import { settingsBeside } from '../../settings/beside.ts';
import { withoutOwnSettings } from '../../settings/process.ts';
import { readSettings } from '../../settings/settings.ts';
import { nearest } from '../../text/nearest.ts';
import { chooseSdk, type SdkChoice } from '../choose-sdk.ts';
import { selectionOf } from '../selection.ts';
import { type DiagnoseOptions, type Diagnosis, diagnose as diagnoseAll } from './diagnose.ts';

/** What a program may say of a diagnosis; everything but the environment has a default. */
export interface DiagnoseInput
  extends Partial<Omit<DiagnoseOptions, 'follow' | 'environment' | 'sdk' | 'beside' | 'readFile'>> {
  /** Variables of the application: `process.env`, any object of names and values, or layers from `mergeLayers`. */
  readonly environment: Readonly<Record<string, string | undefined>> | LayeredEnvironment;
  /** Name of the SDK by whose rules the settings are read; told by the project in the directory when left out. */
  readonly sdk?: Sdk | string;
  /** Directory of the application's project; the working directory when left out. */
  readonly directory?: string;
  /** Only these checks, or all but these: codes or areas. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/** Thrown for what no diagnosis can be made of; the message is one line that says what to give instead. */
export class InvalidOptionsError extends TypeError {
  override readonly name = 'InvalidOptionsError';
  readonly code = 'ERR_OTEL_DOCTOR_OPTIONS';
}

const invalid = (message: string): InvalidOptionsError => new InvalidOptionsError(`diagnose: ${message}`);

const KEYS: Readonly<Record<keyof DiagnoseInput, true>> = {
  ...{ environment: true, sdk: true, sdkChosenBy: true, sdkVersion: true, directory: true, signals: true },
  ...{ timeoutMs: true, chooses: true, only: true, skip: true, offline: true, controls: true },
  ...{ process: true, notes: true, onObservation: true },
};

const refuseUnknown = (input: object): void => {
  const unknown = Object.keys(input).find((key) => !Object.hasOwn(KEYS, key));
  if (unknown === undefined) return;
  const guess = nearest(unknown, Object.keys(KEYS));
  throw invalid(
    `there is no option "${unknown}"${guess === undefined ? `; it takes ${Object.keys(KEYS).join(', ')}` : `; did you mean ${guess}?`}`,
  );
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuseWrong = ({ environment, signals, timeoutMs }: DiagnoseInput): void => {
  if (!isObject(environment))
    throw invalid('environment is missing: give process.env, or an object of variables and their values');
  if (!(environment instanceof Map)) {
    const wrong = Object.entries(environment).find(
      ([, value]: readonly [string, unknown]) => value !== undefined && typeof value !== 'string',
    );
    if (wrong !== undefined) throw invalid(`environment.${wrong[0]} is no text; variables are texts`);
  }
  const isSignal = (signal: unknown): boolean => SIGNALS.some((known) => known === signal);
  if (signals !== undefined && !(Array.isArray(signals) && signals.length > 0 && signals.every(isSignal)))
    throw invalid(`signals takes a list of ${SIGNALS.join(', ')}`);
  if (timeoutMs !== undefined && timeoutMs !== null && !(Number.isFinite(timeoutMs) && timeoutMs > 0))
    throw invalid('timeoutMs takes milliseconds above 0, or null');
};

const choiceOf = ({ sdk, directory, sdkChosenBy, sdkVersion }: DiagnoseInput): SdkChoice => {
  if (sdk === undefined || typeof sdk === 'string')
    return chooseSdk({ flag: sdk, process: null }, directory ?? process.cwd());
  return { sdk, chosenBy: sdkChosenBy ?? 'flag', version: sdkVersion ?? null, notes: [] };
};

const isLayered = (environment: DiagnoseInput['environment']): environment is LayeredEnvironment =>
  environment instanceof Map;

const optionsOf = async (input: DiagnoseInput): Promise<DiagnoseOptions> => {
  const { environment: given, sdk: _, directory: __, only, skip, ...rest } = input;
  const choice = choiceOf(input);
  const read = isLayered(given)
    ? { environment: given, sdk: choice.sdk, notes: [] }
    : await readSettings(
        {
          environment: Object.fromEntries(
            Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
          ),
          ...{ envFiles: [], flags: {} },
        },
        { sdk: choice.sdk, variable: (name) => given[name], directory: input.directory ?? process.cwd() },
      );
  const signals: readonly Signal[] = rest.signals ?? ['traces'];
  const chooses = rest.chooses ?? selectionOf(exportChecks, { only: only?.join(','), skip: skip?.join(',') });
  return {
    ...rest,
    ...{ environment: read.environment, sdk: read.sdk, signals, chooses },
    ...{ sdkChosenBy: rest.sdkChosenBy ?? choice.chosenBy, sdkVersion: rest.sdkVersion ?? choice.version },
    timeoutMs: rest.timeoutMs ?? null,
    beside: isLayered(given) ? [] : settingsBeside(input.directory ?? process.cwd(), read.environment, []),
    notes: [...choice.notes, ...read.notes, ...(rest.notes ?? [])],
  };
};

/** An error in the words of the caller: a flag is an option here. */
const inWordsOfCode = (thrown: unknown): unknown =>
  isUsageError(thrown)
    ? invalid(thrown.message.replace(/--([a-z-]+)/g, (_, name: string) => (name === 'sdk' ? 'sdk' : name)))
    : thrown;

/**
 * Diagnoses where the telemetry of an application goes, as `otel-doctor` does on the command line: sends one test item,
 * walks the way, names a root cause and proves fixes. While it runs, `OTEL_*` and proxy variables are taken out of
 * `process.env`, for the official exporters would mix them into what is sent; they are put back.
 *
 * @throws {InvalidOptionsError} for options that are none. Whatever is wrong on the way is in the report.
 */
export const diagnose = async (input: DiagnoseInput): Promise<Diagnosis> => {
  if (!isObject(input)) throw invalid('it takes one object, such as { environment: process.env }');
  refuseUnknown(input);
  refuseWrong(input);
  try {
    const options = await optionsOf(input);
    return await withoutOwnSettings(() => diagnoseAll(options));
  } catch (thrown) {
    throw inWordsOfCode(thrown);
  }
};
