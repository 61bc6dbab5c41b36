import { baseName } from './base-name.ts';
import { commandsOf, takeAssignments } from './shell-words.ts';

/** A command that a program starts in its place. */
export interface Inner {
  readonly argv: readonly string[];
  /** Variables that are set for it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Programs that start the command behind their own options, with the options that take a value. */
const STARTERS: Readonly<Record<string, readonly string[]>> = {
  exec: ['-a'],
  nice: ['-n'],
  nohup: [],
  setsid: [],
  stdbuf: ['-i', '-o', '-e'],
  time: ['-f', '-o'],
  tini: ['-p', '-e'],
  'dumb-init': ['-r'],
  sudo: ['-u', '-g', '-C', '-h', '-p', '-D'],
  doas: ['-u', '-C'],
  strace: ['-e', '-o', '-p', '-s'],
  catchsegv: [],
  'dotenv-cli': [],
  gosu: [],
  'opentelemetry-instrument': [],
};

/** Programs that start the command behind a word of theirs. */
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  uv: ['run'],
  poetry: ['run'],
  pipenv: ['run'],
  pdm: ['run'],
  hatch: ['run'],
  rye: ['run'],
  conda: ['run'],
  bundle: ['exec'],
  npm: ['exec', 'x'],
  pnpm: ['exec', 'dlx'],
  yarn: ['exec', 'dlx', 'run'],
};

const SHELLS: readonly string[] = ['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'busybox'];

/** Options of runners that take a value in the next word. */
const RUNNER_VALUES: readonly string[] = [
  ...['--with', '--python', '-p', '--env-file', '--directory', '--project', '--extra', '--group'],
  ...['-n', '--name', '--package'],
];

const plain = (argv: readonly string[]): readonly Inner[] =>
  argv.length === 0 ? [] : [{ argv, environment: {} }];

const afterOptions = (words: readonly string[], valued: readonly string[]): readonly string[] => {
  let at = 0;
  for (; at < words.length && words[at]?.startsWith('-'); at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return words.slice(at + 1);
    if (valued.includes(word)) at += 1;
  }
  return words.slice(at);
};

/** `opentelemetry-instrument` takes every setting as an option with a value: `--service_name shop`. */
const afterInstrumentOptions = (words: readonly string[]): readonly string[] => {
  let at = 0;
  while (at < words.length && words[at]?.startsWith('--')) at += words[at]?.includes('=') ? 1 : 2;
  return words.slice(at);
};

const behindEnv = (words: readonly string[]): readonly Inner[] => {
  const split = words.findIndex((word) => word === '-S' || word === '--split-string');
  const all = split >= 0 ? [...(words[split + 1] ?? '').split(/\s+/), ...words.slice(split + 2)] : words;
  const command = takeAssignments(
    afterOptions(all, ['-u', '--unset', '-C', '--chdir']).filter((word) => word !== '-'),
  );
  return command.argv.length === 0 ? [] : [command];
};

const behindShell = (words: readonly string[], readScript: (path: string) => string): readonly Inner[] => {
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  const [script] = afterOptions(words, ['-o', '-O', '--rcfile', '--init-file']);
  const text = at >= 0 ? (words[at + 1] ?? '') : script === undefined ? '' : readScript(script);
  return commandsOf(text).filter(({ argv }) => argv.length > 0);
};

/**
 * Commands that a command line starts in its place, when it is one of the usual wrappers; none when it is the program
 * itself. Of a shell script there may be several.
 */
export const innerCommands = (
  argv: readonly string[],
  readScript: (path: string) => string,
): readonly Inner[] => {
  const [first = '', ...words] = argv;
  const name = baseName(first);
  if (name === 'env') return behindEnv(words);
  if (name === 'timeout') return plain(afterOptions(words, ['-s', '-k', '--signal']).slice(1));
  if (SHELLS.includes(name)) return behindShell(words, readScript);
  if (name === 'opentelemetry-instrument') return plain(afterInstrumentOptions(words));
  if (name === 'npx' || name === 'bunx' || name === 'pnpx')
    return plain(afterOptions(words, ['-p', '--package']));
  const valued = STARTERS[name];
  if (valued !== undefined) return plain(afterOptions(words, valued).slice(name === 'gosu' ? 1 : 0));
  const runner = RUNNERS[name];
  const [word = '', ...rest] = afterOptions(words, RUNNER_VALUES);
  return runner?.includes(word) ? plain(afterOptions(rest, RUNNER_VALUES)) : [];
};

/** Words that a shell has itself, and programs that only prepare. */
const PREPARES =
  /^(cd|set|export|echo|printf|source|\.|mkdir|cp|mv|rm|sleep|test|\[|if|then|else|fi|for|do|done|while|trap|wait|true|false|ulimit|umask|unset|read|local|return|exit|shift|eval|chmod|chown|ls|cat|grep|curl|wget|pwd|which|case|esac|\{|\}|fi)$/;

/** Runs of a script: the last one that is a program is what the script is there for. */
export const lastProgram = (inner: readonly Inner[]): Inner | undefined =>
  inner.filter(({ argv }) => !PREPARES.test(argv[0] ?? '')).at(-1);

const MAX_LAYERS = 8;

/** The command lines from the given one to the innermost, seen through wrappers by their words alone. */
export const layersOf = (
  argv: readonly string[],
  readScript: (path: string) => string,
): readonly (readonly string[])[] => {
  const layers: (readonly string[])[] = [];
  let next: readonly string[] | undefined = argv;
  for (let depth = 0; next !== undefined && depth < MAX_LAYERS; depth += 1) {
    layers.push(next);
    next = lastProgram(innerCommands(next, readScript))?.argv;
  }
  return layers;
};
