import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Case } from '../apps/case.ts';
import { cases } from '../apps/cases.ts';
import { type Prepared, prepare } from '../apps/prepare.ts';
import { filesBelow, ROOT, read } from '../kit/sources.ts';
import { cli } from '../lab/doctor.ts';
import type { Part } from '../lab/find-part.ts';
import { type Finished, finish, launch } from '../lab/process.ts';

/** What the doctor says in a guide: of real applications, or of the files of a scan. */
export interface Block {
  readonly guide: string;
  readonly kind: 'case' | 'scan';
  /** Name of the case of `test/apps`, or directory of `test/scan/fixtures/broken`. */
  readonly name: string;
  readonly text: string;
}

const BLOCK = /(<!-- output: (case|scan) "([^"]+)" -->\n```text\n)([\s\S]*?)(```)/g;

/** Every guide, as a path from the root. */
export const guides: readonly string[] = filesBelow('docs/guides', '.md');

/** The blocks of a guide that are the doctor's own words. */
export const blocksOf = (guide: string): readonly Block[] =>
  [...read(guide).matchAll(BLOCK)].map(([, , kind, name = '', text = '']) => ({
    guide,
    kind: kind === 'scan' ? 'scan' : 'case',
    name,
    text,
  }));

/** A guide with other text in its blocks, in their order. */
export const withBlocks = (guide: string, texts: readonly string[]): string => {
  const left = [...texts];
  return read(guide).replace(
    BLOCK,
    (_, before: string, _kind, _name, _text, after: string) => `${before}${left.shift() ?? ''}${after}`,
  );
};

const caseNamed = (name: string): Case => {
  const found = Object.values(cases)
    .flat()
    .find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no case "${name}" in test/apps`);
  return found;
};

/** What a block needs to be made again. */
export const partsOf = ({ kind, name }: Block): readonly Part[] =>
  kind === 'scan'
    ? []
    : [...new Set(caseNamed(name).applications.map(({ language }) => `${language}-apps` as const))];

/** Programs and files by their names alone, as somebody types them. */
const short = (argv: readonly string[]): string =>
  argv.map((word) => (isAbsolute(word) ? basename(word) : word)).join(' ');

const argumentsFor = (commands: Prepared['commands']): readonly string[] => {
  const [only, ...others] = commands;
  return only !== undefined && others.length === 0
    ? ['--', ...short(only.argv).split(' ')]
    : commands.flatMap(({ name, argv }) => ['--service', `${name}=${short(argv)}`]);
};

/** Each service in a line of its own. */
const prompt = (words: readonly string[]): string =>
  `$ otel-doctor ${words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`.replaceAll(
    ' --service ',
    ' \\\n    --service ',
  );

/** Longest time for one case. */
const MILLISECONDS = 60_000;

/** From the verdict to the fix: what was received and run is the same everywhere. */
const essence = (words: readonly string[], written: string): string => {
  const from = written.search(/^(UNHEALTHY|HEALTHY|INCONCLUSIVE) /m);
  if (from < 0) throw new Error(`no report of otel-doctor ${words.join(' ')}:\n${written}`);
  const [text = ''] = written.slice(from).split(/\n(?=Received\n|Not checked\n)/);
  return `${prompt(words)}\n${text.trimEnd()}\n`;
};

const runCase = async (name: string): Promise<string> => {
  const { commands, environment, directory, stop } = await prepare(caseNamed(name));
  const programs = commands.flatMap(({ argv }) => argv.filter(isAbsolute).map((path) => dirname(path)));
  const words = ['run', '--no-forward', ...argumentsFor(commands)];
  const isPython = programs.some((path) => path === join(ROOT, 'test/apps/python'));
  const running = launch(process.execPath, [cli, ...words], {
    directory: isPython ? join(directory, 'python') : directory,
    environment: { ...environment, PATH: [...new Set(programs), process.env['PATH']].join(delimiter) },
  });
  try {
    return essence(
      words.filter((word) => word !== '--no-forward'),
      (await finish(running, MILLISECONDS)).stderr,
    );
  } finally {
    await stop();
  }
};

const runScan = async (name: string): Promise<string> => {
  const directory = join(ROOT, 'test/scan/fixtures/broken', name);
  const finished: Finished = await finish(
    launch(process.execPath, [cli, 'scan', '--fix'], { directory }),
    MILLISECONDS,
  );
  return essence(['scan', '--fix'], finished.stdout);
};

/** The text of a block as the doctor would write it now. Runs the applications. */
export const currentText = ({ kind, name }: Block): Promise<string> =>
  kind === 'scan' ? runScan(name) : runCase(name);

/** A text without what differs from run to run: ids, numbers, and where lines are broken. */
export const comparable = (text: string): string =>
  text
    .replaceAll(/\b[0-9a-f]{16}(?:[0-9a-f]{16})?\b/g, '<id>')
    .replaceAll(/\b\d+(?:\.\d+)?\s(ms|s)\b/g, '<time>')
    .replaceAll(/(127\.0\.0\.1|localhost):\d{5}\b/g, '$1:<port>')
    .replaceAll(/\b\d+( of \d+)? spans?( \(\d+ %\))?/g, '<spans>')
    .replaceAll(/\s+/g, ' ')
    .trim();
