import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../kit/sources.ts';
import { temporaryDirectory } from '../lab/ports.ts';

let copy = '';

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

const run = (tool: string, args: readonly string[]): Ended => {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', tool), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}` };
};

const make = (code: string): Ended => run('tsx', ['.tools/new.ts', code]);

/** A copy of what the tools read and write. */
beforeAll(() => {
  copy = temporaryDirectory('new');
  for (const part of [
    '.tools',
    'checks',
    'docs',
    'src',
    'test/kit',
    'package.json',
    'tsconfig.json',
    '.biome.json',
  ])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});

describe('a new check', () => {
  let made: Ended = { status: null, output: '' };

  beforeAll(() => {
    made = make('receiver/made-up-fault');
  });

  test('is a file, a test, a page and an entry in the registry', () => {
    expect(made).toMatchObject({ status: 0 });
    for (const path of [
      'checks/receiver/made-up-fault.ts',
      'test/checks/receiver/made-up-fault.test.ts',
      'docs/checks/receiver/made-up-fault.md',
    ])
      expect(existsSync(join(copy, path)), path).toBe(true);
    expect(readFileSync(join(copy, 'checks/index.ts'), 'utf8')).toContain(
      "from './receiver/made-up-fault.ts'",
    );
  });

  test('is all that the generator has to say', () => {
    expect(run('tsx', ['.tools/generate.ts', '--check'])).toEqual({ status: 0, output: '' });
  });

  test('compiles, and passes its test', () => {
    writeFileSync(
      join(copy, 'tsconfig.new.json'),
      JSON.stringify({ extends: './tsconfig.json', include: ['checks', 'test'] }),
    );
    expect(run('tsc', ['--noEmit', '-p', 'tsconfig.new.json'])).toEqual({ status: 0, output: '' });
    const tested = run('vitest', ['run', '--root', copy, '--reporter', 'dot', 'test/checks']);
    expect(tested.output).toContain('1 passed');
    expect(tested.status).toBe(0);
  });

  test('is formatted and free of complaints', () => {
    const { status, output } = run('biome', [
      'check',
      '--vcs-enabled=false',
      'checks/receiver/made-up-fault.ts',
      'test/checks/receiver/made-up-fault.test.ts',
      'checks/index.ts',
    ]);
    expect(status, output).toBe(0);
  });

  test('is not made a second time', () => {
    expect(make('receiver/made-up-fault')).toEqual({
      status: 2,
      output: 'checks/receiver/made-up-fault.ts exists already\n',
    });
  });
});

test.each([
  ['', 'give the code of the check: area/name\n'],
  ['timeout', 'give the code of the check: area/name\n'],
  ['receiver/a/b', 'give the code of the check: area/name\n'],
  ['nowhere/timeout', 'there is no area "nowhere": use config, '],
  ['receiver/Too_Slow', '"Too_Slow" is no name of a check'],
  ['receiver/-slow', '"-slow" is no name of a check'],
  ['receiver/..', '".." is no name of a check'],
  ['receiver/timeout', 'checks/receiver/timeout.ts exists already\n'],
])('%j is refused, and nothing is written', (code, message) => {
  const before = readFileSync(join(copy, 'checks/index.ts'), 'utf8');
  const refused = make(code);
  expect(refused.output).toContain(message);
  expect(refused.status).toBe(2);
  expect(readFileSync(join(copy, 'checks/index.ts'), 'utf8')).toBe(before);
});
