import type { Case } from './case.ts';
import type { Outcome } from './run.ts';

/** One row and what became of it; null where it could not be run. */
type Run = readonly [Case, Outcome | null];

const causeOf = ({ expect }: Case): string => (expect.verdict === 'healthy' ? 'healthy' : expect.code);

const share = (values: readonly (boolean | null | undefined)[]): string => {
  const asked = values.filter((value) => typeof value === 'boolean');
  return asked.length === 0 ? '-' : `${asked.filter(Boolean).length}/${asked.length}`;
};

const line = (
  name: string,
  count: string,
  cause: string,
  proven: string,
  arrived: string,
  time: string,
): string =>
  [
    name.padEnd(34),
    count.padStart(6),
    cause.padStart(8),
    proven.padStart(8),
    arrived.padStart(9),
    time.padStart(10),
  ].join('');

const causeLine = (name: string, runs: readonly Run[]): string => {
  const outcomes = runs.map(([, outcome]) => outcome);
  const times = outcomes.flatMap((outcome) => (outcome === null ? [] : [outcome.ms])).sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  return line(
    name,
    String(runs.length),
    share(outcomes.map((outcome) => outcome?.causeRight ?? false)),
    share(outcomes.map((outcome) => outcome?.fixProven)),
    share(outcomes.flatMap((outcome) => Object.values(outcome?.arrived ?? {}))),
    median === undefined ? '-' : `${median} ms`,
  );
};

/** A line a cause: its cases, causes named right, fixes proven, spans of real SDKs that arrived, the median of the time. */
export function causeTable(cases: readonly Case[], outcomes: readonly (Outcome | null)[]): readonly string[] {
  const runs = cases.map((row, index): Run => [row, outcomes[index] ?? null]);
  const causes = [...new Set(cases.map(causeOf))].sort();
  return [
    line('cause', 'cases', 'right', 'proven', 'arrived', 'time'),
    ...causes.map((cause) =>
      causeLine(
        cause,
        runs.filter(([row]) => causeOf(row) === cause),
      ),
    ),
    causeLine('all', runs),
  ];
}
