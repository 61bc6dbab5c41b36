import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import type { Part } from '../lab/find-part.ts';
import { describeWith } from '../lab/parts.ts';
import type { Case } from './case.ts';
import { cases } from './cases.ts';
import { judge } from './judge.ts';
import { limit } from './limit.ts';

/** Two cases at a time: each is up to four processes. */
const oneOfTwo = limit(2);
/** Waiting for its turn counts; the time of the case itself is limited by `judge`. */
const timeout = 15 * 60_000;

const partsOf = ({ applications, proxy }: Case): readonly Part[] => [
  ...new Set<Part>(applications.map(({ language }) => `${language}-apps` as const)),
  ...(proxy === 'nginx' ? (['nginx'] as const) : []),
];

/** The worst severity with which a code was found; findings come in that order. */
const worst = (report: Report, { expect: { code } }: Case): Severity | null =>
  report.findings.find((finding) => finding.code === code)?.severity ?? null;

/** The severity that is expected: of two that are right the one that was found. */
const wanted = (report: Report, found: Case): Severity | undefined => {
  const { severity, orSeverity } = found.expect;
  return orSeverity !== undefined && worst(report, found) === orSeverity ? orSeverity : severity;
};

/** What the report says, as far as the case has an opinion. */
const said = (report: Report, found: Case) => ({
  verdict: report.verdict,
  rootCause: report.rootCause?.code ?? null,
  found: worst(report, found),
  others: report.findings
    .filter(
      (finding) =>
        finding.severity !== 'info' && finding.code !== found.expect.code && finding.symptomOf === undefined,
    )
    .map((finding) => `${finding.code}: ${finding.summary}`),
});

const expected = (report: Report, found: Case) => {
  const { code, root, orSeverity } = found.expect;
  const severity = wanted(report, found);
  const isRoot = root === true || (orSeverity !== undefined && severity === 'error');
  return {
    verdict: severity === 'error' ? 'unhealthy' : 'healthy',
    rootCause: isRoot ? code : null,
    found: code === null ? null : severity,
    others: [],
  };
};

const exits = (report: Report): readonly (number | null)[] =>
  (report.telemetry?.applications ?? []).map(({ exitCode }) => exitCode);

const byParts = (table: readonly Case[]): ReadonlyMap<string, readonly Case[]> => {
  const groups = new Map<string, Case[]>();
  for (const found of table) {
    const key = `${partsOf(found).join(' and ')}${found.byTimesAlone ? ', by times alone' : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  return groups;
};

describe.each(Object.entries(cases))('run on real applications: %s', (_, table) => {
  for (const [title, group] of byParts(table)) {
    const [first] = group;
    if (first === undefined) continue;
    describeWith(partsOf(first), title, () => {
      // What times alone tell depends on how busy the machine is: such a case may be tried again, others may not.
      const retry = group.some(({ byTimesAlone }) => byTimesAlone) ? 2 : 0;
      it.concurrent.each(group)('$name', { timeout, retry }, async (found) => {
        const { report, stderr } = await oneOfTwo(() => judge(found));
        expect(said(report, found), stderr).toEqual(expected(report, found));
        const { says, code } = found.expect;
        const finding = report.findings.find((each) => each.code === code);
        if (says !== undefined) expect(JSON.stringify(finding)).toMatch(says);
        expect(exits(report)).toEqual(
          found.applications.map(() => (found.exitCode === undefined ? 0 : found.exitCode)),
        );
      });
    });
  }
});
