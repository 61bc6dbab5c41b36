import { AREAS } from '../../model/check.ts';
import type { Location, Severity } from '../../model/finding.ts';
import type { PlacedFinding } from '../../scan/placed-finding.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether two places are the same. */
const isAt = (one: Location, { path, line, column }: Location): boolean =>
  one.path === path && one.line === line && one.column === column;

/** What is said of a sender in the file of somebody else: who sends does not make it another mistake. */
const aboutOther = ({ workload, location, labels, summary }: PlacedFinding): string => {
  if (workload === null) return summary;
  const ownPlaces = [workload.at, ...workload.variables.map(({ at }) => at)];
  return ownPlaces.some((at) => isAt(at, location))
    ? ''
    : labels.reduce((text, label) => text.replace(label, ''), summary);
};

/** The same mistake in the same place is one, however many take their settings from there. */
const merged = (findings: readonly PlacedFinding[]): readonly PlacedFinding[] => {
  const byPlace = new Map<string, PlacedFinding>();
  for (const finding of findings) {
    const { path, line, column } = finding.location;
    const key = `${finding.code}\n${path}:${line}:${column}\n${aboutOther(finding)}`;
    const known = byPlace.get(key);
    const labels = [...new Set([...(known?.labels ?? []), ...finding.labels])];
    const worse =
      known !== undefined && SEVERITIES.indexOf(known.severity) <= SEVERITIES.indexOf(finding.severity);
    byPlace.set(key, worse ? { ...known, labels } : { ...finding, labels });
  }
  return [...byPlace.values()];
};

const areaOf = (code: string): number => AREAS.findIndex((area) => code.startsWith(`${area}/`));

/** Findings by weight, the root cause first. */
export const inOrder = (findings: readonly PlacedFinding[]): readonly PlacedFinding[] =>
  [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      Number(a.symptomOf !== undefined) - Number(b.symptomOf !== undefined) ||
      areaOf(a.code) - areaOf(b.code) ||
      (a.location.path < b.location.path ? -1 : a.location.path > b.location.path ? 1 : 0) ||
      a.location.line - b.location.line,
  );

/** Findings of all senders and Collectors as one list, the root cause first. */
export const together = (findings: readonly PlacedFinding[]): readonly PlacedFinding[] =>
  inOrder(merged(findings));
