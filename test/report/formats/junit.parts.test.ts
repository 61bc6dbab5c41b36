import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../../src/report/formats/junit.ts';
import { describeWith } from '../../lab/parts.ts';
import { HOSTILE, LARGE, poisoned } from '../poison.ts';
import { junitProblems } from '../report-schemas.ts';
import { healthy, inconclusive, REPORTS, scanned, unhealthy } from '../reports.ts';

describeWith(['xmllint'], 'JUnit XML keeps to its schema', () => {
  test.each(Object.entries(REPORTS))('for the %s report', async (_, report) => {
    expect(await junitProblems(renderJunit(report))).toBe('');
  });

  test.each([...Object.entries(HOSTILE), ['a long text', LARGE]])(
    'with %s in every field',
    async (_, text) => {
      for (const report of [unhealthy, scanned]) {
        const xml = renderJunit(poisoned(report, text));
        expect(await junitProblems(xml)).toBe('');
        expect(xml).not.toMatch(/<script|<img|<details|<!--|<!\[CDATA/);
      }
    },
  );

  test('and a wrong document does not', async () => {
    expect(await junitProblems('<testsuite><testcase/></testsuite>')).not.toBe('');
  });
});

describe('JUnit XML', () => {
  const xml = renderJunit(unhealthy);

  test('counts what it holds', () => {
    expect(xml).toContain('<testsuites name="otel-doctor" tests="7" failures="3" errors="0"');
    expect(xml.match(/<testcase /g)).toHaveLength(7);
    expect(xml.match(/<failure /g)).toHaveLength(3);
    expect(xml.match(/<skipped /g)).toHaveLength(2);
  });

  test('has one case a check', () => {
    expect(xml).toContain('classname="otel-doctor.network" name="connection-reset" time="0"/>');
    expect(xml).toContain(
      'classname="otel-doctor.tls" name="certificate-expiring" time="0"><system-out>warning:',
    );
    expect(xml).toContain('<skipped message="blocked by port"/>');
  });

  test('tells every place of one code', () => {
    const text = renderJunit(scanned);
    expect(text).toContain('deploy/otel config.yaml:4:9');
    expect(text).toContain('compose.yaml:12:5');
  });

  test('of a healthy run has no failure, of an inconclusive one an error', () => {
    expect(renderJunit({ ...healthy, checks: [] })).toContain('failures="0" errors="0"');
    expect(renderJunit(inconclusive)).toContain(
      'name="verdict" time="0"><error message="The doctor could not',
    );
  });
});
