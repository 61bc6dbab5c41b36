import type { EnvConnect, EnvReport, EnvSdk, EnvSignal } from '../../model/env.ts';
import type { Setting } from '../../model/setting.ts';
import { SIGNALS, type Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import { redact } from '../redact.ts';
import { visible } from '../screen/visible.ts';

type Clean = (text: string) => string;

const orNull = (clean: Clean, text: string | null): string | null => (text === null ? null : clean(text));

const cleanConnect = (clean: Clean, connect: EnvConnect): EnvConnect => ({
  ...connect,
  host: clean(connect.host),
  proxy: connect.proxy === null ? null : { ...connect.proxy, host: clean(connect.proxy.host) },
});

/** Headers are left as they are: their values are hidden, or were asked for. */
const cleanSignal = (clean: Clean, signal: EnvSignal): EnvSignal => ({
  ...signal,
  url: orNull(clean, signal.url),
  connect: signal.connect === null ? null : cleanConnect(clean, signal.connect),
  target: orNull(clean, signal.target),
});

const cleanSetting = (clean: Clean, setting: Setting): Setting => ({
  ...setting,
  // What was set for it is told by what is sent: a masked list would be masked once more.
  value: setting.name === 'headers' ? setting.value : orNull(clean, setting.value),
  candidates: setting.candidates.map((candidate) => ({ ...candidate, value: clean(candidate.value) })),
});

const cleanTarget = (clean: Clean, target: Target): Target => ({
  ...target,
  settings: target.settings.map((setting) => cleanSetting(clean, setting)),
  ignoredFiles: target.ignoredFiles.map((file) => ({ ...file, path: clean(file.path) })),
  problems: target.problems.map((problem) => ({
    ...problem,
    shown: orNull(clean, problem.shown),
    repaired: orNull(clean, problem.repaired),
  })),
});

const mapSignals = <T>(
  all: Readonly<Record<Signal, T>>,
  change: (one: T) => T,
): Readonly<Record<Signal, T>> =>
  Object.fromEntries(SIGNALS.map((signal) => [signal, change(all[signal])])) as Record<Signal, T>;

/**
 * Last net under the table of settings: no secret literal is left in it but for headers that were asked for. It goes
 * under texts that come from the settings only, so that a password that is also a word of the table breaks nothing.
 */
export const withoutEnvSecrets = (report: EnvReport, secretValues: readonly string[]): EnvReport => {
  const clean: Clean = (text) => visible(redact(text, secretValues));
  return {
    sdks: report.sdks.map(
      (sdk): EnvSdk => ({
        ...sdk,
        signals: mapSignals(sdk.signals, (signal) => cleanSignal(clean, signal)),
        others: sdk.others.map((other) => ({ ...other, value: clean(other.value) })),
        targets: mapSignals(sdk.targets, (target) => cleanTarget(clean, target)),
      }),
    ),
  };
};
