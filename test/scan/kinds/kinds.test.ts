import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scan } from '../../../src/jobs/scan/scan.ts';
import type { Report, ReportFinding } from '../../../src/model/report.ts';
import { temporaryDirectory } from '../../lab/ports.ts';
import { ALLOY_CASES } from './alloy-cases.ts';
import { CODE_CASES } from './code-cases.ts';
import { FRAMEWORK_CASES } from './framework-cases.ts';
import { HELM_CASES } from './helm-cases.ts';
import type { KindCase, KindFault } from './kind-case.ts';
import { OPEN_CASES } from './open-cases.ts';
import { SCRIPT_CASES } from './script-cases.ts';
import { SERVER_CASES } from './server-cases.ts';
import { SETTINGS_CASES } from './settings-cases.ts';

const put = (files: KindCase['files']): string => {
  const root = temporaryDirectory('kinds');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
};

const judge = async (root: string): Promise<Report> => (await scan({ paths: [root], sdk: null })).report;

const above = ({ findings }: Report): readonly ReportFinding[] =>
  findings.filter(({ severity }) => severity !== 'info');

const told = (report: Report): readonly string[] =>
  above(report).map(
    ({ severity, code, summary, location }) => `${severity} ${code}: ${summary} (${location?.line})`,
  );

/** The file of a mistake with the mistake in it, and its line. */
const broken = ({ files }: KindCase, { from, to }: KindFault) => {
  const [file, text = ''] = Object.entries(files).find(([, one]) => one.includes(from)) ?? [''];
  const at = text.indexOf(from);
  const line = text.slice(0, at).split('\n').length;
  return { file, line, files: { ...files, [file]: text.replace(from, () => to) } };
};

const patchesOf = ({ fixes }: ReportFinding): readonly string[] =>
  fixes.flatMap((fix) => ('patch' in fix ? [fix.patch.diff] : []));

const CASES = [
  ...SCRIPT_CASES,
  ...SETTINGS_CASES,
  ...ALLOY_CASES,
  ...HELM_CASES,
  ...FRAMEWORK_CASES,
  ...CODE_CASES,
  ...OPEN_CASES,
  ...SERVER_CASES,
];

describe.each(CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
  test('is right as it is', async () => {
    const report = await judge(put(one.files));
    expect(told(report)).toEqual([]);
    expect(report.verdict).toBe('healthy');
  });

  test.each(one.faults.map((fault) => [`${fault.from} -> ${fault.to}`, fault] as const))(
    '%s',
    async (_name, fault) => {
      const { files, file, line } = broken(one, fault);
      const root = put(files);
      const report = await judge(root);
      const [first] = above(report);
      if (first === undefined) throw new Error(`nothing is told: ${JSON.stringify(report.findings)}`);
      expect(fault.codes, told(report).join('\n')).toContain(first.code);
      expect([first.location?.path, first.location?.line]).toEqual([join(root, file), line]);
      if (fault.fix === 'advice') {
        expect(patchesOf(first)).toEqual([]);
        return;
      }
      expect(patchesOf(first), JSON.stringify(first.fixes)).not.toEqual([]);
      await scan({ paths: [root], sdk: null, write: true });
      const after = await judge(root);
      expect(
        above(after).filter(({ code, severity }) => code === first.code || severity === 'error'),
      ).toEqual([]);
      expect(after.verdict).toBe('healthy');
    },
  );
});
