import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { toBytes } from '../../src/disk/text.ts';
import { writeFile } from '../../src/disk/write.ts';
import { scan } from '../../src/jobs/scan/scan.ts';
import type { TriedFix } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { readText } from '../../src/scan/files.ts';
import { applyDiff } from '../../src/scan/patch/apply.ts';
import { ROOT } from '../kit/sources.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { BROKEN, WITHOUT_PATCH } from './broken.ts';

const FIXTURES = join(ROOT, 'test/scan/fixtures');
const healthy = readdirSync(join(FIXTURES, 'healthy'));

let copy = '';

beforeAll(() => {
  copy = temporaryDirectory('scan');
});

const reportOf = async (path: string): Promise<Report> => (await scan({ paths: [path], sdk: null })).report;

const patchesOf = (fixes: readonly TriedFix[]): readonly string[] =>
  fixes.flatMap((fix) => ('patch' in fix ? [fix.patch.diff] : []));

test('there is a case for every broken directory', () => {
  expect(BROKEN.map(([name]) => name).sort()).toEqual(readdirSync(join(FIXTURES, 'broken')).sort());
});

describe('healthy files', () => {
  test.each(healthy)('%s', async (name) => {
    const report = await reportOf(join(FIXTURES, 'healthy', name));
    const above = report.findings.filter(({ severity }) => severity !== 'info');
    expect(above.map(({ code, location, summary }) => `${code} ${location?.line} ${summary}`)).toEqual([]);
    expect(report.verdict).toBe('healthy');
    expect(report.rootCause).toBeNull();
  });
});

/** A copy that a test may change. */
const copyOf = (kind: string, name: string, as = name): string => {
  const target = join(copy, as);
  cpSync(join(FIXTURES, kind, name), target, { recursive: true });
  return target;
};

const MENDED = BROKEN.filter(([name]) => !WITHOUT_PATCH.includes(name));

describe('broken files', () => {
  test.each(BROKEN)('%s: %s in %s:%i', async (name, code, path, line) => {
    const directory = copyOf('broken', name);
    const [first] = (await reportOf(directory)).findings;
    expect(first?.code).toBe(code);
    expect(first?.severity).not.toBe('info');
    expect(first?.location?.path).toBe(join(directory, path));
    expect(first?.location?.line).toBe(line);
    const text = readFileSync(join(directory, path), 'utf8').split('\n')[line - 1] ?? '';
    expect(first?.location?.column).toBeLessThanOrEqual(text.length);
  });

  test.each(MENDED)('%s is mended by each of its patches', async (name, code) => {
    const directory = copyOf('broken', name, `${name}-patched`);
    const [first] = (await reportOf(directory)).findings;
    const patches = patchesOf(first?.fixes ?? []);
    expect(patches).not.toEqual([]);
    for (const diff of patches) {
      const changed = applyDiff(diff, readText);
      expect(changed).not.toBeNull();
      for (const [path, text] of changed ?? []) writeFile(path, toBytes(text));
      const after = await reportOf(directory);
      expect(
        after.findings.filter((finding) => finding.code === code && finding.severity !== 'info'),
      ).toEqual([]);
      expect(after.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      copyOf('broken', name, `${name}-patched`);
    }
  });

  test.each(MENDED)('%s is changed by --write only', async (name) => {
    const directory = copyOf('broken', name, `${name}-written`);
    const texts = () => readdirSync(directory).map((file) => readFileSync(join(directory, file), 'utf8'));
    const before = texts();
    await reportOf(directory);
    expect(texts()).toEqual(before);
    const { report, written } = await scan({ paths: [directory], sdk: null, write: true });
    expect(written.length).toBeGreaterThan(0);
    expect(texts()).not.toEqual(before);
    expect(report.verdict).toBe('healthy');
    expect((await reportOf(directory)).verdict).toBe('healthy');
  });
});
