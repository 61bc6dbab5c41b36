import type { TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding, ReportTarget } from '../../model/report.ts';
import type { Form } from '../forms.ts';
import { visibleReport } from '../screen/visible.ts';
import { acceptedWords, beyondSummary, proofWords } from '../words.ts';
import { escapeHtml } from './html-parts.ts';
import { nextSteps } from './next.ts';
import { fixLines } from './shell.ts';
import { telemetrySections } from './telemetry-text.ts';
import { stepName } from './text-way.ts';

/** A comment on a pull request may be 64 KiB long: no single text fills it. */
const LONGEST = 2_000;

const clipped = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);

/** Marks that GitHub and GitLab turn into links, mentions and references even where they are escaped. */
const inert = (text: string): string =>
  text
    .replace(/[@#!]|\$(?=\d)/g, '$&<!-- -->')
    .replace(/:(?=\/\/)/g, ':<!-- -->')
    .replace(/\bwww(?=\.)/gi, '$&<!-- -->');

/** What begins a list, a heading, a block of code or, in GitLab, a command. */
const withoutStart = (text: string): string =>
  text.replace(/^[-+=/]/, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2');

/** Text in a paragraph or a cell, in which nothing of it acts as Markdown or HTML. */
const escaped = (text: string): string => {
  const line = clipped(text).replace(/\s+/g, ' ').trim();
  const marked = line.replace(/[\\`*_{}[\]<>|#~]/g, '\\$&').replace(/&/g, '&amp;');
  return inert(withoutStart(marked));
};

/** Text inside of an HTML element, where Markdown's escapes do not hold. */
const inElement = (text: string): string => inert(escapeHtml(clipped(text).replace(/\s+/g, ' ').trim()));

/** A code span that holds any text. */
const code = (text: string): string => {
  const line = clipped(text).replace(/\n/g, ' ');
  if (line.trim() === '') return '(empty)';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
};

/** A code span in a cell, where a bar would end the cell. */
const cellCode = (text: string): string => code(text).replace(/\|/g, '\\|');

const block = (given: readonly string[], language: string): readonly string[] => {
  const lines = clipped(given.join('\n')).split('\n');
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0
    ? []
    : [
        `| ${head.join(' | ')} |`,
        `|${head.map(() => '---').join('|')}|`,
        ...rows.map((row) => `| ${row.join(' | ')} |`),
        '',
      ];

const proofOf = (report: Report, fix: TriedFix): string => {
  if (fix.proven) return ` (proven: ${proofWords(report)})`;
  return fix.unproven ? ` (not proven: ${escaped(fix.unproven)})` : '';
};

const fixBlock = (report: Report, fix: TriedFix, form: Form | 'code' | null): readonly string[] => [
  `${escaped(fix.title)}${proofOf(report, fix)}:`,
  '',
  ...block(fixLines(report, fix, form), 'text' in fix ? '' : 'patch' in fix ? 'diff' : 'sh'),
  '',
];

const findingBlock = (
  report: Report,
  finding: ReportFinding,
  form: Form | 'code' | null,
): readonly string[] => [
  escaped(beyondSummary(finding)),
  '',
  ...table(
    ['evidence', ''],
    finding.evidence.map(({ label, value }) => [escaped(label), cellCode(value)]),
  ),
  ...finding.fixes.flatMap((fix, index) => [
    index === 0 ? '**Fix**' : '**Or**',
    '',
    ...fixBlock(report, fix, form),
  ]),
];

const placeText = ({ location }: ReportFinding): string =>
  location ? ` in ${code(`${location.path}:${location.line}`)}` : '';

const otherFindings = (report: Report, form: Form | 'code' | null): readonly string[] =>
  report.findings
    .filter((finding) => finding !== report.findings[0] || report.rootCause === null)
    .flatMap((finding) => [
      '<details>',
      `<summary>${finding.severity}: ${inElement(finding.summary)} (${finding.code})</summary>`,
      '',
      ...(placeText(finding) === '' ? [] : [`Found${placeText(finding)}.`, '']),
      ...findingBlock(report, finding, form),
      '</details>',
      '',
    ]);

const wayTable = ({ signals, url, protocol, path }: ReportTarget): readonly string[] => [
  `${signals.join(', ')}: ${protocol} to ${code(url)}`,
  '',
  ...table(
    ['step', 'state'],
    path.map(({ step, state, ms, by }) => [
      stepName(step),
      `${state}${ms === undefined || state === 'skipped' ? '' : `, ${ms} ms`}${by === undefined ? '' : ` (${by})`}`,
    ]),
  ),
];

/** The report for a ticket or a pull request. */
export const renderMarkdown = (given: Report, form: Form | 'code' | null = null): string => {
  const report = visibleReport(given);
  const { rootCause, verdict, summary, tool, sdk, startedAt } = report;
  const lines = [
    `### otel-doctor: ${verdict}`,
    '',
    `**${escaped(summary)}**`,
    '',
    ...(rootCause === null
      ? []
      : [
          `#### Cause: ${code(rootCause.code)}${placeText(rootCause)}`,
          '',
          ...findingBlock(report, rootCause, form),
        ]),
    ...telemetrySections(report).flatMap(([title, rows]) =>
      rows.length === 0
        ? []
        : [
            `#### ${title}`,
            '',
            ...table(
              ['', ''],
              rows.map(([label, value]) => [escaped(label), escaped(value)]),
            ),
          ],
    ),
    ...report.targets.flatMap(wayTable),
    ...otherFindings(report, form),
    ...table(
      ['accepted', ''],
      acceptedWords(report).map(([title, lines]) => [escaped(title), escaped(lines.replaceAll('\n', '; '))]),
    ),
    ...(report.limits.length === 0
      ? []
      : ['Not checked:', '', ...report.limits.map((limit) => `- ${escaped(limit)}`), '']),
    ...nextSteps(report).flatMap(({ command, why }) => [`${escaped(why)}: ${code(command)}`, '']),
    `<sub>${tool.name} ${escaped(tool.version)}, settings as ${escaped(sdk.name)}, ${startedAt}</sub>`,
    '',
  ];
  return lines.join('\n');
};
