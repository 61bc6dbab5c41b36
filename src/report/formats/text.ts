import { Chalk, type ChalkInstance } from 'chalk';
import type { TriedFix } from '../../model/finding.ts';
import type { PathStep, Report, ReportFinding, ReportTarget } from '../../model/report.ts';
import type { Form } from '../forms.ts';
import { indent, pad, width, wrap } from '../screen/layout.ts';
import { visibleReport } from '../screen/visible.ts';
import { fixLines, placeOf } from './shell.ts';
import { telemetrySections } from './telemetry-text.ts';

/** How a text report is written. */
export interface TextOptions {
  readonly columns: number;
  readonly colour: boolean;
  /** How environment changes are written; null leaves it to where the values came from. */
  readonly form?: Form | 'code' | null;
}

interface Page extends TextOptions {
  readonly report: Report;
  readonly paint: ChalkInstance;
}

const STEP_NAMES: Readonly<Record<PathStep['step'], string>> = {
  dns: 'name lookup',
  tcp: 'connection',
  proxy: 'proxy',
  tls: 'TLS',
  protocol: 'protocol',
  send: 'test item',
};

/** Name of a step for a person. */
export const stepName = (step: PathStep['step']): string => STEP_NAMES[step];

const STATES: Readonly<Record<PathStep['state'], string>> = {
  ok: 'ok',
  failed: 'FAILED',
  blocked: 'not reached',
  skipped: 'not used',
  unknown: 'not known',
};

