import { describe, expect, test } from 'vitest';
import { checks } from '../../../checks/index.ts';
import type { AnyCheck } from '../../../src/model/check.ts';
import type { Found } from '../../../src/model/finding.ts';
import { checkPage } from '../../../src/report/page/page.ts';
import { renderPage } from '../../../src/report/page/page-text.ts';
import { width } from '../../../src/report/screen/layout.ts';
import { madeUp } from '../../kit/made-up.ts';

const found: Found = {
  summary: 'It is wrong',
  explanation: 'It is wrong because.',
  evidence: [{ label: 'seen', value: 'here' }],
  fixes: [
    { title: 'Set it', env: { OTEL_A: 'value', OTEL_B: null } },
    { title: 'Run it', command: ['otelcol', '--config', 'file'] },
    { title: 'Do it', text: 'In words.' },
  ],
};

const check: AnyCheck = {
  id: madeUp('network/made-up'),
  title: 'Made up',
  severity: 'warning',
  why: 'Because `it` *is*.\n\nDo **something**.',
  needs: ['target', 'tcp'],
  explains: [madeUp('protocol/other')],
  example: {},
  run: () => found,
};

describe('the page of a check', () => {
  test('is as it was agreed', async () => {
    await expect(checkPage(check)).toMatchFileSnapshot('golden/page.md');
  });

  test('on a terminal is as it was agreed', async () => {
    await expect(renderPage(checkPage(check), 60)).toMatchFileSnapshot('golden/page.txt');
  });

  test('goes without an example where the check is silent', () => {
    const page = checkPage({ ...check, run: () => undefined });
    expect(page).not.toContain('## Example');
    expect(page).toContain('## How it is found');
  });

  test.each(checks.map((made) => [made.id, made] as const))(
    '%s has an example and says what to do',
    (_, made) => {
      const page = checkPage(made);
      expect(page).toContain('## Example');
      expect(page.startsWith(`# ${made.id}\n\n**${made.title}** (`)).toBe(true);
      expect(page.match(/^```/gm)?.length ?? 1).toSatisfy((marks: number) => marks > 0 && marks % 2 === 0);
      expect(page).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
    },
  );

  test.each(checks.map((made) => [made.id, made] as const))('%s fits on a terminal', (_, made) => {
    const lines = renderPage(checkPage(made), 80).split('\n');
    expect(lines.filter((line) => width(line) > 80)).toEqual([]);
    expect(lines.filter((line) => /^```|^<!--|^\*\*|^#/.test(line))).toEqual([]);
  });
});

describe('Markdown on a terminal', () => {
  test('joins the lines of a paragraph and wraps them anew', () => {
    expect(renderPage('one two\nthree four\nfive\n\nsix', 14)).toBe('one two three\nfour five\n\nsix\n');
  });

  test('leaves code as it is, indented', () => {
    expect(renderPage('Do:\n\n```sh\nexport A="*b* `c`"\n  # two\n```\n', 40)).toBe(
      'Do:\n\n    export A="*b* `c`"\n      # two\n',
    );
  });

  test('takes marks off prose, and leaves words with underscores', () => {
    expect(renderPage('Set `OTEL_SDK_DISABLED` to **true**, *really*.', 80)).toBe(
      'Set OTEL_SDK_DISABLED to true, really.\n',
    );
  });

  test('never leaves more than one empty line', () => {
    expect(renderPage('a\n\n\n\n\nb', 20)).toBe('a\n\nb\n');
  });
});
