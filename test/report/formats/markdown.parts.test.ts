import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../../src/report/formats/markdown.ts';
import { describeWith } from '../../lab/parts.ts';
import { run } from '../../lab/process.ts';
import { HOSTILE, LARGE, poisoned } from '../poison.ts';
import { hostile, REPORTS, scanned, unhealthy } from '../reports.ts';

/** As GitHub renders it, with the HTML that is in it. */
const rendered = async (markdown: string): Promise<string> => {
  const { stdout } = await run(
    'cmark-gfm',
    ['--unsafe', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough'],
    { input: markdown },
  );
  return stdout;
};

const tagsOf = (html: string): readonly string[] =>
  [...html.matchAll(/<([a-z]\w*)/gi)].map(([, tag]) => (tag ?? '').toLowerCase());

/** Blocks: where a text broke out of its place there are more of them. */
const skeleton = (html: string): readonly string[] =>
  tagsOf(html).filter((tag) => /^(h\d|li|ul|ol|pre|table|tr|details|summary|blockquote|hr)$/.test(tag));

/** The text that a reader sees outside of code, in which mentions and references count. */
const proseOf = (html: string): string => html.replace(/<(code|pre)\b[\s\S]*?<\/\1>/g, '');

const ACTING = /^(a|script|img|iframe|input|del|em|style|form)$/;

describeWith(['cmark-gfm'], 'Markdown', () => {
  test.each([...Object.entries(HOSTILE), ['a long text', LARGE]])('does nothing with %s', async (_, text) => {
    for (const report of Object.values(REPORTS)) {
      const html = await rendered(renderMarkdown(poisoned(report, text)));
      expect(tagsOf(html).filter((tag) => ACTING.test(tag))).toEqual([]);
      expect(proseOf(html)).not.toMatch(/(^|[^\w-])@\w|#\d|https?:\/\/evil/m);
      const plain = await rendered(renderMarkdown(poisoned(report, 'plain text')));
      expect(skeleton(html)).toEqual(skeleton(plain));
    }
  });

  test('shows a code span as it was', async () => {
    const evidence = [{ label: 'a | b', value: 'x | `y` \\| <b>' }];
    const { rootCause } = unhealthy;
    const html = await rendered(
      renderMarkdown({ ...unhealthy, rootCause: rootCause && { ...rootCause, evidence } }),
    );
    expect(html).toContain('<td><code>x | `y` \\| &lt;b&gt;</code></td>');
    expect(html).toContain('<td>a | b</td>');
  });

  test('shows a patch as one', async () => {
    expect(await rendered(renderMarkdown(scanned))).toContain(
      '<pre><code class="language-diff">--- a/deploy',
    );
  });
});

describe('the report as Markdown', () => {
  test.each(Object.entries(REPORTS))('of the %s report is as it was agreed', async (name, report) => {
    await expect(renderMarkdown(report)).toMatchFileSnapshot(`golden/${name}.md`);
  });

  test('fits into a comment, however much a server said', () => {
    expect(renderMarkdown(poisoned({ ...hostile, rootCause: null }, LARGE)).length).toBeLessThan(60_000);
  });
});
