import { SIGNALS, type Signal } from '../../model/signal.ts';
import { type Resolved, resolve } from '../../resolve/resolve.ts';
import { statesOf } from './look.ts';
import type { DiagnoseOptions } from './options.ts';

/** The settings of a run for the signals that it looks at, and what is to be said of those that were left out. */
interface Wanted {
  readonly resolved: Resolved;
  readonly notes: readonly string[];
}

const exporterOf = (signal: Signal): string => `OTEL_${signal.toUpperCase()}_EXPORTER`;

const isSwitchedOff = ({ signal, target }: Resolved['rows'][number]): boolean =>
  !target.sends &&
  target.problems.some(({ variable, shown }) => variable === exporterOf(signal) && shown === 'none');

/** What the settings of a run mean for these signals; for all that were asked for where none are given. */
export const resolveSignals = (options: DiagnoseOptions, signals = options.signals): Resolved => {
  const { environment, sdk, follow } = options;
  const resolved = resolve(environment, sdk, signals, statesOf(options)(environment));
  const { secrets } = resolved;
  const secretValues = [...secrets.secretValues, ...(follow?.secretValues ?? [])];
  return { ...resolved, secrets: { ...secrets, secretValues } };
};

/** Of all signals those that are not switched off by name, unless all are: who names one signal wants to know of it. */
export const resolveWanted = (options: DiagnoseOptions): Wanted => {
  const { signals } = options;
  const asked = resolveSignals(options);
  if (signals.length < SIGNALS.length) return { resolved: asked, notes: [] };
  const off = asked.rows.filter(isSwitchedOff).map(({ signal }) => signal);
  if (off.length === 0 || off.length === signals.length) return { resolved: asked, notes: [] };
  const variables = off.map(exporterOf).join(' and ');
  const left = signals.filter((signal) => !off.includes(signal));
  return {
    resolved: resolveSignals(options, left),
    notes: [
      `${variables} ${off.length > 1 ? 'are' : 'is'} none: ${off.join(' and ')} are not looked at. Name them (--signals ${off.join(',')}) to do so all the same.`,
    ],
  };
};
