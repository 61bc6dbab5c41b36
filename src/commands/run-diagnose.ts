import { exportChecks } from '../../checks/export.ts';
import { type DiagnoseOptions, type Diagnosis, diagnose, secretsOf } from '../jobs/diagnose/diagnose.ts';
import { keepSoFar } from '../jobs/diagnose/interrupted.ts';
import { usageError } from '../model/usage.ts';
import { createLive } from '../report/screen/live.ts';
import { readSettings } from '../settings/settings.ts';
import { nearest } from '../text/nearest.ts';
import { fromProcess } from './from-process.ts';
import { chooseSdk } from './shared/choose-sdk.ts';
import { type Conclusion, conclude } from './shared/conclude.ts';
import type { DiagnoseArguments } from './shared/options.ts';
import { parseOutputs } from './shared/outputs.ts';
import { parseDuration, parseForm, parseFormat, parseSdk, parseSignals } from './shared/parse.ts';
import { parseSelection } from './shared/select.ts';
import type { Session } from './shared/session.ts';
import { parseFailOn } from './shared/status.ts';

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

const COMMANDS: readonly string[] = [
  ...['explain', 'checks', 'demo', 'ps', 'env', 'listen', 'run', 'scan', 'diff', 'completion'],
];

/** A bare word near a command is a slip of the finger rather than the name of a host. */
const refuseMistypedCommand = (endpoint: string | undefined): void => {
  const guess = endpoint && /^[a-z]{2,12}$/.test(endpoint) ? nearest(endpoint, COMMANDS) : undefined;
  if (guess === undefined) return;
  throw usageError(
    `there is no command "${endpoint}"; did you mean ${guess}? (an endpoint is written http://host:port)`,
  );
};

const SETTINGS = [
  ['endpoint', 'an endpoint'],
  ['header', '--header'],
  ['envFile', '--env-file'],
  ['pid', '--pid'],
  ['sdk', '--sdk'],
  ['wait', '--wait'],
] as const;

/** `--from`: what was seen then, judged now. */
const fromBundle = async (given: DiagnoseArguments, how: Conclusion, session: Session): Promise<void> => {
  const other = SETTINGS.find(([name]) => given[name] !== undefined);
  if (other !== undefined)
    throw usageError(`--from judges what was seen then: it does not go together with ${other[1]}`);
  const { judgeBundle } = await import('../jobs/diagnose/bundle.ts');
  const judged = judgeBundle(given.from ?? '', parseSelection(exportChecks, given.only, given.skip));
  await conclude({ ...judged, secretValues: [] }, how, session);
};

/** Runs one diagnosis with the given arguments and writes its report. */
export const runDiagnose = async (given: DiagnoseArguments, session: Session): Promise<void> => {
  refuseMistypedCommand(given.endpoint);
  const format = parseFormat(given.format);
  const failOn = parseFailOn(given.failOn);
  const form = parseForm(given.fixAs);
  const how: Conclusion = {
    ...{ format, failOn, form, outputs: parseOutputs(given.output), save: given.save },
    verbose: given.verbose ?? false,
    colour: given.color ?? session.colour,
  };
  const waitMs = parseDuration(given.wait, 'wait');
  const timeoutMs = parseDuration(given.timeout, 'timeout');
  if (given.sdk !== undefined) parseSdk(given.sdk);
  if (given.from !== undefined) return fromBundle(given, how, session);
  const other = given.pid === undefined ? null : await fromProcess(given.pid, session);
  if (other === 'done') return;
  const choice = chooseSdk({ flag: given.sdk, process: other }, session);
  const { environment, notes, sdk } = await readSettings(
    {
      environment: session.environment,
      ...(other ? { process: other.layer } : {}),
      envFiles: given.envFile ?? [],
      flags: given,
    },
    {
      sdk: choice.sdk,
      variable: other?.variable ?? session.variable ?? (() => undefined),
      ...(other ? { readFile: other.readFile } : {}),
    },
  );
  const live = session.live && format === 'text' ? createLive(session.note) : null;
  const options: DiagnoseOptions = {
    environment,
    sdk,
    sdkChosenBy: choice.chosenBy,
    sdkVersion: choice.version,
    ...(other ? { process: { pid: other.process.pid, readFile: other.readFile } } : {}),
    signals: parseSignals(given.signals),
    timeoutMs,
    chooses: parseSelection(exportChecks, given.only, given.skip),
    offline: given.offline,
    controls: given.controls,
    notes: [...choice.notes, ...(other?.notes ?? []), ...notes],
  };
  const soFar = keepSoFar(options);
  const watched: DiagnoseOptions = {
    ...options,
    onObservation: (target, fact, observation) => {
      soFar.onObservation(target, fact, observation);
      live?.onObservation(target, fact, observation);
    },
  };
  const whole = async (): Promise<Diagnosis> => {
    if (waitMs !== null && !given.offline) await waitForDelivery(options, waitMs);
    return diagnose(watched);
  };
  let release = (): void => undefined;
  const interrupted = new Promise<Diagnosis>((resolve) => {
    release =
      session.onInterrupt?.((signal) =>
        resolve({ ...soFar.report(signal), secretValues: secretsOf(options) }),
      ) ?? release;
  });
  const { report, seen, secretValues } = await Promise.race([whole(), interrupted]);
  release();
  live?.clear();
  await conclude({ report, seen, secretValues }, how, session);
};
