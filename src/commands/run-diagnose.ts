import { diagnose } from '../doctor.ts';
import type { Report } from '../model/report.ts';
import { createLive } from '../report/live.ts';
import { withoutSecrets } from '../report/net.ts';
import { render } from '../report/render.ts';
import { layerSettings } from '../settings/settings.ts';
import type { DiagnoseArguments } from './options.ts';
import { parseDuration, parseFormat, parseSdk, parseSignals } from './parse.ts';
import type { Session } from './session.ts';

/** Exit status of a verdict, the same for every format. */
export const exitStatus = (verdict: Report['verdict']): 0 | 1 | 2 =>
  ({ healthy: 0, unhealthy: 1, inconclusive: 2 })[verdict] as 0 | 1 | 2;

/** Runs one diagnosis with the given arguments and writes its report. */
export const runDiagnose = async (given: DiagnoseArguments, session: Session): Promise<void> => {
  const format = parseFormat(given.format);
  const timeoutMs = parseDuration(given.timeout, 'timeout');
  const sdk = parseSdk(given.sdk);
  const { environment, notes } = layerSettings({
    environment: session.environment,
    envFiles: given.envFile ?? [],
    flags: given,
  });
  const live = session.live && format === 'text' ? createLive(session.note) : null;
  const { report, literals } = await diagnose({
    environment,
    sdk,
    sdkChosenBy: given.sdk === undefined ? 'default' : 'flag',
    signals: parseSignals(given.signals),
    timeoutMs,
    ...(live ? { onObservation: live.onObservation } : {}),
  });
  live?.clear();
  const colour = given.color ?? session.colour;
  const complete = { ...report, limits: [...report.limits, ...notes] };
  session.write(
    withoutSecrets(await render(complete, format, { columns: session.columns, colour }), literals),
  );
  session.finish(exitStatus(report.verdict));
};
