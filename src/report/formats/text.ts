import { Chalk } from 'chalk';
import type { Report } from '../../model/report.ts';
import { indent, wrap } from '../screen/layout.ts';
import { visibleReport } from '../screen/visible.ts';
import { nextSteps } from './next.ts';
import { telemetrySections } from './telemetry-text.ts';
import { causeSections, otherSection, warningSections } from './text-findings.ts';
import { type Page, rows, section, type TextOptions } from './text-page.ts';
import { behindSection, routeSection, waySection } from './text-way.ts';

/** Colour of the verdict: green is for what nothing is to be said of. */
const verdictColour = ({ report, paint }: Page): ((text: string) => string) => {
  if (report.verdict === 'unhealthy') return paint.red.bold;
  const warned = report.findings.some(({ severity }) => severity !== 'info');
  return report.verdict === 'healthy' && !warned ? paint.green.bold : paint.yellow.bold;
};

const verdictLine = (page: Page): readonly string[] => {
  const { report, columns } = page;
  const word = report.verdict.toUpperCase();
  const [first = '', ...rest] = wrap(report.summary, columns - word.length - 2);
  const margin = ' '.repeat(word.length + 2);
  return [`${verdictColour(page)(word)}  ${first}`, ...rest.map((line) => margin + line), ''];
};

const limitSection = (page: Page): readonly string[] =>
  section(
    page,
    'Not checked',
    page.report.limits.flatMap((limit) => indent(limit, page.columns)),
  );

const nextSection = (page: Page): readonly string[] =>
  section(
    page,
    'Next',
    nextSteps(page.report).flatMap(({ command, why }) => [
      ...indent(`${why}:`, page.columns),
      `    ${page.paint.cyan(command)}`,
    ]),
  );

/** The report for a person: verdict, cause, evidence, fix, the way, other findings, what was not checked, what to do next. */
export const renderText = (given: Report, options: TextOptions): string => {
  const report = visibleReport(given);
  const page: Page = { ...options, report, paint: new Chalk({ level: options.colour ? 1 : 0 }) };
  const lines = [
    ...verdictLine(page),
    ...causeSections(page),
    ...warningSections(page),
    ...telemetrySections(report).flatMap(([title, pairs]) => section(page, title, rows(page, pairs))),
    ...report.targets.flatMap((target) => [...waySection(page, target), ...behindSection(page, target)]),
    ...routeSection(page),
    ...otherSection(page),
    ...limitSection(page),
    ...nextSection(page),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
};
