import { describe, expect, test } from 'vitest';
import { checks } from '../../../checks/index.ts';
import type { AnyCheck } from '../../../src/model/check.ts';
import type { CheckCode } from '../../../src/model/check-code.ts';
import type { Found } from '../../../src/model/finding.ts';
import { pageJson } from '../../../src/report/page/explain-page.ts';
import { checkPage } from '../../../src/report/page/page.ts';
import { renderPage } from '../../../src/report/page/page-text.ts';
import { severityWords } from '../../../src/report/page/severity-words.ts';
import { exampleOf } from '../../../src/report/page/sights.ts';
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

const named = (code: CheckCode): AnyCheck => {
  const made = checks.find(({ id }) => id === code);
  if (made === undefined) throw new Error(`there is no ${code}`);
  return made;
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

describe('the example of a page', () => {
  test.each(checks.map((made) => [made.id, made] as const))(
    '%s shows nothing that was not seen with it',
    (_, made) => {
      expect(checkPage(made)).not.toContain('everything is well');
      expect(pageJson(made)).not.toContain('everything is well');
    },
  );

  test('each way to see a fault has its own example, and says who sees it', () => {
    const several = checks.filter(({ also = [] }) => also.length > 0);
    expect(several.length).toBeGreaterThan(0);
    for (const made of several) {
      const page = checkPage(made);
      expect(page.match(/^## Another way to see it$/gm)).toHaveLength(made.also?.length ?? 0);
      for (const sight of made.also ?? []) expect(page).toContain(`${exampleOf(sight)?.summary}.`);
    }
    const localhost = checkPage(named('network/container-localhost'));
    expect(localhost).toMatch(
      /`otel-doctor` sees it on the way[\s\S]*`otel-doctor scan` sees it in deployment files/,
    );
    expect(JSON.parse(pageJson(named('network/container-localhost')))).toMatchObject({
      needs: ['target', 'tcp', 'container'],
      also: [
        { needs: ['link', 'target', 'workload'], example: { summary: expect.stringContaining('localhost') } },
      ],
    });
  });

  test('what logs say of a code stands on its page', () => {
    expect(checkPage(named('pipeline/exporter-failing'))).toContain(
      '- collector: The Collector loses data: its next hop takes it slower than it comes in',
    );
  });
});

describe('a severity', () => {
  test.each([
    ['telemetry/propagation-broken', 'error', 'telemetry is missing, or does not show what happened'],
    ['pipeline/config-invalid', 'error', 'the Collector does not start, or does not hand on what it takes'],
    ['tls/required', 'error', 'telemetry does not arrive'],
    ['telemetry/span-ended-twice', 'warning', 'it arrives, and something in it is wrong or lost'],
  ] as const)('of %s is told in words that are true for it: %s', (code, severity, words) => {
    expect(severityWords(code, severity)).toBe(words);
    expect(checkPage(named(code))).toContain(words);
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

  test('shows a link by its words, and a list line by line', () => {
    expect(renderPage('See [`tls`](../../facts.md#tls) here.\n\n- one two three\n- four', 10)).toBe(
      'See tls\nhere.\n\n- one two\n  three\n- four\n',
    );
  });

  test('never leaves more than one empty line', () => {
    expect(renderPage('a\n\n\n\n\nb', 20)).toBe('a\n\nb\n');
  });
});
