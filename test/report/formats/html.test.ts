import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { renderHtml } from '../../../src/report/formats/html.ts';
import { html } from '../../../src/report/formats/html-parts.ts';
import { cause, unhealthy } from '../reports.ts';

const HOSTILE = '1<img src=x onerror=alert(1)>';

describe('the page of a stranger', () => {
  test('may run its one script and nothing else', () => {
    const page = renderHtml(unhealthy, null);
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(`script-src 'sha256-${hash}'`);
    expect(page).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/\son[a-z]+=/);
  });

  test('escapes whatever stands where a number should', () => {
    const damaged = { ...unhealthy, durationMs: HOSTILE, startedAt: HOSTILE } as unknown as Report;
    expect(renderHtml(damaged, null)).not.toContain('<img');
  });

  test('escapes every interpolation of a template', () => {
    expect(html`<p title="${'"&\''}">${'<b>'}${4}</p>`.markup).toBe(
      '<p title="&quot;&amp;&#39;">&lt;b&gt;4</p>',
    );
  });
});

test('every finding is in it, those that say the same together', () => {
  const findings = [1, 2, 3, 4].map((line) => ({
    ...cause,
    location: { path: `compose${line}.yaml`, line, column: 1 },
  }));
  const page = renderHtml({ ...unhealthy, rootCause: findings[0] ?? null, findings }, null);
  for (const { location } of findings) expect(page).toContain(`${location.path}:${location.line}`);
  expect(page).toContain('(3 places)');
});
