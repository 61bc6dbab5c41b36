import type { Report } from '../../src/model/report.ts';
import { SIGNALS } from '../../src/model/signal.ts';

/** Fields whose values are words of our own. */
const OWN: readonly string[] = [
  'code',
  'severity',
  'status',
  'step',
  'state',
  'verdict',
  'protocol',
  'startedAt',
  'kind',
  'symptomOf',
  'mode',
  'by',
];

const isOwn = (report: Report, key: string, value: string): boolean =>
  OWN.includes(key) ||
  (SIGNALS as readonly string[]).includes(value) ||
  value === report.tool.name ||
  report.targets.some(({ id }) => id === value);

/** A report in which every text that may come from outside is another one. */
export const poisoned = (report: Report, text: string): Report =>
  JSON.parse(JSON.stringify(report), (key, value: unknown) =>
    typeof value === 'string' && !isOwn(report, key, value) ? text : value,
  ) as Report;

/** Texts that mean harm in one format or another. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'a script':
    '<script>document.title="owned";fetch("http://127.0.0.1:1/")</script><img src=x onerror=alert(1)>',
  'an attribute': '" onmouseover="alert(1)" x=\'',
  'the end of CDATA': 'a ]]> b <![CDATA[ c &amp; &#60; &lt;',
  escapes:
    '\u001b[2J\u001b]0;owned\u0007\u009b31mred\u202egnol\u202c\u2066x\r\n\u0000\tend\ufffe\uffff\ud800',
  markdown:
    '@everyone [x](https://evil.example) ![i](http://evil.example/i.png) `a` ``b`` | c | #1 **d** ~~e~~ <details>',
  lines: '\n\n# heading\n\n- item\n/close\n::error::injected\n##[error]injected\n```\n    code\n<!--\n',
  'a link': 'https://evil.example/x www.evil.example mailto:a@evil.example',
  'a place': '../..\\c:,%0A%25,line=3::error::x ##[set-output name=a]b',
};

export const LARGE = 'x'.repeat(100_000);
