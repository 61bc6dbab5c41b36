import { wayChecks } from '../../checks/way.ts';
import { type DiagnoseOptions, diagnose } from '../doctor.ts';
import { nearest } from '../model/nearest.ts';
import { usageError } from '../model/usage.ts';
import { createLive } from '../report/live.ts';
import { withoutSecrets } from '../report/net.ts';
import { render } from '../report/render.ts';
import { readSettings } from '../settings/settings.ts';
import { chooseSdk } from './choose-sdk.ts';
import { fromProcess } from './from-process.ts';
import type { DiagnoseArguments } from './options.ts';
import { parseOutputs, writeOutputs } from './outputs.ts';
import { parseDuration, parseForm, parseFormat, parseSdk, parseSignals } from './parse.ts';
import { parseSelection } from './select.ts';
import type { Session } from './session.ts';
import { exitStatus, parseFailOn } from './status.ts';

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

const COMMANDS: readonly string[] = ['explain', 'checks', 'demo', 'ps', 'env', 'listen', 'run'];

/** A bare word near a command is a slip of the finger rather than the name of a host. */
const refuseMistypedCommand = (endpoint: string | undefined): void => {
  const guess = endpoint && /^[a-z]{2,12}$/.test(endpoint) ? nearest(endpoint, COMMANDS) : undefined;
  if (guess === undefined) return;
  throw usageError(
    `there is no command "${endpoint}"; did you mean ${guess}? (an endpoint is written http://host:port)`,
  );
};

/** Runs one diagnosis with the given arguments and writes its report. */
export const runDiagnose = async (given: DiagnoseArguments, session: Session): Promise<void> => {
  refuseMistypedCommand(given.endpoint);
  const format = parseFormat(given.format);
  const failOn = parseFailOn(given.failOn);
  const form = parseForm(given.fixAs);
  const outputs = parseOutputs(given.output);
  const waitMs = parseDuration(given.wait, 'wait');
  const timeoutMs = parseDuration(given.timeout, 'timeout');
  if (given.sdk !== undefined) parseSdk(given.sdk);
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
    chooses: parseSelection(wayChecks, given.only, given.skip),
    offline: given.offline,
    controls: given.controls,
  };
  if (waitMs !== null && !given.offline) await waitForDelivery(options, waitMs);
  const { report, literals } = await diagnose({
    ...options,
    ...(live ? { onObservation: live.onObservation } : {}),
  });
  live?.clear();
  const colour = given.color ?? session.colour;
  const complete = {
    ...report,
    limits: [...report.limits, ...choice.notes, ...(other?.notes ?? []), ...notes],
  };
  session.write(
    withoutSecrets(await render(complete, format, { columns: session.columns, colour, form }), literals),
  );
  await writeOutputs(outputs, complete, literals, session, form);
  session.finish(exitStatus(report, failOn));
};
