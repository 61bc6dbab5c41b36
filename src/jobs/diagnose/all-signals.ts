import { SIGNALS, type Signal } from '../../model/signal.ts';
import { type Resolved, resolve } from '../../resolve/resolve.ts';
import { statesOf } from './look.ts';
import type { DiagnoseOptions } from './options.ts';

/** The signals of a run, and what is to be said of those that were left out. */
interface Wanted {
  readonly signals: readonly Signal[];
  readonly notes: readonly string[];
}

const exporterOf = (signal: Signal): string => `OTEL_${signal.toUpperCase()}_EXPORTER`;

const isSwitchedOff = ({ signal, target }: Resolved['rows'][number]): boolean =>
  !target.sends &&
  target.problems.some(({ variable, shown }) => variable === exporterOf(signal) && shown === 'none');

/** Of all signals those that are not switched off by name, unless all are: who names one signal wants to know of it. */
export const wantedSignals = (options: DiagnoseOptions): Wanted => {
  const { environment, sdk, signals } = options;
  if (signals.length < SIGNALS.length) return { signals, notes: [] };
  const { rows } = resolve(environment, sdk, signals, statesOf(options)(environment));
  const off = rows.filter(isSwitchedOff).map(({ signal }) => signal);
  if (off.length === 0 || off.length === signals.length) return { signals, notes: [] };
  const variables = off.map(exporterOf).join(' and ');
  return {
    signals: signals.filter((signal) => !off.includes(signal)),
    notes: [
      `${variables} ${off.length > 1 ? 'are' : 'is'} none: ${off.join(' and ')} are not looked at. Name them (--signals ${off.join(',')}) to do so all the same.`,
    ],
  };
};
