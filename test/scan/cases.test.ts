import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scan } from '../../src/jobs/scan/scan.ts';
import type { Report } from '../../src/model/report.ts';
import type { Case } from './cases/case.ts';

const casesIn = (name: string): readonly Case[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'cases', name), 'utf8'));

let root = '';
let count = 0;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'scan-cases-'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const reportOf = async ({ files }: Case): Promise<Report> => {
  count += 1;
  const directory = join(root, `${count}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return (await scan({ paths: [directory], sdk: null })).report;
};

const told = ({ findings }: Report): readonly string[] =>
  findings.map(({ code, severity, summary }) => `${severity} ${code}: ${summary}`);

describe.each([
  ['small', casesIn('small.json')],
  ['public', casesIn('public.json')],
])('%s deployments', (_, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const report = await reportOf(one);
    const found = told(report).filter((line) => !line.startsWith('info'));
    if (one.softly === 'unread') expect(report.verdict).toBe('inconclusive');
    if (one.softly === 'note') expect(told(report).join()).toContain(one.wants.join());
    if (one.softly !== undefined || one.wants.length === 0) {
      expect(found).toEqual([]);
      return;
    }
    const [first = 'nothing was found'] = found;
    const named = one.wants.some((code) => first.includes(` ${code}:`));
    expect(named, found.join('\n') || first).toBe(true);
  });
});
