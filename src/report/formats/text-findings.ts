import type { TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding } from '../../model/report.ts';
import { indent } from '../screen/layout.ts';
import { beyondSummary, isProse, proofWords } from '../words.ts';
import { fixLines, placeOf } from './shell.ts';
import { type Page, rows, section } from './text-page.ts';

const proofNote = (report: Report, fix: TriedFix): string => {
  if (fix.proven && report.telemetry !== null) return ` (proven: ${proofWords(report)})`;
  if (fix.proven) {
    const trace = fix.proof?.traceId ? `, trace ${fix.proof.traceId}` : '';
    const values = 'env' in fix && Object.values(fix.env).some((value) => value?.includes('***'));
    return ` (proven: a test item sent with it${values ? ', its values in place of ***,' : ''} arrived in ${Math.round(fix.proof?.ms ?? 0)} ms${trace})`;
  }
  if (!('env' in fix) && fix.unproven === undefined) return '';
  return ` (not proven${fix.unproven ? `: ${fix.unproven}` : ''})`;
};

/** Lines of a fix: those to paste are never broken, for they would no longer work; sentences are. */
const pasteLines = (page: Page, fix: TriedFix): readonly string[] => {
  const file = 'env' in fix ? placeOf(page.report, fix.env) : null;
  const place = file === null ? [] : indent(`in ${file}:`, page.columns, 4);
  const lines = fixLines(page.report, fix, page.form ?? null).flatMap((line) =>
    'text' in fix && isProse(line) ? indent(line, page.columns, 4) : [`    ${page.paint.cyan(line)}`],
  );
  return [...place, ...lines];
};

const fixHeading = (page: Page, fix: TriedFix, lead: string, by: number): readonly string[] => {
  const lines = indent(`${lead}${fix.title}${proofNote(page.report, fix)}`, page.columns, by);
  return fix.proven ? lines.map((line) => page.paint.green(line)) : lines;
};

const fixSection = (page: Page, { fixes }: ReportFinding): readonly string[] =>
  fixes.length === 0
    ? []
    : [
        page.paint.bold('Fix'),
        ...fixes.flatMap((fix, index) => [
          ...fixHeading(page, fix, index === 0 ? '' : 'Or: ', 2),
          ...pasteLines(page, fix),
          '',
        ]),
      ];

const placeText = ({ location }: ReportFinding): readonly string[] =>
  location === undefined ? [] : [`${location.path}:${location.line}:${location.column}`];

/** A finding with its evidence and every way out. */
const inFull = (page: Page, title: string, finding: ReportFinding): readonly string[] => [
  ...section(page, title, [
    ...indent(beyondSummary(finding), page.columns),
    page.paint.dim(`  ${finding.code}`),
    // The place is kept in one piece, so that an editor can open it.
    ...placeText(finding).map((place) => `  ${place}`),
  ]),
  ...section(
    page,
    'Evidence',
    rows(
      page,
      finding.evidence.map(({ label, value }) => [label, value]),
    ),
  ),
  ...fixSection(page, finding),
];

export const causeSections = (page: Page): readonly string[] =>
  page.report.rootCause === null ? [] : inFull(page, 'Cause', page.report.rootCause);

/** What an application sends has no cause where it is healthy; its warnings are what the reader came for. */
const isToldInFull = ({ report }: Page, { severity }: ReportFinding): boolean =>
  report.telemetry !== null && report.verdict === 'healthy' && severity === 'warning';

export const warningSections = (page: Page): readonly string[] =>
  page.report.findings
    .filter((finding) => isToldInFull(page, finding))
    .flatMap((finding) => inFull(page, `Warning: ${finding.summary}`, finding));

/** Findings beside the cause that are told with their way out; the rest keep one line each. */
const MOST_WITH_FIX = 5;

/** The way out of the cause stands above. */
const isTold = ({ report: { rootCause } }: Page, fix: TriedFix): boolean =>
  'env' in fix &&
  (rootCause?.fixes ?? []).some(
    (other) => 'env' in other && JSON.stringify(other.env) === JSON.stringify(fix.env),
  );

/** The first way out of a finding beside the cause: what one line says stands in that line. */
const shortFix = (page: Page, finding: ReportFinding): readonly string[] => {
  const [fix] = finding.fixes;
  if (fix === undefined || isTold(page, fix)) return [];
  const [line, ...more] = 'text' in fix ? fix.text.split('\n') : [];
  if (line !== undefined && more.length === 0 && isProse(line) && !fix.proven)
    return indent(`Fix: ${line}`, page.columns, 4);
  return [...fixHeading(page, fix, 'Fix: ', 4), ...pasteLines(page, fix)];
};

const headLine = (page: Page, { severity, summary, code, symptomOf }: ReportFinding): readonly string[] => {
  const note = symptomOf ? `follows from ${symptomOf}` : severity;
  const lines = indent(`${summary} (${note}; ${code})`, page.columns);
  return severity === 'info' || symptomOf ? lines : lines.map((line) => page.paint.yellow(line));
};

const explanationLines = (page: Page, finding: ReportFinding): readonly string[] => {
  const rest = beyondSummary(finding);
  const isNew = rest !== finding.explanation || !finding.summary.startsWith(rest.replace(/\.$/, ''));
  return finding.severity === 'info' || !isNew ? [] : indent(rest, page.columns, 4);
};

const besideLines = (page: Page, finding: ReportFinding, index: number): readonly string[] => [
  ...headLine(page, finding),
  ...placeText(finding).map((place) => `    ${place}`),
  ...(finding.symptomOf || index >= MOST_WITH_FIX
    ? []
    : [...explanationLines(page, finding), ...shortFix(page, finding)]),
];

/** Everything but the cause: what is wrong, what it does, and the first way out. */
export const otherSection = (page: Page): readonly string[] => {
  const { findings, rootCause } = page.report;
  const others = findings.filter(
    (finding) =>
      !(finding.code === rootCause?.code && finding.summary === rootCause.summary) &&
      !isToldInFull(page, finding),
  );
  return section(
    page,
    'Other findings',
    others.flatMap((finding, index) => besideLines(page, finding, index)),
  );
};
