import { describe, expect, test } from 'vitest';
import { renderText } from '../../../src/report/formats/text.ts';
import { width } from '../../../src/report/screen/layout.ts';
import { hostile, REPORTS, unhealthy } from '../reports.ts';

const plain = { columns: 80, colour: false };

describe.each(Object.entries(REPORTS))('the %s report', (name, report) => {
  test.each([
    ['80', plain],
    ['40', { columns: 40, colour: false }],
  ] as const)('at %s columns is as it was agreed', async (columns, options) => {
    await expect(renderText(report, options)).toMatchFileSnapshot(`golden/${name}.${columns}.txt`);
  });
});

/** Lines that are to be pasted stand four columns in and are never broken. */
const isPasted = (line: string): boolean => line.startsWith('    ');

describe('a page', () => {
  test.each(Object.entries(REPORTS))('of the %s report is nowhere wider than the terminal', (_, report) => {
    for (const columns of [40, 60, 80, 100]) {
      const wide = renderText(report, { columns, colour: false })
        .split('\n')
        .filter((line) => width(line) > columns && !isPasted(line));
      expect(wide, `at ${columns} columns`).toEqual([]);
    }
  });

  test.each(Object.entries(REPORTS))(
    'of the %s report ends in one line break and in no blanks',
    (_, report) => {
      const text = renderText(report, plain);
      expect(text).toMatch(/\S\n$/);
      expect(text).not.toMatch(/\n\n\n/);
    },
  );

  test('keeps what is to be pasted in one line', () => {
    const long = `http://${'collector.'.repeat(12)}example.com:4318`;
    const fixes = [{ title: 'Use it', env: { OTEL_EXPORTER_OTLP_ENDPOINT: long }, proven: false }];
    const rootCause = unhealthy.rootCause && { ...unhealthy.rootCause, fixes };
    expect(renderText({ ...unhealthy, rootCause }, { columns: 40, colour: false })).toContain(
      `    export OTEL_EXPORTER_OTLP_ENDPOINT=${long}\n`,
    );
  });
});

describe('colour', () => {
  const coloured = renderText(unhealthy, { columns: 80, colour: true });

  test('is as it was agreed', async () => {
    const readable = coloured.replaceAll('\u001b', '<ESC>');
    await expect(readable).toMatchFileSnapshot('golden/unhealthy.80.colour.txt');
  });

  test('adds nothing but colour', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(unhealthy, plain));
    expect(coloured).not.toBe(renderText(unhealthy, plain));
  });
});

test('nothing that came from outside reaches the terminal as a control character', () => {
  expect(renderText(hostile, plain)).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
});