const section = (page: Page, title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [...wrap(title, page.columns).map((line) => page.paint.bold(line)), ...lines, ''];

/** Label and value in two columns; long values continue under themselves. */
const rows = (page: Page, pairs: readonly (readonly [string, string])[]): readonly string[] => {
  const left = Math.min(
    Math.max(...pairs.map(([label]) => width(label)), 0),
    Math.floor(page.columns / 2),
    page.columns - 24,
  );
  return pairs.flatMap(([label, value]) => {
    if (width(label) > left) return [...indent(label, page.columns), ...indent(value, page.columns, 4)];
    const [first = '', ...rest] = wrap(value, Math.max(page.columns - left - 4, 20));
    return [`  ${pad(label, left)}  ${first}`, ...rest.map((line) => `  ${' '.repeat(left)}  ${line}`)];
  });
};

const verdictLine = ({ report, paint, columns }: Page): readonly string[] => {
  const word = report.verdict.toUpperCase();
  const colours = { healthy: paint.green.bold, unhealthy: paint.red.bold, inconclusive: paint.yellow.bold };
  const [first = '', ...rest] = wrap(report.summary, columns - word.length - 2);
  const margin = ' '.repeat(word.length + 2);
  return [`${colours[report.verdict](word)}  ${first}`, ...rest.map((line) => margin + line), ''];
};

const fixHeading = (report: Report, fix: TriedFix): string => {
  if (fix.proven && report.telemetry !== null)
    return `${fix.title} (proven: started again with it, the finding is gone)`;
  if (fix.proven) {
    const trace = fix.proof?.traceId ? `, trace ${fix.proof.traceId}` : '';
    return `${fix.title} (proven: a test item sent with it arrived in ${Math.round(fix.proof?.ms ?? 0)} ms${trace})`;
  }
  if (!('env' in fix) && fix.unproven === undefined) return fix.title;
  return `${fix.title} (not proven${fix.unproven ? `: ${fix.unproven}` : ''})`;
};

const fixBlock = (page: Page, fix: TriedFix, index: number): readonly string[] => {
  const lead = index === 0 ? '' : 'Or: ';
  const file = 'env' in fix ? placeOf(page.report, fix.env) : null;
  const place = file === null ? [] : indent(`in ${file}:`, page.columns, 4);
  const given = fixLines(page.report, fix, page.form ?? null);
  // Lines to paste are never wrapped: a broken line would no longer work. Sentences are.
  const isSentence = (line: string): boolean =>
    'text' in fix && line.includes(' ') && (given.length === 1 || /^[A-Z].*[.:]$/.test(line));
  const lines = given.flatMap((line) =>
    isSentence(line) ? indent(line, page.columns, 4) : [`    ${page.paint.cyan(line)}`],
  );
  return [...indent(`${lead}${fixHeading(page.report, fix)}`, page.columns), ...place, ...lines, ''];
};

const fixSection = (page: Page, finding: ReportFinding): readonly string[] => {
  if (finding.fixes.length === 0) return [];
  return [page.paint.bold('Fix'), ...finding.fixes.flatMap((fix, index) => fixBlock(page, fix, index))];
};

const locationText = ({ location }: ReportFinding): readonly string[] =>
  location === undefined ? [] : [`${location.path}:${location.line}:${location.column}`];

const findingSections = (page: Page, title: string, finding: ReportFinding): readonly string[] => {
  const evidence = finding.evidence.map(({ label, value }) => [label, value] as const);
  return [
    ...section(page, title, [
      ...indent(finding.explanation, page.columns),
      page.paint.dim(`  ${finding.code}`),
      // The place is kept in one piece, so that an editor can open it.
      ...locationText(finding).map((place) => `  ${place}`),
    ]),
    ...section(page, 'Evidence', rows(page, evidence)),
    ...fixSection(page, finding),
  ];
};

const causeSections = (page: Page): readonly string[] =>
  page.report.rootCause === null ? [] : findingSections(page, 'Cause', page.report.rootCause);

/** What an application sends has no cause where it is healthy; its warnings are what the reader came for. */
const isToldInFull = ({ report }: Page, { severity }: ReportFinding): boolean =>
  report.telemetry !== null && report.verdict === 'healthy' && severity === 'warning';

const warningSections = (page: Page): readonly string[] =>
  page.report.findings
    .filter((finding) => isToldInFull(page, finding))
    .flatMap((finding) => findingSections(page, `Warning: ${finding.summary}`, finding));

const stepRow = ({ step, state, ms, by }: PathStep): readonly [string, string] => {
  const time = ms === undefined || state === 'skipped' ? '' : `  ${ms} ms`;
  const why = by === undefined ? '' : `  (${STEP_NAMES[by as PathStep['step']] ?? by})`;
  return [STEP_NAMES[step], `${STATES[state]}${time}${why}`];
};

const waySection = (page: Page, target: ReportTarget): readonly string[] => {
  const title = `The way of ${target.signals.join(', ')}`;
  const sent: readonly (readonly [string, string])[] = [
    ['to', `${target.url} (${target.protocol})`],
    ...(target.traceId && target.delivered ? [['trace id', target.traceId] as const] : []),
  ];
  return section(page, title, rows(page, [...sent, ...target.path.map(stepRow)]));
};

const ROUTES = {
  accepted: 'accepted',
  missing: 'not enabled',
  refused: 'refused',
  unreachable: 'not reached',
} as const;

/** Where nothing can be reached, the other signals say nothing new. */
const routeSection = (page: Page): readonly string[] =>
  page.report.routes.every(({ state }) => state === 'unreachable')
    ? []
    : section(
        page,
        'Other signals (asked with an empty request)',
        rows(
          page,
          page.report.routes.map(({ signal, state, detail }) => [signal, `${ROUTES[state]}  (${detail})`]),
        ),
      );

const otherSection = (page: Page): readonly string[] => {
  const others = page.report.findings.filter(
    (finding) =>
      !(finding.code === page.report.rootCause?.code && finding.summary === page.report.rootCause.summary) &&
      !isToldInFull(page, finding),
  );
  const lines = others.flatMap((finding) => {
    const { severity, summary, code, symptomOf } = finding;
    const note = symptomOf ? `follows from ${symptomOf}` : severity;
    return [
      ...indent(`${summary} (${note}; ${code})`, page.columns),
      ...locationText(finding).map((place) => `    ${place}`),
    ];
  });
  return section(page, 'Other findings', lines);
};

const limitSection = (page: Page): readonly string[] =>
  section(
    page,
    'Not checked',
    page.report.limits.flatMap((limit) => indent(limit, page.columns)),
  );

/** The report for a person: verdict, cause, evidence, fix, the way, other findings, what was not checked. */
export const renderText = (given: Report, options: TextOptions): string => {
  const report = visibleReport(given);
  const page: Page = { ...options, report, paint: new Chalk({ level: options.colour ? 1 : 0 }) };
  const lines = [
    ...verdictLine(page),
    ...causeSections(page),
    ...warningSections(page),
    ...telemetrySections(report).flatMap(([title, pairs]) => section(page, title, rows(page, pairs))),
    ...report.targets.flatMap((target) => waySection(page, target)),
    ...routeSection(page),
    ...otherSection(page),
    ...limitSection(page),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
};
