import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectReport } from '../kit/schema.ts';
import { FAULTS } from './faults.ts';
import { outline, type Recorded, replay } from './replay.ts';

/**
 * Facts of real runs, judged anew. Recorded again with OTEL_DOCTOR_RECORD=1, which runs the doctor against servers on
 * 127.0.0.1; what is expected is written again with vitest's own --update.
 */
const directory = import.meta.dirname;
const names = Object.keys(FAULTS);
const recorded = (name: string): Recorded =>
  JSON.parse(readFileSync(join(directory, name, 'facts.json'), 'utf8')) as Recorded;

beforeAll(async () => {
  if (!process.env.OTEL_DOCTOR_RECORD) return;
  const { record } = await import('./record.ts');
  for (const [name, fault] of Object.entries(FAULTS)) await record(join(directory, name), fault);
}, 300_000);

test('every folder is of a fault that can be recorded again', () => {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  test('is reported as it was agreed', async () => {
    const { report } = replay(recorded(name));
    const text = `${JSON.stringify(outline(report), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(join(directory, name, 'expected.json'));
  });

  test('is a valid report, and no check fails on it', () => {
    const { report, outcomes } = replay(recorded(name));
    expectReport(JSON.parse(JSON.stringify(report)));
    expect(outcomes.filter(({ status }) => status === 'error')).toEqual([]);
  });

  test('is reported the same twice', () => {
    expect(replay(recorded(name))).toEqual(replay(recorded(name)));
  });

  test('names the cause that its folder names', () => {
    const { rootCause } = replay(recorded(name)).report;
    const code = rootCause?.code.replace('/', '-') ?? 'healthy';
    expect(code.endsWith(name)).toBe(true);
  });
});
