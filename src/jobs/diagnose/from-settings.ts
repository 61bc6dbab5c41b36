import { exportChecks } from '../../../checks/export.ts';
import { settingsBeside } from '../../settings/beside.ts';
import type { SettingFlags } from '../../settings/flags.ts';
import { readSettings } from '../../settings/settings.ts';
import { chooseSdk } from '../choose-sdk.ts';
import { type DoneElsewhere, fromProcess, type Restart } from '../own-network.ts';
import type { Present } from '../present.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { type DiagnoseOptions, type Diagnosis, diagnose, secretsOf } from './diagnose.ts';
import { keepSoFar } from './interrupted.ts';

/** A diagnosis in the words of the command line. */
export interface DiagnoseRequest
  extends Required<Pick<DiagnoseOptions, 'signals' | 'timeoutMs' | 'offline' | 'controls'>>,
    Selection {
  readonly sdk: string | undefined;
  readonly pid: string | undefined;
  readonly envFile: readonly string[];
  readonly flags: SettingFlags;
  /** Milliseconds to try again until it is healthy; null tries once. */
  readonly waitMs: number | null;
}

/** The present environment, and the reader who may end it. */
interface Surroundings extends Present, Restart {
  /** Told when the reader wants it to end, until the returned function is called. */
  onInterrupt?(listener: (signal: string) => void): () => void;
}

/** Between two tries of `--wait`. */
const PAUSE_MS = 1_000;

/**
 * Sends again and again until it arrives or the time is over. Only the test item is sent meanwhile: the way is walked
 * and fixes are tried once, at the end.
 */
const waitForDelivery = async (options: DiagnoseOptions, waitMs: number): Promise<void> => {
  const until = performance.now() + waitMs;
  for (;;) {
    const left = until - performance.now();
    if (left <= 0) return;
    const timeoutMs = Math.min(options.timeoutMs ?? left, left);
    const { report } = await diagnose({ ...options, timeoutMs, chooses: () => false, controls: false });
    if (report.verdict === 'healthy') return;
    await new Promise((resolve) =>
      setTimeout(resolve, Math.min(PAUSE_MS, Math.max(until - performance.now(), 0))),
    );
  }
};

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
      environment: surroundings.environment,
      ...(other ? { process: other.layer } : {}),
      ...{ envFiles: request.envFile, flags: request.flags },
    },
    {
      sdk: choice.sdk,
      variable: other?.variable ?? surroundings.variable ?? (() => undefined),
      ...(other ? { readFile: other.readFile } : {}),
    },
  );
  const { signals, timeoutMs, offline, controls } = request;
  return {
    ...{ environment, sdk, sdkChosenBy: choice.chosenBy, sdkVersion: choice.version },
    ...(other ? { process: { pid: other.process.pid, readFile: other.readFile } } : {}),
    ...{ signals, timeoutMs, chooses, offline, controls },
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
  onObservation?: DiagnoseOptions['onObservation'],
): Promise<Diagnosis | DoneElsewhere> => {
  const options = await optionsOf(request, surroundings);
  if ('status' in options) return options;
  const soFar = keepSoFar(options);
  const watched: DiagnoseOptions = {
    ...options,
    onObservation: (target, fact, observation) => {
      soFar.onObservation(target, fact, observation);
      onObservation?.(target, fact, observation);
    },
  };
  const whole = async (): Promise<Diagnosis> => {
    if (request.waitMs !== null && !request.offline) await waitForDelivery(options, request.waitMs);
    return diagnose(watched);
  };
  let release = (): void => undefined;
  const interrupted = new Promise<Diagnosis>((resolve) => {
    release =
      surroundings.onInterrupt?.((signal) =>
        resolve({ ...soFar.report(signal), secretValues: secretsOf(options) }),
      ) ?? release;
  });
  const diagnosis = await Promise.race([whole(), interrupted]);
  release();
  return diagnosis;
};
