import type { Report, ReportFinding, ReportSuppressed } from '../../model/report.ts';
import { visibleReport } from '../screen/visible.ts';
import { pageUrl, uriOf } from './page-url.ts';

const LEVELS: Readonly<Record<ReportFinding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

const ruleOf = ({ code, title, severity, docs }: ReportFinding): object => ({
  id: code,
  name: code
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(''),
  shortDescription: { text: title },
  helpUri: pageUrl(docs),
  help: { text: `otel-doctor explain ${code}` },
  defaultConfiguration: { level: LEVELS[severity] },
});

const resultOf = (finding: ReportFinding, rules: readonly string[]): object => {
  const { code, severity, summary, explanation, fixes, location, evidence } = finding;
  const [fix] = fixes;
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(code),
    level: LEVELS[severity],
    message: {
      text: `${summary}. ${explanation}${fix ? ` Fix${fix.proven ? ' (proven)' : ''}: ${fix.title}.` : ''}`,
    },
    ...(location
      ? {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(location.path) },
                region: { startLine: location.line, startColumn: location.column },
              },
            },
          ],
        }
      : {}),
    partialFingerprints: {
      'otelDoctor/v1': `${code}:${location ? `${location.path}:${location.line}` : finding.targets.join(',')}`,
    },
    properties: { evidence: evidence.map(({ label, value }) => `${label}: ${value}`) },
  };
};

/** What is accepted is a result that says so, and by whom: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317733 */
const suppressedResult = (finding: ReportSuppressed, rules: readonly string[]): object => {
  const { kind, place, reason } = finding.suppressedBy;
  return {
    ...resultOf(finding, rules),
    suppressions: [
      {
        kind: kind === 'comment' ? 'inSource' : 'external',
        status: 'accepted',
        justification: place === null ? reason : `${reason} (${place})`,
      },
    ],
  };
};

/** SARIF 2.1.0, which code scanning reads: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const renderSarif = (given: Report): string => {
  const report = visibleReport(given);
  const suppressed = report.suppressed ?? [];
  const all = [...suppressed, ...report.findings];
  const byCode = new Map(all.map((finding) => [finding.code as string, finding]));
  const rules = [...byCode.keys()];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            informationUri: 'https://www.npmjs.com/package/otel-doctor',
            rules: [...byCode.values()].map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.verdict !== 'inconclusive',
            startTimeUtc: report.startedAt,
            ...(report.verdict === 'inconclusive'
              ? { toolExecutionNotifications: [{ level: 'error', message: { text: report.summary } }] }
              : {}),
          },
        ],
        results: [
          ...report.findings.map((finding) => resultOf(finding, rules)),
          ...suppressed.map((finding) => suppressedResult(finding, rules)),
        ],
        properties: { verdict: report.verdict, summary: report.summary, limits: report.limits },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};
