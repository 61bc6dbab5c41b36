import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { scan } from '../../src/jobs/scan/scan.ts';
import type { Report } from '../../src/model/report.ts';
import { renderJunit } from '../../src/report/formats/junit.ts';
import { renderSarif } from '../../src/report/formats/sarif.ts';
import { expectReport } from '../kit/schema.ts';
import { ROOT } from '../kit/sources.ts';
import { describeWith } from '../lab/parts.ts';
import { junitProblems, sarifProblems } from '../report/report-schemas.ts';

const FIXTURES = join(ROOT, 'test/scan/fixtures');
const reports = new Map<string, Report>();

const reportOf = async (path: string): Promise<Report> => (await scan({ paths: [path], sdk: null })).report;

beforeAll(async () => {
  for (const kind of ['broken', 'healthy'])
    for (const name of readdirSync(join(FIXTURES, kind)))
      reports.set(`${kind}/${name}`, await reportOf(join(FIXTURES, kind, name)));
  reports.set('all of them', await reportOf(FIXTURES));
  reports.set('nothing', await reportOf(join(ROOT, 'test/report/schemas')));
});

describe('a report of a scan keeps to the schema of', () => {
  test('reports', () => {
    for (const report of reports.values()) expectReport(JSON.parse(JSON.stringify(report)));
  });

  test('SARIF, with a place in each result', () => {
    for (const [name, report] of reports) {
      const text = renderSarif(report);
      expect(sarifProblems(text), name).toEqual([]);
      const { runs } = JSON.parse(text) as {
        runs: [{ results: readonly { locations?: readonly object[] }[] }];
      };
      expect(runs[0].results, name).toHaveLength(report.findings.length);
      expect(
        runs[0].results.filter(({ locations = [] }) => locations.length === 0),
        name,
      ).toEqual([]);
    }
  });
});

describeWith(['xmllint'], 'a report of a scan keeps to the schema of', () => {
  test('JUnit, with a failure for each code of an error', async () => {
    for (const name of ['all of them', 'nothing', 'broken/compose-signal-missing', 'healthy/demo-layout']) {
      const report = reports.get(name);
      if (report === undefined) throw new Error(`there is no report of ${name}`);
      const xml = renderJunit(report);
      expect(await junitProblems(xml), name).toBe('');
      const codes = report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
      const failed = [...xml.matchAll(/<failure message="[^"]*" type="([^"]+)"/g)].map(([, type]) => type);
      // The first case is the verdict.
      expect(new Set(failed), name).toEqual(new Set(codes));
      expect(failed, name).toHaveLength(new Set(codes).size + (codes.length > 0 ? 1 : 0));
    }
  });
});
