import { exportChecks } from '../../../checks/export.ts';
import type { Target } from '../../model/target.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import { settingsBeside } from '../../settings/beside.ts';
import type { SettingFlags } from '../../settings/flags.ts';
import { readSettings } from '../../settings/settings.ts';
import { chooseSdk } from '../choose-sdk.ts';
import { type DoneElsewhere, fromProcess, type Restart } from '../own-network.ts';
import type { Present } from '../present.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { type DiagnoseOptions, type Diagnosis, diagnose, secretsOf, targetsOf } from './diagnose.ts';
import { followingOf, withoutReadHeaders } from './follow.ts';
import { keepSoFar } from './interrupted.ts';
import { type Waiting, waitForDelivery } from './wait.ts';

/** A diagnosis in the words of the command line. */
export interface DiagnoseRequest
  extends Required<Pick<DiagnoseOptions, 'signals' | 'timeoutMs' | 'offline' | 'controls'>>,
    Selection {
  readonly sdk: string | undefined;
  readonly pid: string | undefined;
  readonly envFile: readonly string[];
  readonly flags: SettingFlags;
  /** Look behind the receiver; whoever names a place to look at wants it too. */
  readonly follow: boolean | undefined;
  readonly collector: readonly string[];
  /** Backend that is asked for the test item. */
  readonly readBack: string | undefined;
  /** Milliseconds to look behind the receiver. */
  readonly withinMs: number | null;
  /** Milliseconds to try again until it is healthy; null tries once. */
  readonly waitMs: number | null;
}

/** Whoever shows what happens while it does. */
export interface Watcher extends Pick<DiagnoseOptions, 'onObservation'> {
  onTry?(waiting: Waiting): void;
  /** Everything is looked at from now on. */
  onRun?(targets: readonly Target[]): void;
}

/** The present environment, and the reader who may end it. */
interface Surroundings extends Present, Restart {
  /** Told when the reader wants it to end, until the returned function is called. */
  onInterrupt?(listener: (signal: string) => void): () => void;
}

/** Milliseconds after which another signal is one of a reader who insists. */
const INSIST_MS = 1_000;

/** A program that sends none of what was asked for is looked at by what it sends. */
const signalsOf = ({ signals }: DiagnoseRequest, { flavour }: Sdk): DiagnoseRequest['signals'] =>
  flavour === undefined ||
  flavour.signals.length === 0 ||
  signals.some((one) => flavour.signals.includes(one))
    ? signals
    : flavour.signals;

const optionsOf = async (
  request: DiagnoseRequest,
  surroundings: Surroundings,
): Promise<DiagnoseOptions | DoneElsewhere> => {
  const chooses = selectionOf(exportChecks, request);
  const other = request.pid === undefined ? null : await fromProcess(request.pid, surroundings);
  if (other !== null && 'status' in other) return other;
  const choice = chooseSdk({ flag: request.sdk, process: other }, surroundings.directory);
  const { environment, notes, sdk } = await readSettings(
    {
      environment: withoutReadHeaders(surroundings.environment),
      ...(other ? { process: other.layer } : {}),
      ...{ envFiles: request.envFile, flags: request.flags },
    },
    {
      sdk: choice.sdk,
      variable: other?.variable ?? surroundings.variable ?? (() => undefined),
      ...(other ? { readFile: other.readFile } : { directory: surroundings.directory }),
    },
  );
  const { timeoutMs, offline, controls } = request;
  const follow = followingOf(
    request,
    (name) => surroundings.environment[name] ?? surroundings.variable?.(name),
  );
  const signals = signalsOf(request, sdk);
  return {
    ...{ environment, sdk, sdkChosenBy: choice.chosenBy, sdkVersion: choice.version },
    ...(other ? { process: { pid: other.process.pid, readFile: other.readFile } } : {}),
    ...{ signals, timeoutMs, chooses, offline, controls },
    ...(follow === null ? {} : { follow }),
    notes: [...choice.notes, ...(other?.notes ?? []), ...notes],
    beside:
      other !== null || surroundings.directory === undefined
        ? []
        : settingsBeside(surroundings.directory, environment, request.envFile),
  };
};

/**
 * Diagnoses the settings of the environment, of files or of a process, with what the command line says on top. The
 * reader who ends it gets what is known until then.
 */
export const diagnoseSettings = async (
  request: DiagnoseRequest,
  surroundings: Surroundings,
  watcher: Watcher = {},
): Promise<Diagnosis | DoneElsewhere> => {
  const options = await optionsOf(request, surroundings);
  if ('status' in options) return options;
  const soFar = keepSoFar(options);
  const watched: DiagnoseOptions = {
    ...options,
    onObservation: (target, fact, observation) => {
      soFar.onObservation(target, fact, observation);
      watcher.onObservation?.(target, fact, observation);
    },
  };
  const whole = async (): Promise<Diagnosis> => {
    if (request.waitMs !== null && !request.offline)
      await waitForDelivery(options, request.waitMs, {
        onTry: (waiting, last) => {
          soFar.onTry(waiting, last);
          watcher.onTry?.(waiting);
        },
      });
    watcher.onRun?.(targetsOf(options));
    return diagnose(watched);
  };
  let release = (): void => undefined;
  const interrupted = new Promise<Diagnosis>((resolve) => {
    release =
      surroundings.onInterrupt?.((signal) => {
        // timeout(1) sends its signal twice; after a moment the next one ends everything.
        setTimeout(() => release(), INSIST_MS).unref();
        resolve({ ...soFar.report(signal), secretValues: secretsOf(options) });
      }) ?? release;
  });
  const run = whole().finally(() => release());
  return Promise.race([run, interrupted]);
};
