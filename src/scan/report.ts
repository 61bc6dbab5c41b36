import type { ReportFinding } from '../model/report.ts';
import type { ScanFinding } from './assess.ts';

const SHOWN = 6;

const listed = (labels: readonly string[]): string => {
  const more = labels.length > SHOWN ? ` and ${labels.length - SHOWN} more` : '';
  return `${labels.slice(0, SHOWN).join('; ')}${more}`;
};

/** A finding of the scan as the report tells it: it concerns no target of a run, but parts of a deployment. */
export const scanFindingOf = (finding: ScanFinding): ReportFinding => {
  const { code, severity, title, summary, explanation, evidence, fixes, location, labels, symptomOf } =
    finding;
  const told = evidence.some(({ value }) => labels.includes(value));
  return {
    ...{ code, severity, title, targets: [], summary, explanation },
    evidence:
      told || labels.length === 0 ? evidence : [...evidence, { label: 'concerns', value: listed(labels) }],
    ...{ fixes, location, docs: `docs/checks/${code}.md` },
    ...(symptomOf ? { symptomOf } : {}),
  };
};

/** What was looked at, in one sentence. */
export const lookedAt = (files: number, workloads: number, collectors: number): string => {
  const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
  return `${count(files, 'file')} read: ${count(workloads, 'application')} with OpenTelemetry settings, ${count(collectors, 'Collector configuration')}`;
};
