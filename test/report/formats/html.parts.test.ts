import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../../src/report/formats/html.ts';
import { describeWith } from '../../lab/parts.ts';
import { temporaryDirectory } from '../../lab/ports.ts';
import { run } from '../../lab/process.ts';
import { HOSTILE, LARGE, poisoned } from '../poison.ts';
import { REPORTS, scanned, unhealthy } from '../reports.ts';

/** Without those of a patch, which depend on how its lines begin. */
const tagsOf = (html: string): readonly string[] =>
  [...html.matchAll(/<([a-z]\w*)/gi)]
    .map(([, tag]) => (tag ?? '').toLowerCase())
    .filter((tag) => !['i', 'ins', 'del'].includes(tag));

describe('the page', () => {
  test.each(Object.entries(REPORTS))('of the %s report names nothing outside of itself', (_, report) => {
    const html = renderHtml(report, null);
    expect(html).not.toMatch(/<(link|img|iframe|object|embed|base)\b|\b(src|href|action)=|@import|url\(/);
    expect(html).toContain("default-src 'none'");
  });

  test.each([...Object.entries(HOSTILE), ['a long text', LARGE]])('keeps %s a text', (_, text) => {
    for (const report of Object.values(REPORTS)) {
      const html = renderHtml(poisoned(report, text), null);
      const plain = renderHtml(poisoned(report, text.replace(/[^\n]/g, 'x')), null);
      expect(tagsOf(html)).toEqual(tagsOf(plain));
      expect(html).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
    }
  });

  test('marks the broken step, and shows the first fix unfolded', () => {
    const html = renderHtml(unhealthy, null);
    expect(html).toMatch(/<li class="failed">.*?<b>protocol<\/b><span>failed, 3.1 ms<\/span>/);
    expect(html.indexOf('OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf')).toBeLessThan(
      html.indexOf('3 other ways'),
    );
  });

  test('colours a patch and copies it as it is', () => {
    const html = renderHtml(scanned, null);
    expect(html).toContain('<del>-      grpc:</del>\n<ins>+      grpc:</ins>\n');
  });
});

/** Looks at the page from inside of it, and writes what it saw into the title. */
const LOOK = `<script>
var problems=[];
addEventListener('error',function(event){problems.push('error '+event.message)});
document.addEventListener('securitypolicyviolation',function(event){problems.push('blocked '+event.violatedDirective+' '+event.blockedURI)});
addEventListener('load',function(){
  document.querySelectorAll('details').forEach(function(one){one.open=true});
  var root=document.documentElement;
  if(root.scrollWidth>innerWidth)problems.push('scrolls '+root.scrollWidth+' of '+innerWidth);
  document.querySelectorAll('body *').forEach(function(one){var box=one.getBoundingClientRect();if(box.width&&box.right>innerWidth+1)problems.push('wide '+one.tagName)});
  var button=document.querySelector('.copy button');
  if(button&&getComputedStyle(button).display==='none')problems.push('no copy button');
  performance.getEntriesByType('resource').forEach(function(one){problems.push('loads '+one.name)});
  var seen=function(){document.title='SEEN '+JSON.stringify(problems)};
  if(!button)return seen();
  button.click();
  setTimeout(function(){
    if(!/^(Copied|Selected)$/.test(button.textContent))problems.push('nothing copied');
    seen();
  },300);
});
</script>`;

const directory = temporaryDirectory('html');

interface PageLook {
  readonly problems: readonly string[];
  readonly console: string;
}

/** A page 390 wide needs a frame of that width: a headless window is no narrower than 500. */
const look = async (html: string, columns: number): Promise<PageLook> => {
  const page = join(directory, 'page.html');
  // What looks is a script of the test: the policy of the page names its hash beside that of its own one.
  const looking = createHash('sha256')
    .update(LOOK.replace(/<\/?script>/g, ''))
    .digest('base64');
  const allowed = html.replace(/script-src ('sha256-[^']+')/, `script-src $1 'sha256-${looking}'`);
  writeFileSync(page, allowed.replace('<style>', `${LOOK}<style>`));
  const frame = join(directory, 'frame.html');
  const carrier = `<iframe src="page.html" style="width:${columns}px;height:900px;border:0"></iframe>
<script>addEventListener('load',function(){setTimeout(function(){document.title=frames[0].document.title},900)})</script>`;
  writeFileSync(frame, carrier);
  const { stdout, stderr } = await run(
    'chromium',
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--allow-file-access-from-files',
      `--user-data-dir=${join(directory, 'profile')}`,
      '--enable-logging=stderr',
      '--virtual-time-budget=3000',
      '--dump-dom',
      `file://${frame}`,
    ],
    { milliseconds: 60_000, environment: { HOME: directory } },
  );
  const title = /<title>SEEN (\[.*?\])<\/title>/.exec(stdout)?.[1];
  const lines = stderr.split('\n').filter((line) => line.includes(':CONSOLE'));
  return {
    problems: title === undefined ? ['it was not loaded'] : (JSON.parse(title) as string[]),
    console: lines.join('\n'),
  };
};

describeWith(['chromium'], 'in a browser', () => {
  test.each(Object.entries(REPORTS))('the %s report fits a phone and is quiet', async (_, report) => {
    expect(await look(renderHtml(report, null), 390)).toEqual({ problems: [], console: '' });
  });

  test('a wide window shows all of it', async () => {
    expect(await look(renderHtml(unhealthy, null), 1280)).toEqual({ problems: [], console: '' });
  });

  test.each(Object.entries(HOSTILE))('%s does nothing', async (_, text) => {
    expect(await look(renderHtml(poisoned(unhealthy, text), null), 390)).toEqual({
      problems: [],
      console: '',
    });
  });

  test('what looks sees', async () => {
    const { problems } = await look(
      '<html><head><style></style></head><body><div style="width:900px">x</div></body></html>',
      390,
    );
    expect(problems.join()).toMatch(/scrolls 9/);
  });
});
