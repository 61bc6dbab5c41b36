import { Chalk, type ChalkInstance } from 'chalk';
import type { Patch, TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding } from '../../model/report.ts';
import { indent, wrap } from '../screen/layout.ts';
import { withoutRunnerCommands } from '../screen/runner-lines.ts';
import { visibleReport } from '../screen/visible.ts';
import { fixLines } from './shell.ts';
import type { TextOptions } from './text-page.ts';

/** What a scan shows beside its findings. */
export interface ScanTextOptions extends TextOptions {
  /** Whether patches are shown, and not only named. */
  readonly patches: boolean;
  /** Changes that were written. */
  readonly written: readonly Patch[];
}

interface Page extends ScanTextOptions {
  readonly report: Report;
  readonly paint: ChalkInstance;
}

const headLines = ({ report, paint, columns }: Page): readonly string[] => {
  const colours = { healthy: paint.green.bold, unhealthy: paint.red.bold, inconclusive: paint.yellow.bold };
  const word = report.verdict.toUpperCase();
  const [first = '', ...rest] = wrap(report.summary, columns - word.length - 2);
  return [
    `${colours[report.verdict](word)}  ${first}`,
    ...rest.map((line) => ' '.repeat(word.length + 2) + line),
    '',
  ];
};

const placeOf = ({ location }: ReportFinding): string =>
  location === undefined ? '' : `${location.path}:${location.line}:${location.column}`;

const diffLine = (line: string, paint: ChalkInstance): string => {
  if (line.startsWith('+') && !line.startsWith('+++')) return paint.green(line);
  return line.startsWith('-') && !line.startsWith('---') ? paint.red(line) : line;
};

const fixBlock = (page: Page, fix: TriedFix, index: number): readonly string[] => {
  const lead = index === 0 ? 'Fix: ' : 'Or: ';
  const title = indent(
    `${lead}${fix.title}${'patch' in fix && !page.patches ? ' (--fix shows the patch)' : ''}`,
    page.columns,
  );
  if ('patch' in fix)
    return page.patches
      ? [...title, ...fixLines(page.report, fix).map((line) => `    ${diffLine(line, page.paint)}`)]
      : title;
  const lines = fixLines(page.report, fix, page.form ?? null);
  if ('text' in fix) return [...title, ...lines.flatMap((line) => indent(line, page.columns, 4))];
  // Lines to paste are never wrapped: a broken line would no longer work.
  return [...title, ...lines.map((line) => `    ${page.paint.cyan(line)}`)];
};

/** What is wrong and why; an explanation that begins with the summary says both. */
const saidOf = ({ summary, explanation }: ReportFinding): readonly string[] =>
  explanation.startsWith(summary) ? [explanation] : [`${summary}.`, explanation];

const findingBlock = (page: Page, finding: ReportFinding): readonly string[] => {
  const { paint, columns } = page;
  const colours = { error: paint.red.bold, warning: paint.yellow.bold, info: paint.bold };
  const follows = finding.symptomOf === undefined ? '' : ` (follows from ${finding.symptomOf})`;
  return [
    // The place is kept in one piece, so that an editor can open it.
    `${placeOf(finding)}  ${colours[finding.severity](finding.severity)}  ${paint.dim(finding.code)}${follows}`,
    ...saidOf(finding).flatMap((sentence) => indent(sentence, columns)),
    ...finding.evidence.flatMap(({ label, value }) => indent(`${label}: ${value}`, columns, 4)),
    ...finding.fixes.flatMap((fix, index) => fixBlock(page, fix, index)),
    '',
  ];
};

const infoLines = (page: Page, findings: readonly ReportFinding[]): readonly string[] =>
  findings.length === 0
    ? []
    : [
        page.paint.bold('Worth knowing'),
        ...findings.flatMap((finding) =>
          indent(`${placeOf(finding)}  ${finding.summary} (${finding.code})`, page.columns),
        ),
        '',
      ];

const writtenLines = ({ written, paint, columns }: Page): readonly string[] =>
  written.length === 0
    ? []
    : [paint.bold('Written'), ...written.flatMap(({ path, line }) => indent(`${path}:${line}`, columns)), ''];

/** The report of a scan for a person: each finding at its place, with its fix. */
export const renderScanText = (given: Report, options: ScanTextOptions): string => {
  const report = visibleReport(given);
  const page: Page = { ...options, report, paint: new Chalk({ level: options.colour ? 1 : 0 }) };
  const lines = [
    ...headLines(page),
    ...writtenLines(page),
    ...report.findings
      .filter(({ severity }) => severity !== 'info')
      .flatMap((finding) => findingBlock(page, finding)),
    ...infoLines(
      page,
      report.findings.filter(({ severity }) => severity === 'info'),
    ),
    page.paint.bold('Not checked'),
    ...report.limits.flatMap((limit) => indent(limit, page.columns)),
  ];
  return withoutRunnerCommands(`${lines.join('\n').trimEnd()}\n`);
};
