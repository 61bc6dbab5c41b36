import { describe, expect, it } from 'vitest';
import { isUsageError } from '../../src/model/usage.ts';
import { commandsOf, splitCommand } from '../../src/text/shell-words.ts';
import { run } from '../lab/process.ts';

describe('a command line is split', () => {
  const lines: readonly string[] = [
    'python app.py',
    "  python   'my app.py'  ",
    `python -c "print(\\"a  b\\")"`,
    String.raw`a\ b 'c\d' "e\f" "g\\h" i\"j`,
    `a'b'"c"d`,
    `'' "" x`,
    `don\\'t "it's" 'say "hi"'`,
    '"a\\\nb" c\\\nd',
    'a#b',
    `--header='x: y'`,
  ];

  it.each(lines)('as sh does it: %j', async (line) => {
    const { stdout } = await run('sh', ['-c', `printf '%s\\0' ${line}`]);
    expect(splitCommand(line).argv).toEqual(stdout.split('\0').slice(0, -1));
  });

  it('into variables and words', () => {
    expect(splitCommand(`A=1 B='x y' C= python D=2 app.py`)).toEqual({
      argv: ['python', 'D=2', 'app.py'],
      environment: { A: '1', B: 'x y', C: '' },
    });
  });

  it('without expanding anything', () => {
    expect(splitCommand('echo $HOME * ~ `date`').argv).toEqual(['echo', '$HOME', '*', '~', '`date`']);
  });

  it.each([
    [`python 'app.py`, /quote \('\)/],
    ['python "app.py', /quote \("\)/],
    ['python app.py \\', /backslash/],
    ['', /no program/],
    ['A=1', /no program/],
    ['a && b', /"&&".*sh -c/],
    ['a | b', /"\|"/],
    ['a > b', /">"/],
    ['a &', /"&"/],
    ['a\nb', /second line/],
  ])('unless only a shell understands it: %j', (line, says) => {
    const thrown = (() => {
      try {
        return splitCommand(line, '--service shop');
      } catch (error) {
        return error;
      }
    })();
    expect(isUsageError(thrown)).toBe(true);
    expect((thrown as Error).message).toMatch(says);
    expect((thrown as Error).message).toMatch(/^--service shop/);
  });
});

it('commands of a script are told apart', () => {
  const script = `#!/bin/sh
    # starts it
    cd /srv && A=1 exec python app.py --x="a;b" > log 2>&1
    wait`;
  expect(commandsOf(script).map(({ argv }) => argv)).toEqual([
    ['cd', '/srv'],
    ['exec', 'python', 'app.py', '--x=a;b'],
    ['wait'],
  ]);
});
