import type { Report, ReportCheck, ReportFinding } from '../../model/report.ts';
import { visibleReport } from '../screen/visible.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an XML element or attribute. Control characters are gone already; XML 1.0 forbids these two as well. */
const escaped = (text: string): string =>
  text
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
    .replace(/\n/g, '&#10;');

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);

const placeOf = ({ location }: ReportFinding): readonly string[] =>
  location === undefined ? [] : [`${location.path}:${location.line}:${location.column}`];

const findingText = (finding: ReportFinding): string =>
  [
    ...placeOf(finding),
    `${finding.summary}.`,
    finding.explanation,
    ...finding.evidence.map(({ label, value }) => `${label}: ${value}`),
    ...finding.fixes.map(({ title, proven }) => `fix${proven ? ' (proven)' : ''}: ${title}`),
  ].join('\n');

/** Everything that one check found; it may stand at several places. */
const element = (findings: readonly ReportFinding[]): string => {
  const worst = findings.find(({ severity }) => severity === 'error');
  const text = findings.map(findingText).join('\n\n');
  return worst === undefined
    ? `<system-out>${escaped(`${findings[0]?.severity}: ${text}`)}</system-out>`
    : `<failure message="${escaped(worst.summary)}" type="${worst.code}">${escaped(text)}</failure>`;
};

/** A check that failed with an error is a failure; one that warns has passed and says so. */
const outcomeOf = (check: ReportCheck, findings: readonly ReportFinding[]): string => {
  const own = findings.filter(({ code }) => code === check.code);
  if (own.length > 0) return element(own);
  if (check.status === 'error')
    return `<error message="${escaped(check.why ?? '')}" type="otel-doctor">${escaped(check.why ?? '')}</error>`;
  if (check.status === 'skipped') return `<skipped message="${escaped(check.why ?? 'not asked')}"/>`;
  if (check.status === 'blocked')
    return `<skipped message="${escaped(`blocked by ${check.by ?? 'an earlier step'}`)}"/>`;
  return '';
};

const caseOf = (check: ReportCheck, findings: readonly ReportFinding[]): string => {
  const [area = '', name = ''] = check.code.split('/');
  const outcome = outcomeOf(check, findings);
  const open = `    <testcase classname="otel-doctor.${area}" name="${name}" time="0"`;
  return outcome === '' ? `${open}/>` : `${open}>${outcome}</testcase>`;
};

/** The verdict is a case of its own, so that an unhealthy run without a failed check is no success. */
const verdictCase = (report: Report): string => {
  const open = '    <testcase classname="otel-doctor" name="verdict" time="0"';
  if (report.verdict === 'healthy') return `${open}/>`;
  const [name, type] =
    report.verdict === 'unhealthy'
      ? (['failure', report.rootCause?.code ?? 'unhealthy'] as const)
      : (['error', 'inconclusive'] as const);
  return `${open}><${name} message="${escaped(report.summary)}" type="${type}">${escaped(report.summary)}</${name}></testcase>`;
};

const countOf = (cases: readonly string[], tag: string): number =>
  cases.filter((text) => text.includes(`<${tag}`)).length;

/** JUnit XML as continuous integration reads it: one case a check, and one for the verdict. */
export const renderJunit = (given: Report): string => {
  const report = visibleReport(given);
  const cases = [verdictCase(report), ...report.checks.map((check) => caseOf(check, report.findings))];
  const totals = `tests="${cases.length}" failures="${countOf(cases, 'failure')}" errors="${countOf(cases, 'error')}"`;
  const time = seconds(report.durationMs);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="otel-doctor" ${totals} time="${time}">`,
    `  <testsuite name="otel-doctor" ${totals} skipped="${countOf(cases, 'skipped')}" time="${time}" timestamp="${report.startedAt.slice(0, 19)}" hostname="localhost" id="0" package="otel-doctor">`,
    '    <properties>',
    `      <property name="verdict" value="${report.verdict}"/>`,
    `      <property name="version" value="${escaped(report.tool.version)}"/>`,
    ...(report.suppressed === undefined
      ? []
      : [`      <property name="suppressed" value="${report.suppressed.length}"/>`]),
    '    </properties>',
    ...cases,
    `    <system-out>${escaped(report.limits.join('\n'))}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
};
