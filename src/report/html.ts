import type { TriedFix } from '../model/finding.ts';
import type { PathStep, Report, ReportFinding, ReportTarget } from '../model/report.ts';
import { copyable, folded, html, rowTable, SCRIPT, STYLE } from './html-parts.ts';
import { fixLines } from './shell.ts';
import { telemetrySections } from './telemetry-text.ts';
import { stepName, type TextOptions } from './text.ts';
import { visibleReport } from './visible.ts';

type Form = TextOptions['form'];

const MARKS: Readonly<Record<PathStep['state'], string>> = {
  ok: '<path d="M2 8l4 4 8-9" fill="none" stroke="currentColor" stroke-width="2.5"/>',
  failed: '<path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.5"/>',
  blocked: '<path d="M3 8h10" stroke="currentColor" stroke-width="2.5"/>',
  skipped: '<path d="M3 8h10" stroke="currentColor" stroke-width="2.5"/>',
  unknown: '<circle cx="8" cy="8" r="3" fill="currentColor"/>',
};

const STATES: Readonly<Record<PathStep['state'], string>> = {
  ok: 'ok',
  failed: 'failed',
  blocked: 'not reached',
  skipped: 'not used',
  unknown: 'not known',
};

const stepItem = ({ step, state, ms }: PathStep): string => {
  const time = ms === undefined || state === 'skipped' ? '' : `, ${ms} ms`;
  const mark = `<svg viewBox="0 0 16 16" aria-hidden="true">${MARKS[state]}</svg>`;
  return `<li class="${state}"><div><b>${html(stepName(step))}</b><span class="${state}">${mark}${STATES[state]}${time}</span></div></li>`;
};

const way = ({ signals, url, protocol, path, settings }: ReportTarget): string => {
  const rows = settings.map(({ name, value, source }) => {
    const from = source.kind === 'default' ? 'default' : source.name;
    return [name, `${value ?? 'not set'} (${from})`] as const;
  });
  return [
    `<h2>The way of ${html(signals.join(', '))}</h2>`,
    `<p>${html(protocol)} to <code>${html(url)}</code></p>`,
    `<ol class="way">${path.map(stepItem).join('')}</ol>`,
    folded('Settings', rowTable(rows)),
  ].join('\n');
};

const fixTitle = (fix: TriedFix): string => {
  const proof = fix.proven
    ? ` <span class="ok">proven: a test item sent with it arrived</span>`
    : fix.unproven
      ? ` <span class="info">not proven: ${html(fix.unproven)}</span>`
      : '';
  return `<p><b>${html(fix.title)}</b>${proof}</p>`;
};

const fixBlocks = (report: Report, { fixes }: ReportFinding, form: Form): string =>
  fixes.map((fix) => `${fixTitle(fix)}${copyable(fixLines(report, fix, form ?? null))}`).join('\n');

const findingBody = (report: Report, finding: ReportFinding, form: Form): string => {
  const { explanation, evidence, location, code } = finding;
  const place = location ? ` in <code>${html(`${location.path}:${location.line}`)}</code>` : '';
  return [
    `<p>${html(explanation)}</p>`,
    `<p class="code">${html(code)}${place}</p>`,
    rowTable(evidence.map(({ label, value }) => [label, value])),
    fixBlocks(report, finding, form),
  ].join('\n');
};

const causeSection = (report: Report, form: Form): string =>
  report.rootCause === null ? '' : `<h2>Cause</h2>${findingBody(report, report.rootCause, form)}`;

const otherSection = (report: Report, form: Form): string => {
  const others = report.rootCause === null ? report.findings : report.findings.slice(1);
  if (others.length === 0) return '';
  const items = others.map((finding) =>
    folded(`${finding.severity}: ${finding.summary}`, findingBody(report, finding, form)),
  );
  return `<h2>Other findings</h2>${items.join('\n')}`;
};

const checkRows = (report: Report): readonly (readonly [string, string])[] =>
  report.checks.map(({ code, status, why, by }) => [
    code,
    [status, why, by === undefined ? undefined : `by ${by}`].filter((part) => part !== undefined).join(', '),
  ]);

const listSection = (title: string, items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<h2>${title}</h2><ul>${items.map((item) => `<li>${html(item)}</li>`).join('')}</ul>`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** The report as one file that needs nothing else: for the screen, a phone and paper. */
export const renderHtml = (given: Report, form: Form): string => {
  const report = visibleReport(given);
  const { verdict, summary, tool, sdk, startedAt, durationMs } = report;
  const body = [
    `<header><span class="verdict ${verdict}">${verdict.toUpperCase()}</span><h1>${html(summary)}</h1></header>`,
    '<main>',
    causeSection(report, form),
    ...report.targets.map(way),
    ...telemetrySections(report).map(([title, rows]) =>
      rows.length === 0 ? '' : `<h2>${html(title)}</h2>${rowTable(rows)}`,
    ),
    otherSection(report, form),
    folded(`All ${report.checks.length} checks`, rowTable(checkRows(report))),
    listSection('Not checked', report.limits),
    '</main>',
    `<footer>${tool.name} ${html(tool.version)}, settings read as ${html(sdk.name)} does, ${html(startedAt)}, ${durationMs} ms</footer>`,
    `<script>${SCRIPT}</script>`,
  ].filter((part) => part !== '');
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>otel-doctor: ${verdict}</title><style>${STYLE}</style></head>`,
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
};
