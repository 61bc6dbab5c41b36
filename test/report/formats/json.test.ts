import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { renderJson } from '../../../src/report/formats/json.ts';
import { render } from '../../../src/report/formats/render.ts';
import { reportSchema } from '../../../src/report/schema.ts';
import { expectReport } from '../../kit/schema.ts';
import { REPORTS, unhealthy } from '../reports.ts';

describe.each(Object.entries(REPORTS))('the %s report as JSON', (_, report) => {
  test('is one document that holds everything', () => {
    expect(JSON.parse(renderJson(report))).toEqual(report);
    expect(renderJson(report)).toMatch(/\}\n$/);
  });

  test('is valid by the published schema and by the one in the code', () => {
    const parsed: unknown = JSON.parse(renderJson(report));
    expectReport(parsed);
    expect(reportSchema.safeParse(parsed).error).toBeUndefined();
  });
});

describe('the published schema refuses', () => {
  const { startedAt: _, ...withoutStart } = unhealthy;

  test.each([
    ['a field that nobody declared', { ...unhealthy, extra: true }],
    ['a verdict that does not exist', { ...unhealthy, verdict: 'fine' }],
    ['a report without its time', withoutStart],
    ['a code without an area', { ...unhealthy, checks: [{ code: 'refused', status: 'pass' }] }],
    ['another version', { ...unhealthy, schemaVersion: 2 }],
  ])('%s', (_name, report) => {
    expect(() => expectReport(report)).toThrow();
  });
});

test('each format is rendered by its name', async () => {
  const options = { columns: 80, colour: false };
  const [text, short, json] = await Promise.all(
    (['text', 'short', 'json'] as const).map((format) => render(unhealthy, format, options)),
  );
  expect(text).toMatch(/^UNHEALTHY/);
  expect(short).toMatch(/^unhealthy: /);
  expect((JSON.parse(json ?? '') as Report).verdict).toBe('unhealthy');
});
