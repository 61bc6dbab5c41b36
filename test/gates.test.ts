import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, forbiddenLines, offenders, ROOT, read } from './kit/sources.ts';

/** A way that everything has to take: what may be done in a few files alone. */
interface Gate {
  readonly name: string;
  /** What would happen beside it. */
  readonly why: string;
  /** Who may. */
  readonly may: RegExp;
  /** Who is held to it; everybody when left out. */
  readonly held?: RegExp;
  readonly forbidden: RegExp;
  /** Lines that have to be found, or the gate stands open. */
  readonly found: readonly string[];
  /** Lines that are no matter. */
  readonly left: readonly string[];
}

const GATES: readonly Gate[] = [
  {
    name: 'only the reader reads files',
    why: 'another one would wait for a pipe, follow a device, or hold a file without end',
    // The package's own parts are read before anything else is loaded.
    may: /^src\/(?:disk\/|part\.ts$)/,
    forbidden:
      /\b(?:readFileSync|openSync|readSync|createReadStream|openAsBlob|opendirSync)\b|\bfs\.(?:readFile|open|read)\b|from 'node:fs\/promises'|\bpromises\b.*'node:fs'/,
    found: [
      "import { readFileSync } from 'node:fs';",
      'const stream = createReadStream(path);',
      "import { readFile } from 'node:fs/promises';",
      "import { promises } from 'node:fs';",
    ],
    left: ["import { statSync } from 'node:fs';", 'readText(path)'],
  },
  {
    name: 'only the writer writes files',
    why: 'another one would cut a file in two, follow a link or leave the tree',
    may: /^src\/disk\//,
    forbidden:
      /\b(?:writeFileSync|appendFileSync|createWriteStream|writeSync|renameSync|copyFileSync|cpSync|linkSync|symlinkSync|mkdirSync|mkdtempSync|rmSync|unlinkSync|truncateSync|ftruncateSync|chmodSync|chownSync)\b/,
    found: ['writeFileSync(path, text);', 'createWriteStream(path)', 'renameSync(from, to);'],
    left: ['writeFile(path, toBytes(text), { within });'],
  },
  {
    name: 'a text becomes HTML through the template alone',
    why: 'the template escapes what is put into it; a string that was put together by hand does not',
    may: /^$/,
    held: /^src\/report\/formats\/html(?:-p[a-z]+)?\.ts$/,
    forbidden: /(?<!html)`[^`]*<\/?[a-z][^`]*\$\{|['"]<[a-z][^'"]*['"]\s*\+|\bas Markup\b|\bas unknown as\b/,
    found: [
      `const row = \`<td>\${value}</td>\`;`,
      "return '<td>' + value;",
      'return text as Markup;',
      `own(\`<b>\${name}</b>\`)`,
    ],
    left: [`html\`<td>\${value}</td>\``, 'own(STYLE)'],
  },
  {
    name: 'markup of our own is a constant',
    why: 'own() escapes nothing: a text of somebody else in it would be markup of theirs',
    // Where it is defined, and joins what was escaped.
    may: /^src\/report\/formats\/html-parts\.ts$/,
    held: /^src\/report\/formats\/html/,
    forbidden: /\bown\((?!'[^']*'\)|[A-Z_]+(?:\[\w+\])?\))/,
    found: ['own(title)', `own(\`<b>\${title}</b>\`)`, 'own(report.summary)'],
    left: ['own(STYLE)', 'own(MARKS[state])', "own('Settings')"],
  },
  {
    name: 'only the entry point knows the streams of the process',
    why: 'what is written beside the session is not masked, not counted and not tested',
    may: /^src\/cli\.ts$/,
    forbidden: /\bprocess\.(?:stdout|stderr|stdin)\b|\bconsole\.\w|from 'node:process'/,
    found: ['process.stdout.write(text);', 'process.stderr.write(text)', 'console.log(report);'],
    left: ["stream: 'stdout'", 'session.write(text);'],
  },
  {
    name: 'only the entry point ends the process',
    why: 'an end in the middle would leave children, files and the report',
    // Commands that `run` started are ended, never the doctor.
    may: /^src\/(?:cli|launch\/process-tree)\.ts$/,
    forbidden: /(?<![/'])\bprocess\.(?:exit|exitCode|abort|kill)\b/,
    found: ['process.exit(2);', 'process.exitCode = 1;', 'process.kill(pid);'],
    left: ['session.finish(2);'],
  },
  {
    name: 'a report is rendered behind the last net alone',
    why: 'present() takes secret values out of it; whoever renders by himself forgets that',
    // The demonstration has settings and a receiver of its own.
    may: /^src\/(?:commands\/shared\/present|jobs\/demo|report\/formats\/render)\.ts$/,
    forbidden: /\bimport \{[^}]*\brender\b[^}]*\} from .*\/render\.ts'/,
    found: ["import { type Format, render } from '../../report/formats/render.ts';"],
    left: ["import { FORMATS, type Format } from '../../report/formats/render.ts';"],
  },
  {
    name: 'only the receiver listens',
    why: 'what listens takes what strangers send, at a cost that one place bounds',
    may: /^src\/receiver\//,
    forbidden: /\bcreate(?:Secure)?Server\b|\.listen\(/,
    found: ["import { createServer } from 'node:net';", 'server.listen({ host, port });'],
    left: ['startListening(options)'],
  },
  {
    name: 'few start programs',
    why: 'a program that is started has its own end, output and descriptors, which somebody has to bound',
    may: /^src\/(?:launch\/start|processes\/(?:enter|run-tool)|probes\/wire\/lookup)\.ts$/,
    forbidden: /'node:child_process'/,
    found: ["import { spawn } from 'node:child_process';"],
    left: ["import { spawnCommand } from './start.ts';"],
  },
  {
    name: 'no text is run as a program',
    why: 'nothing of a stranger is code',
    may: /^$/,
    forbidden: /\beval\(|\bnew Function\(|\bshell: true\b|\bexecSync\b/,
    found: ['eval(text)', "new Function('return 1')", 'spawn(line, { shell: true })'],
    left: ['evaluate(text)'],
  },
];

const sources = [...filesBelow('src', '.ts'), ...filesBelow('checks', '.ts')];

describe.each(GATES)('$name', ({ why, may, held = /./, forbidden, found, left }) => {
  test('and nobody goes around it', () => {
    const others = sources.filter((path) => held.test(path) && !may.test(path));
    expect(others).not.toEqual([]);
    expect(offenders(others, forbidden), why).toEqual([]);
  });

  test('and whoever did would be found', () => {
    for (const line of found) expect(forbiddenLines(line, forbidden), line).toEqual([line]);
    for (const line of left) expect(forbiddenLines(line, forbidden), line).toEqual([]);
  });
});

test('whoever may is there', () => {
  const lost = GATES.filter(({ may }) => may.source !== '^$' && !sources.some((path) => may.test(path)));
  expect(lost.map(({ name }) => name)).toEqual([]);
});

/** What is read back is what its schema says: https://zod.dev */
test('what a bundle holds passes the schema before anything uses it', () => {
  const text = read('src/bundle/bundle.ts');
  expect(text).toMatch(/schema\.ts/);
  expect(
    offenders(
      filesBelow('src/bundle', '.ts').filter((path) => path !== 'src/bundle/bundle.ts'),
      /\bJSON\.parse\b/,
    ),
  ).toEqual([]);
});

test('every file that the page on security names is there', () => {
  const named = [...read('docs/security.md').matchAll(/`((?:src|test|\.tools)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
