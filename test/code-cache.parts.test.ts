import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from './lab/ports.ts';
import { run } from './lab/process.ts';

const DIST = join(import.meta.dirname, '../dist');

const copy = join(temporaryDirectory('dist'), 'dist');
cpSync(DIST, copy, { recursive: true });
writeFileSync(join(copy, '../package.json'), '{"type":"module"}');

const main = join(copy, 'main.cjs');
const whole = { text: readFileSync(main), form: readFileSync(`${main}.cache`) };

const checksAfter = async (text: Buffer, form: Buffer) => {
  writeFileSync(main, text);
  writeFileSync(`${main}.cache`, form);
  return run(process.execPath, [join(copy, 'cli.js'), 'checks'], {
    environment: { PATH: process.env['PATH'] ?? '' },
  });
};

describe('the compiled form of a part', () => {
  test('is not used for a text that was changed without changing its length', async () => {
    const text = Buffer.from(
      whole.text.toString('latin1').replaceAll('Finds out why OpenTelemetry', 'Xinds out why OpenTelemetry'),
      'latin1',
    );
    expect(text).toHaveLength(whole.text.length);
    writeFileSync(main, text);
    writeFileSync(`${main}.cache`, whole.form);
    const { stdout } = await run(process.execPath, [join(copy, 'cli.js'), '--help'], {
      environment: { PATH: process.env['PATH'] ?? '' },
    });
    expect(stdout).toContain('Xinds out why OpenTelemetry');
  });

  const damaged = (at: number): Buffer => {
    const bytes = Buffer.from(whole.form);
    for (let index = at; index < at + 64 && index < bytes.length; index += 1)
      bytes[index] = 0xff - (bytes[index] ?? 0);
    return bytes;
  };

  test.each([
    ['damaged in the sums', () => damaged(0)],
    ['damaged in the head of V8', () => damaged(10)],
    ['damaged in the middle', () => damaged(Math.floor(whole.form.length / 2))],
    ['damaged at the end', () => damaged(whole.form.length - 64)],
    ['cut off', () => whole.form.subarray(0, whole.form.length / 3)],
    ['empty', () => Buffer.alloc(0)],
    ['of nothing', () => Buffer.alloc(whole.form.length)],
  ])('is not used when it is %s', async (_name, form) => {
    const { exitCode, stdout, stderr } = await checksAfter(whole.text, form());
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('network/dns-failure');
  });

  test('is used when it is whole: V8 takes it', async () => {
    writeFileSync(main, whole.text);
    writeFileSync(`${main}.cache`, whole.form);
    const script = `
      const vm = require('node:vm');
      const Script = vm.Script;
      vm.Script = function (text, options) {
        const made = new Script(text, options);
        if (options.cachedData) process.stderr.write('REJECTED ' + made.cachedDataRejected + '\\n');
        return made;
      };`;
    const hook = join(copy, '../hook.cjs');
    writeFileSync(hook, script);
    const { stderr } = await run(process.execPath, ['--require', hook, join(copy, 'cli.js'), 'checks'], {
      environment: { PATH: process.env['PATH'] ?? '' },
    });
    expect(stderr).toContain('REJECTED false');
    expect(stderr).not.toContain('REJECTED true');
  });
});
