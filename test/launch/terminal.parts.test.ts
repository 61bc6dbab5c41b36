import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requirePart } from '../lab/find-part.ts';
import { describeWith } from '../lab/parts.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { run } from '../lab/process.ts';

/** Runs a program on a terminal of its own, types Ctrl-C when it is ready, and prints what was shown. */
const ON_TERMINAL = `
import os, pty, select, sys, time
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
shown, typed, end = b"", False, time.time() + 20
while time.time() < end:
    if select.select([terminal], [], [], 0.2)[0]:
        try:
            shown += os.read(terminal, 4096)
        except OSError:
            break
    if b"ready" in shown and not typed:
        typed = os.write(terminal, b"\\x03") > 0
print(shown.decode())
`;

const CHILD = `
process.on('SIGINT', () => { console.log('interrupted'); setTimeout(() => process.exit(4), 300); });
console.log('terminal', process.stdin.isTTY, process.stdout.isTTY, process.stderr.isTTY);
console.error('ready');
setInterval(() => {}, 1000);
`;

const program = (): string => `
import { startApplication } from '${join(import.meta.dirname, '../../src/launch/start.ts')}';
const running = await startApplication({
  argv: [process.execPath, '-e', ${JSON.stringify(CHILD)}],
  environment: { PATH: process.env.PATH }, directory: '.', stdin: 'inherit',
  terminal: { stdin: process.stdin.isTTY === true, stdout: process.stdout.isTTY === true },
  prefix: null, onOutput: () => {},
});
const { code } = await running.exited;
console.log('status', code, running.read.join());
`;

describeWith(['python'], 'a command on a terminal', () => {
  it('has it as its own, and gets Ctrl-C once', async () => {
    const path = join(temporaryDirectory('terminal'), 'run.mts');
    writeFileSync(path, program());
    const argv = ['-c', ON_TERMINAL, process.execPath, '--import', import.meta.resolve('tsx'), path];
    const { stdout } = await run(requirePart('python'), argv);
    expect(stdout.replaceAll('\r', '').replace('^C', '').trim().split('\n')).toEqual([
      ...['terminal true true undefined', 'ready', 'interrupted', 'status 4 stderr'],
    ]);
  });
});
