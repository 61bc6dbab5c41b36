import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { named, usageOf } from '../../src/commands/shared/command.ts';
import { COMMANDS } from '../../src/commands/shared/list.ts';
import { ROOT, read } from '../kit/sources.ts';
import { describeWith } from '../lab/parts.ts';
import { run } from '../lab/process.ts';

const PAGE = 'docs/otel-doctor.1';

describe('the manual page', () => {
  test('is part of the package', () => {
    const { man, files } = JSON.parse(read('package.json')) as { man: string; files: readonly string[] };
    expect(man).toBe(`./${PAGE}`);
    expect(files).toContain(PAGE);
  });
});

describeWith(['groff'], 'the manual page as it is read', () => {
  const shown = async (): Promise<{ text: string; complaints: string }> => {
    const { stdout, stderr } = await run('groff', [
      '-man',
      '-Tascii',
      '-P-cbou',
      '-rLL=200n',
      '-ww',
      join(ROOT, PAGE),
    ]);
    return { text: stdout.replace(/\s+/g, ' '), complaints: stderr };
  };

  test('has nothing that groff complains of', async () => {
    expect((await shown()).complaints).toBe('');
  });

  test('tells every command, flag and example that --help tells', async () => {
    const { text } = await shown();
    const told = COMMANDS.flatMap((command) => [
      usageOf(command),
      ...Object.entries(command.flags).flatMap(([name, row]) => [`--${name}`, row.describe]),
      ...command.examples.map(([written]) => named(written)),
    ]);
    expect(told.filter((words) => !text.includes(words.replace(/\s+/g, ' ')))).toEqual([]);
  });
});
