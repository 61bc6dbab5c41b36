import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { main } from '../../src/commands/main.ts';
import { COMMANDS } from '../../src/commands/shared/list.ts';
import { READERS } from '../../src/resolve/sdks/index.ts';
import { fakeSession } from '../kit/session.ts';
import { describeWith } from '../lab/parts.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { run } from '../lab/process.ts';

const directory = temporaryDirectory('completion');
const script = (shell: string): string => join(directory, `complete.${shell}`);
const names = READERS.map(({ name }) => name);

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const session = fakeSession();
    await main(['completion', shell], session);
    expect([session.err(), session.status()]).toEqual(['', 0]);
    writeFileSync(script(shell), session.out());
  }
  writeFileSync(join(directory, 'some.env'), '');
});

type Offer = (line: string) => Promise<readonly string[]>;

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

const execute = async (program: string, args: readonly string[]): Promise<readonly string[]> => {
  const { stdout, stderr } = await run(program, args, { directory, environment: { HOME: directory } });
  expect(stderr).toBe('');
  return linesOf(stdout).map((line) => line.split('\t')[0] ?? '');
};

/** The words of a line, and of which the last is being written. */
const wordsOf = (line: string): string =>
  line
    .split(' ')
    .map((word) => `'${word}'`)
    .join(' ');

const bash: Offer = (line) =>
  execute('bash', [
    '--norc',
    '-c',
    `source ${script('bash')}; COMP_WORDS=(${wordsOf(line)}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _otel_doctor; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ]);

/** Outside of its line editor zsh has no compadd: a function takes its place and filters as it does. */
const zsh: Offer = (line) =>
  execute('zsh', [
    '-f',
    '-c',
    `compdef() { : }; compadd() { shift; local w; for w in "$@"; do [[ $w == "$words[CURRENT]"* ]] && print -r -- $w; done; true }; _files() { print -l -- *(N) }; words=(${wordsOf(line)}); CURRENT=$#words; source ${script('zsh')}; _otel_doctor`,
  ]);

const fish: Offer = (line) =>
  execute('fish', ['--no-config', '-c', `source ${script('fish')}; complete -C '${line}'`]);

const behaves = (offer: Offer): void => {
  test('offers commands', async () => {
    const words = await offer('otel-doctor ');
    expect(words).toEqual(expect.arrayContaining(['listen', 'run', 'explain', 'diff', 'completion']));
  });

  test('offers the flags of the command', async () => {
    expect(await offer('otel-doctor --sa')).toEqual(['--save']);
    expect(await offer('otel-doctor listen --grpc')).toEqual(['--grpc-port']);
  });

  test.each([
    ['--sdk ', names],
    ['--protocol ', ['grpc', 'http/protobuf', 'http/json']],
    ['--format j', ['json', 'junit']],
    ['--signals ', ['traces', 'metrics', 'logs', 'all']],
    ['env --sdk ', [...names, 'all']],
    ['checks --format ', ['text', 'json']],
    ['completion ', ['bash', 'zsh', 'fish']],
  ])('offers the values of %s', async (line, expected) => {
    expect([...(await offer(`otel-doctor ${line}`))].sort()).toEqual([...expected].sort());
  });

  test('offers the codes', async () => {
    const codes = checks.map(({ id }) => id).filter((id) => id.startsWith('tls/'));
    expect([...(await offer('otel-doctor explain tls/'))].sort()).toEqual(codes);
  });

  test('offers files where one is wanted', async () => {
    expect(await offer('otel-doctor --env-file ')).toContain('some.env');
    expect(await offer('otel-doctor diff ')).toContain('some.env');
  });
};

describe('in bash', () => behaves(bash));
describeWith(['zsh'], 'in zsh', () => behaves(zsh));
describeWith(['fish'], 'in fish', () => behaves(fish));

test('a misspelt shell is answered with the nearest', async () => {
  const session = fakeSession();
  await main(['completion', 'bsah'], session);
  expect(session.err()).toMatch(/not "bsah"; did you mean bash\?/);
  expect(session.status()).toBe(2);
});

describe('the catalogue', () => {
  test.each(
    COMMANDS.map((command) => [command.name === '' ? 'the main job' : command.name, command] as const),
  )('%s has a description and an example', (_, { describe: text, examples }) => {
    expect(text).not.toBe('');
    expect(examples.length).toBeGreaterThan(0);
  });

  test('knows every flag that a command takes', () => {
    const [job] = COMMANDS;
    expect(Object.keys(job?.flags ?? {})).toEqual(expect.arrayContaining(['endpoint', 'save', 'quiet']));
    const rows = COMMANDS.flatMap(({ flags, positionals }) => Object.values({ ...positionals, ...flags }));
    expect(rows.filter(({ describe: text }) => text === '')).toEqual([]);
  });

  test('a misspelt command is answered with the nearest', async () => {
    for (const { name } of COMMANDS.filter((command) => command.name.length > 3)) {
      const session = fakeSession();
      await main([`${name.slice(0, -1)}${name.at(-1) === 'z' ? 'q' : 'z'}`], session);
      expect(session.err()).toContain(`did you mean ${name}?`);
    }
  });
});
