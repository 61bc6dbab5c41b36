import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scan } from '../../src/jobs/scan/scan.ts';
import { ROOT } from '../kit/sources.ts';

const FIXTURES = join(ROOT, 'test/scan/fixtures');

const directories = ['broken', 'healthy'].flatMap((kind) =>
  readdirSync(join(FIXTURES, kind)).map((name) => join(kind, name)),
);

describe('every finding comes out of a check', () => {
  test.each(directories)('%s', async (directory) => {
    const { report } = await scan({ paths: [join(FIXTURES, directory)], sdk: null });
    const failed = report.checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
    expect(report.findings.map(({ code }) => code).filter((code) => !failed.includes(code))).toEqual([]);
    if (report.verdict === 'unhealthy') expect(failed).toContain(report.rootCause?.code);
    else expect(report.rootCause).toBeNull();
    expect(report.checks.filter(({ status }) => status === 'error')).toEqual([]);
  });
});
