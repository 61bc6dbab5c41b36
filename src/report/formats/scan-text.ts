import { Chalk, type ChalkInstance } from 'chalk';
import type { Patch, TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding } from '../../model/report.ts';
import { indent, wrap } from '../screen/layout.ts';
import { withoutRunnerCommands } from '../screen/runner-lines.ts';
import { visibleReport } from '../screen/visible.ts';
import { acceptedWords } from '../words.ts';
import { fixLines } from './shell.ts';
import type { TextOptions } from './text-page.ts';

/** What a scan shows beside its findings. */
export interface ScanTextOptions extends TextOptions {
  /** Whether patches are shown, and not only named. */
  readonly patches: boolean;
  /** Whether every finding is told in full. */
  readonly all?: boolean;
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
    `${lead}${fix.title}${!page.patches && 'text' in fix === false ? ' (--fix shows the patch)' : ''}`,
    page.columns,
  );
  // A line for a shell has no effect in a file: without its patch a fix is only named.
  if ('patch' in fix || 'env' in fix)
    return page.patches && 'patch' in fix
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

/** Places of one mistake that are named below its first. */
const MOST_PLACES = 5;

/** Findings of one kind: told once in full, and the others as their places. */
const groupBlock = (page: Page, group: readonly ReportFinding[]): readonly string[] => {
  const [first, ...more] = group;
  if (first === undefined) return [];
  const named = more.slice(0, MOST_PLACES).map((one) => `  ${placeOf(one)}  ${one.summary}`);
  const left = more.length - named.length;
  const block = findingBlock(page, first);
  if (more.length === 0) return block;
  return [
    ...block.slice(0, -1),
    page.paint.bold(`  The same in ${more.length} other place${more.length === 1 ? '' : 's'}`),
    // The place is kept in one piece, so that an editor can open it.
    ...named.map((line) => cut(line, Math.max(page.columns, 60))),
    ...(left > 0 ? [`  and ${left} more (--all)`] : []),
    '',
  ];
};

const cut = (line: string, columns: number): string => {
  const place = line.indexOf('  ', 2);
  return line.length <= columns || place > columns - 10 ? line : `${line.slice(0, columns - 3)}...`;
};

/** Findings by a key, in the order of the first of each. */
const groupsOf = (
  findings: readonly ReportFinding[],
  keyOf: (finding: ReportFinding) => string,
): readonly (readonly ReportFinding[])[] => {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group === undefined) groups.set(keyOf(finding), [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
};

/** From as many findings on those of one kind are told together. */
const FEW = 4;
/** Lines of findings; what is beyond them is counted. */
const MOST_LINES = 150;

const wrongLines = (page: Page, findings: readonly ReportFinding[]): readonly string[] => {
  if (page.all || findings.length <= FEW) return findings.flatMap((finding) => findingBlock(page, finding));
  const lines: string[] = [];
  // Each patch is shown with its own finding.
  const groups = page.patches
    ? findings.map((finding) => [finding])
    : groupsOf(findings, ({ severity, code, unit }) => `${severity} ${code} ${unit ?? ''}`);
  for (const [index, group] of groups.entries()) {
    const block = groupBlock(page, group);
    if (lines.length + block.length > MOST_LINES && index > 0) {
      const left = groups.slice(index).reduce((sum, one) => sum + one.length, 0);
      return [...lines, `And ${left} more findings; --all shows every one.`, ''];
    }
    lines.push(...block);
  }
  return lines;
};

/** Notes that are told one by one; more are told by their codes. */
const MOST_NOTES = 8;

const noteLine = (page: Page, finding: ReportFinding): readonly string[] => [
  `  ${placeOf(finding)}`,
  ...indent(`${finding.summary} (${finding.code})`, page.columns, 4),
];

const infoLines = (page: Page, findings: readonly ReportFinding[]): readonly string[] => {
  if (findings.length === 0) return [];
  const folded = !page.all && findings.length > MOST_NOTES;
  const byCode = groupsOf(findings, ({ code }) => code);
  return [
    page.paint.bold(folded ? 'Worth knowing (--all shows each)' : 'Worth knowing'),
    ...(folded
      ? byCode.map((all) => `  ${String(all.length).padStart(4)}  ${all[0]?.code}`)
      : findings.flatMap((finding) => noteLine(page, finding))),
    '',
  ];
};

const writtenLines = ({ written, paint, columns }: Page): readonly string[] =>
  written.length === 0
    ? []
    : [paint.bold('Written'), ...written.flatMap(({ path, line }) => indent(`${path}:${line}`, columns)), ''];

const acceptedLines = (page: Page): readonly string[] => {
  const words = acceptedWords(page.report);
  if (words.length === 0) return [];
  return [
    page.paint.bold('Accepted'),
    ...words.flatMap(([title, lines]) => [
      `  ${title}`,
      ...lines.split('\n').flatMap((line) => (line === '' ? [] : indent(line, page.columns, 4))),
    ]),
    '',
  ];
};

/** The report of a scan for a person: each finding at its place, with its fix. */
export const renderScanText = (given: Report, options: ScanTextOptions): string => {
  const report = visibleReport(given);
  const page: Page = { ...options, report, paint: new Chalk({ level: options.colour ? 1 : 0 }) };
  const lines = [
    ...headLines(page),
    ...writtenLines(page),
    ...wrongLines(
      page,
      report.findings.filter(({ severity }) => severity !== 'info'),
    ),
    ...infoLines(
      page,
      report.findings.filter(({ severity }) => severity === 'info'),
    ),
    ...acceptedLines(page),
    page.paint.bold('Not checked'),
    ...report.limits.flatMap((limit) => indent(limit, page.columns)),
  ];
  return withoutRunnerCommands(`${lines.join('\n').trimEnd()}\n`);
};
