import type { Report, ReportFinding } from '../../model/report.ts';
import { visibleReport } from '../screen/visible.ts';
import { beyondSummary } from '../words.ts';

const LEVELS: Readonly<Record<ReportFinding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/**
 * Text of a command: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. The runner
 * still obeys the older `##[command]` too, wherever it stands in a line.
 */
const escapeMessage = (text: string): string =>
  text.replace(/##\[/g, '## [').replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const escapeProperty = (text: string): string =>
  escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

const annotation = ({
  severity,
  code,
  title,
  summary,
  explanation,
  fixes,
  location,
}: ReportFinding): string => {
  const place = location
    ? `file=${escapeProperty(location.path)},line=${location.line},col=${location.column},`
    : '';
  const fix = fixes[0] ? `\nFix${fixes[0].proven ? ' (proven)' : ''}: ${fixes[0].title}` : '';
  const rest = beyondSummary({ summary, explanation });
  const message = escapeMessage(
    `${summary}. ${rest === explanation && explanation.startsWith(summary) ? '' : rest}${fix}`,
  );
  return `::${LEVELS[severity]} ${place}title=${escapeProperty(`${title} (${code})`)}::${message}`;
};

/** Annotations of GitHub Actions: one line a finding, and the verdict as a plain line. */
export const renderGithub = (given: Report): string => {
  const report = visibleReport(given);
  const own = report.findings.filter(({ symptomOf }) => symptomOf === undefined).map(annotation);
  const inconclusive =
    report.verdict === 'inconclusive'
      ? [`::warning title=otel-doctor::${escapeMessage(report.summary)}`]
      : [];
  const verdict = `otel-doctor: ${report.verdict}: ${report.summary}`
    .replace(/##\[/g, '## [')
    .replace(/\n/g, ' ');
  return `${[verdict, ...own, ...inconclusive].join('\n')}\n`;
};
