import type { TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding } from '../../model/report.ts';
import { visibleReport } from '../screen/visible.ts';
import { acceptedWords, beyondSummary, count, isProse, proofWords } from '../words.ts';
import {
  copyable,
  folded,
  html,
  type Markup,
  NOTHING,
  own,
  rowTable,
  SCRIPT,
  SCRIPT_HASH,
  section,
  stacked,
} from './html-parts.ts';
import { paths, routes } from './html-path.ts';
import { pictures } from './html-picture.ts';
import { STYLE } from './html-style.ts';
import { nextSteps } from './next.ts';
import { fixLines, placeOf } from './shell.ts';
import { telemetrySections } from './telemetry-text.ts';
import type { TextOptions } from './text-page.ts';

type Form = TextOptions['form'];

const mark = (kind: string, text: string): Markup => html`<span class="mark ${kind}">${text}</span>`;

const proofOf = (report: Report, fix: TriedFix): Markup => {
  if (fix.proven) return html` ${mark('proven', `proven: ${proofWords(report)}`)}`;
  if (fix.unproven) return html` ${mark('untried', `not proven: ${fix.unproven}`)}`;
  return NOTHING;
};

const fixBlock = (report: Report, fix: TriedFix, form: Form): Markup => {
  const place = 'env' in fix ? placeOf(report, fix.env) : null;
  const given = fixLines(report, fix, form ?? null);
  // Words to read are no code to copy.
  const lines =
    'text' in fix && given.every(isProse)
      ? html`${given.map((line) => html`<p>${line}</p>`)}`
      : copyable(given, 'patch' in fix);
  const where = place === null ? NOTHING : html`<p class="soft">in <code>${place}</code></p>`;
  return html`<div class="fix"><h3>${fix.title}${proofOf(report, fix)}</h3>${where}${lines}</div>`;
};

/** The first way out in full, the others to unfold. */
const fixBlocks = (report: Report, { fixes }: ReportFinding, form: Form): Markup => {
  const [first, ...others] = fixes.map((fix) => fixBlock(report, fix, form));
  if (first === undefined) return NOTHING;
  const more = others.length === 1 ? 'Another way' : `${others.length} other ways`;
  return html`${first}<div class="after">${folded(html`${more}`, html`${others}`)}</div>`;
};

const placeText = ({ location }: ReportFinding): string | null =>
  location ? `${location.path}:${location.line}` : null;

const codeLine = (finding: ReportFinding): Markup => {
  const place = placeText(finding);
  return html`<p class="soft">${finding.code}${place === null ? NOTHING : html` in <code>${place}</code>`}</p>`;
};

const evidenceOf = ({ evidence }: ReportFinding): Markup =>
  rowTable(evidence.map(({ label, value }) => [label, value]));

const findingBody = (report: Report, finding: ReportFinding, form: Form): Markup => {
  const fixes = fixBlocks(report, finding, form);
  const after = fixes === NOTHING ? NOTHING : html`<div class="after">${fixes}</div>`;
  return html`<p>${beyondSummary(finding)}</p>${codeLine(finding)}${evidenceOf(finding)}${after}`;
};

const causeSections = (report: Report, form: Form): Markup => {
  const { rootCause } = report;
  if (rootCause === null) return NOTHING;
  const cause = html`<p class="lead">${beyondSummary(rootCause)}</p>${codeLine(rootCause)}${evidenceOf(rootCause)}`;
  return stacked([section('Cause', cause), section('Fix', fixBlocks(report, rootCause, form))]);
};

/** Findings that say the same in other places, told together. */
const alike = (findings: readonly ReportFinding[]): readonly (readonly ReportFinding[])[] => {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    const key = [finding.code, finding.severity, finding.summary].join('\n');
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
};

const groupHeading = (group: readonly ReportFinding[], { severity, summary }: ReportFinding): Markup => {
  const places = group.length > 1 ? ` (${group.length} places)` : '';
  return html`${mark(severity, severity)}${summary}${places}`;
};

const groupBlock = (report: Report, group: readonly ReportFinding[], form: Form): Markup => {
  const [first] = group;
  if (first === undefined) return NOTHING;
  const bodies = group.map((finding) => findingBody(report, finding, form));
  // Without a cause they are what the reader came for.
  const open = report.rootCause === null && first.severity !== 'info';
  return folded(groupHeading(group, first), html`${bodies}`, open);
};

/** Everything but the cause itself, which comes first among the findings. */
const otherSection = (report: Report, form: Form): Markup => {
  const others = report.rootCause === null ? report.findings : report.findings.slice(1);
  const blocks = alike(others).map((group) => groupBlock(report, group, form));
  return section(report.rootCause === null ? 'Findings' : 'Other findings', html`${blocks}`);
};

const checkRows = (report: Report): readonly (readonly [string, string])[] =>
  report.checks.map(({ code, status, why, by }) => [
    code,
    [status, why, by === undefined ? undefined : `by ${by}`].filter((part) => part !== undefined).join(', '),
  ]);

/** What to do after this report. */
const nextList = (report: Report): Markup =>
  stacked(nextSteps(report).map(({ command, why }) => html`<p>${why}:</p>${copyable([command])}`));

const listOf = (items: readonly string[]): Markup =>
  items.length === 0 ? NOTHING : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

/** Only the one script of the page may run: its hash is named, so that no handler in an attribute and no other script does. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;

const headOf = ({ verdict }: Report): Markup =>
  stacked([
    html`<meta charset="utf-8">`,
    html`<meta name="viewport" content="width=device-width, initial-scale=1">`,
    html`<meta http-equiv="Content-Security-Policy" content="${own(POLICY)}">`,
    html`<meta name="referrer" content="no-referrer">`,
    html`<title>otel-doctor: ${verdict}</title>`,
    html`<style>${own(STYLE)}</style>`,
  ]);

/** The report as one file that needs nothing else: for the screen, a phone and paper. */
export const renderHtml = (given: Report, form: Form): string => {
  const report = visibleReport(given);
  const { verdict, summary, tool, sdk, startedAt, durationMs, checks, limits } = report;
  const lookedFor = folded(html`${count(checks.length, 'check')}`, rowTable(checkRows(report)));
  const page = stacked([
    html`<!doctype html>`,
    html`<html lang="en">`,
    html`<head>`,
    headOf(report),
    html`</head>`,
    html`<body>`,
    html`<header>${mark(verdict, verdict)}<h1>${summary}</h1></header>`,
    html`<main>`,
    paths(report),
    causeSections(report, form),
    pictures(report),
    ...telemetrySections(report).map(([title, rows]) => section(title, rowTable(rows))),
    routes(report),
    otherSection(report, form),
    section(
      'Accepted',
      rowTable(acceptedWords(report).map(([title, lines]) => [title, lines.replaceAll('\n', '; ')])),
    ),
    section('Not checked', listOf(limits)),
    section('Next', nextList(report)),
    section('Looked for', lookedFor),
    html`</main>`,
    html`<footer><p>${tool.name} ${tool.version}, settings read as ${sdk.name} does, ${startedAt}, ${durationMs} ms</p></footer>`,
    html`<script>${own(SCRIPT)}</script>`,
    html`</body>`,
    html`</html>`,
  ]);
  return `${page.markup}\n`;
};
