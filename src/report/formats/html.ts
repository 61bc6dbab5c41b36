import type { TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding } from '../../model/report.ts';
import { visibleReport } from '../screen/visible.ts';
import { count, proofWords } from '../words.ts';
import { copyable, folded, html, rowTable, SCRIPT, section } from './html-parts.ts';
import { paths, routes } from './html-path.ts';
import { STYLE } from './html-style.ts';
import { fixLines, placeOf } from './shell.ts';
import { telemetrySections } from './telemetry-text.ts';
import type { TextOptions } from './text.ts';

type Form = TextOptions['form'];

const mark = (kind: string, text: string): string => `<span class="mark ${kind}">${html(text)}</span>`;

const proofOf = (report: Report, fix: TriedFix): string => {
  if (fix.proven) return ` ${mark('proven', `proven: ${proofWords(report)}`)}`;
  if (fix.unproven) return ` ${mark('untried', `not proven: ${fix.unproven}`)}`;
  return '';
};

const fixBlock = (report: Report, fix: TriedFix, form: Form): string => {
  const place = 'env' in fix ? placeOf(report, fix.env) : null;
  const lines = copyable(fixLines(report, fix, form ?? null), 'patch' in fix);
  const where = place === null ? '' : `<p class="soft">in <code>${html(place)}</code></p>`;
  return `<div class="fix"><h3>${html(fix.title)}${proofOf(report, fix)}</h3>${where}${lines}</div>`;
};

/** The first way out in full, the others to unfold. */
const fixBlocks = (report: Report, { fixes }: ReportFinding, form: Form): string => {
  const [first, ...others] = fixes.map((fix) => fixBlock(report, fix, form));
  if (first === undefined) return '';
  const more = others.length === 1 ? 'Another way' : `${others.length} other ways`;
  return `${first}<div class="after">${folded(more, others.join(''))}</div>`;
};

const codeLine = ({ code, location }: ReportFinding): string => {
  const place = location ? ` in <code>${html(`${location.path}:${location.line}`)}</code>` : '';
  return `<p class="soft">${html(code)}${place}</p>`;
};

const evidenceOf = ({ evidence }: ReportFinding): string =>
  rowTable(evidence.map(({ label, value }) => [label, value]));

const findingBody = (report: Report, finding: ReportFinding, form: Form): string => {
  const fixes = fixBlocks(report, finding, form);
  return [
    `<p>${html(finding.explanation)}</p>`,
    codeLine(finding),
    evidenceOf(finding),
    fixes === '' ? '' : `<div class="after">${fixes}</div>`,
  ].join('');
};

const causeSections = (report: Report, form: Form): string => {
  const { rootCause } = report;
  if (rootCause === null) return '';
  const cause = `<p class="lead">${html(rootCause.explanation)}</p>${codeLine(rootCause)}${evidenceOf(rootCause)}`;
  return `${section('Cause', cause)}\n${section('Fix', fixBlocks(report, rootCause, form))}`;
};

const isCause = ({ rootCause }: Report, { code, summary }: ReportFinding): boolean =>
  rootCause !== null && rootCause.code === code && rootCause.summary === summary;

const otherSection = (report: Report, form: Form): string => {
  const items = report.findings
    .filter((finding) => !isCause(report, finding))
    .map((finding) =>
      folded(
        `${mark(finding.severity, finding.severity)}${html(finding.summary)}`,
        findingBody(report, finding, form),
        // Without a cause they are what the reader came for.
        report.rootCause === null && finding.severity !== 'info',
      ),
    );
  return section(report.rootCause === null ? 'Findings' : 'Other findings', items.join(''));
};

const checkRows = (report: Report): readonly (readonly [string, string])[] =>
  report.checks.map(({ code, status, why, by }) => [
    code,
    [status, why, by === undefined ? undefined : `by ${by}`].filter((part) => part !== undefined).join(', '),
  ]);

const listOf = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${html(item)}</li>`).join('')}</ul>`;

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const headOf = ({ verdict }: Report): string =>
  [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="referrer" content="no-referrer">',
    `<title>otel-doctor: ${verdict}</title>`,
    `<style>${STYLE}</style>`,
  ].join('\n');

/** The report as one file that needs nothing else: for the screen, a phone and paper. */
export const renderHtml = (given: Report, form: Form): string => {
  const report = visibleReport(given);
  const { verdict, summary, tool, sdk, startedAt, durationMs, checks, limits } = report;
  const body = [
    `<header>${mark(verdict, verdict)}<h1>${html(summary)}</h1></header>`,
    '<main>',
    paths(report),
    causeSections(report, form),
    ...telemetrySections(report).map(([title, rows]) => section(title, rowTable(rows))),
    routes(report),
    otherSection(report, form),
    section('Not checked', listOf(limits)),
    checks.length === 0
      ? ''
      : section('Looked for', folded(count(checks.length, 'check'), rowTable(checkRows(report)))),
    '</main>',
    `<footer><p>${tool.name} ${html(tool.version)}, settings read as ${html(sdk.name)} does, ${html(startedAt)}, ${durationMs} ms</p></footer>`,
    `<script>${SCRIPT}</script>`,
  ].filter((part) => part !== '');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    headOf(report),
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
};
