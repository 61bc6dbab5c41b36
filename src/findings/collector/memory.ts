import { COMPONENT_SHAPES } from '../../knowledge/collector-settings.ts';
import type { CollectorComponent, CollectorFact } from '../../model/collector.ts';
import { keysAt, placeOf, settingAt } from '../../model/collector-reading.ts';
import type { Fix, Location, Severity } from '../../model/finding.ts';
import { nearest } from '../../text/nearest.ts';
import { columnBelow, insertFix, replaceFix } from './reading.ts';

/** What is wrong with a memory limiter. */
export interface MemoryFault {
  readonly at: Location;
  readonly summary: string;
  readonly explanation: string;
  readonly fix: Fix;
  readonly severity: Severity;
}

/** Below this a Collector is above its soft limit before anything arrives. */
const IDLE_MIB = 50;
/** What is left below the soft limit, as a part of the limit. */
const SMALL = 0.25;

const numberAt = (limiter: CollectorComponent, key: string): number | null | undefined => {
  const value = settingAt(limiter.settings, key);
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' ? value : null;
};

const KEYS = Object.keys(COMPONENT_SHAPES['processor memory_limiter'] ?? {});

/** Whether one of its keys was meant to be a key that it lacks: that it is misspelt is told, and nothing is missing. */
const isMisspelt = ({ settings }: CollectorComponent, ...wanted: readonly string[]): boolean =>
  keysAt(settings).some((key) => !KEYS.includes(key) && wanted.includes(nearest(key, KEYS) ?? ''));

const place = ({ path }: CollectorFact, limiter: CollectorComponent, key: string): Location =>
  placeOf(path, limiter, key);

const intervalFault = (collector: CollectorFact, limiter: CollectorComponent): MemoryFault | null => {
  const value = settingAt(limiter.settings, 'check_interval');
  if (typeof value === 'string' && !/^0(ms|s|m|h)?$/.test(value)) return null;
  if (typeof value === 'number' && value > 0) return null;
  if (value === undefined && isMisspelt(limiter, 'check_interval')) return null;
  const title = 'Check every second';
  const at = place(collector, limiter, 'check_interval');
  const patch =
    value === undefined && keysAt(limiter.settings).length > 0
      ? insertFix(collector, limiter.at.line, columnBelow(limiter), ['check_interval: 1s'], title)
      : replaceFix(collector, at, `check_interval: ${String(value)}`, 'check_interval: 1s', title);
  return {
    at,
    summary: `The memory limiter ${limiter.id} has no check_interval above zero`,
    explanation: 'It does not know how often to look at the memory, and the Collector does not start.',
    fix: patch ?? { title, text: `Set check_interval: 1s in ${limiter.id}.` },
    severity: 'error',
  };
};

const limitFault = (collector: CollectorFact, limiter: CollectorComponent): MemoryFault | null => {
  const [limit, percentage] = [numberAt(limiter, 'limit_mib'), numberAt(limiter, 'limit_percentage')];
  if (limit === null || percentage === null || (limit ?? 0) > 0 || (percentage ?? 0) > 0) return null;
  if (isMisspelt(limiter, 'limit_mib', 'limit_percentage')) return null;
  const title = 'Set a limit';
  const at = place(collector, limiter, 'limit_mib');
  const column = columnBelow(limiter);
  const patch =
    keysAt(limiter.settings).length === 0
      ? null
      : insertFix(collector, limiter.at.line, column, ['limit_mib: 400'], title);
  return {
    at,
    summary: `The memory limiter ${limiter.id} has no limit`,
    explanation: 'Neither limit_mib nor limit_percentage is above zero, and the Collector does not start.',
    fix: (limit === undefined && percentage === undefined ? patch : null) ?? {
      title,
      text: `Set limit_mib to about four fifths of the memory that the Collector has, or limit_percentage: 80, in ${limiter.id}.`,
    },
    severity: 'error',
  };
};

const spikeFix = (
  collector: CollectorFact,
  limiter: CollectorComponent,
  key: string,
  spike: number,
  limit: number,
): Fix => {
  const to = Math.max(Math.floor(limit / 5), 1);
  const title = `Set ${key} to a fifth of the limit, ${to}`;
  const at = place(collector, limiter, key);
  return (
    replaceFix(collector, at, `${key}: ${spike}`, `${key}: ${to}`, title) ?? {
      title,
      text: `Set ${key}: ${to} in ${limiter.id}.`,
    }
  );
};

const UNITS = [
  ['limit_mib', 'spike_limit_mib', ' MiB'],
  ['limit_percentage', 'spike_limit_percentage', ' %'],
] as const;

const spikeFault = (collector: CollectorFact, limiter: CollectorComponent): MemoryFault | null => {
  const [limitKey, spikeKey, unit] = numberAt(limiter, 'limit_mib') ? UNITS[0] : UNITS[1];
  const [limit, spike] = [numberAt(limiter, limitKey), numberAt(limiter, spikeKey)];
  // A fifth of the limit is the default.
  if (!limit || !spike) return null;
  const soft = limit - spike;
  const tiny = unit === ' MiB' && soft < IDLE_MIB && limit >= IDLE_MIB;
  if (soft > 0 && soft >= limit * SMALL && !tiny) return null;
  return {
    at: place(collector, limiter, spikeKey),
    summary:
      soft <= 0
        ? `The memory limiter ${limiter.id} leaves nothing: ${spikeKey} is not smaller than ${limitKey}`
        : `The memory limiter ${limiter.id} refuses data above ${soft}${unit} already`,
    explanation:
      soft <= 0
        ? 'The Collector does not start with such a limiter.'
        : `It refuses data above ${limitKey} minus ${spikeKey}, that is ${limit} - ${spike} = ${soft}${unit}, which a Collector needs when it does next to nothing.`,
    fix: spikeFix(collector, limiter, spikeKey, spike, limit),
    severity: soft <= 0 || tiny ? 'error' : 'warning',
  };
};

const FINDERS = [intervalFault, limitFault, spikeFault];

/** What is wrong with the memory limiters of a Collector. */
export const memoryFaults = (collector: CollectorFact): readonly MemoryFault[] =>
  collector.components
    .filter(({ kind, type }) => kind === 'processor' && type === 'memory_limiter')
    .flatMap((limiter) => FINDERS.flatMap((find) => find(collector, limiter) ?? []));
