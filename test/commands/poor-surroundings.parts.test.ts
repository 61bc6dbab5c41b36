import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli } from '../lab/doctor.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';
import { type Finished, run } from '../lab/process.ts';

const environment = { PATH: process.env['PATH'] ?? '' };

const nowhere = `http://127.0.0.1:${await closedPort()}`;

/** Runs a script of the shell in which `doctor` is the built command line. */
const shell = (script: string, more: Readonly<Record<string, string>> = {}): Promise<Finished> =>
  run('sh', ['-c', `doctor() { "$NODE" "$CLI" "$@"; }; ${script}`], {
    environment: { ...environment, NODE: process.execPath, CLI: cli, NOWHERE: nowhere, ...more },
    directory: temporaryDirectory('poor'),
  });

const OWN_FAULT = /its own mistake|^\s+at /m;

describe('a working directory that was removed', () => {
  const removed = (command: string): Promise<Finished> =>
    shell(`mkdir gone && cd gone && rmdir ../gone && ${command}`);

  test.each([
    ['doctor "$NOWHERE"', 1, /^UNHEALTHY/],
    ['doctor scan', 2, /^INCONCLUSIVE {2}Nothing to judge/],
    ['doctor run -- true', 0, /^$/],
    ['doctor env', 0, /^What the settings mean/],
    ['doctor explain "connect ECONNREFUSED"', 2, /ECONNREFUSED|network\/connection-refused/],
  ])('%s', async (command, status, says) => {
    const { exitCode, stdout, stderr } = await removed(command);
    expect(stderr).not.toMatch(OWN_FAULT);
    expect(stdout).toMatch(says);
    expect(exitCode).toBe(status);
  });
});

describe('a standard output that takes nothing', () => {
  test.each(['"$NOWHERE"', 'demo', 'checks', '--version', '--help', 'env', '"$NOWHERE" --format json'])(
    'doctor %s is one line and exit status 2',
    async (args) => {
      const { exitCode, stderr } = await shell(`doctor ${args} > /dev/full`);
      expect(stderr).toBe('otel-doctor: the report could not be written (ENOSPC)\n');
      expect(exitCode).toBe(2);
    },
  );

  test('and a standard error that takes nothing leave the exit status', async () => {
    expect((await shell('doctor --nonsense > /dev/full 2> /dev/full')).exitCode).toBe(2);
  });

  test('a reader that goes away is no failure', async () => {
    const { stdout, stderr } = await shell('doctor checks | head -n 1');
    expect(stdout).toMatch(/^auth\n/);
    expect(stderr).toBe('');
  });
});

describe('few files', () => {
  test('64 of them are enough for a diagnosis, and for listen, whose honest senders get in', async () => {
    const { exitCode, stdout, stderr } = await shell('ulimit -n 64; doctor "$NOWHERE"');
    expect(stderr).not.toMatch(OWN_FAULT);
    expect(stdout).toMatch(/^UNHEALTHY/);
    expect(exitCode).toBe(1);
    const crowd = join(import.meta.dirname, '../lab/crowd.mjs');
    const listening = await shell('ulimit -n 64; "$NODE" "$CROWD" "$CLI"', { CROWD: crowd });
    expect(listening.stdout.trim()).toBe('served 5 of 5');
  });
});

describe('a poor terminal', () => {
  test('LANG=C gets ASCII', async () => {
    const { stdout } = await shell('LANG=C LC_ALL=C doctor demo');
    expect(stdout).toContain('HEALTHY');
    expect([...stdout].filter((character) => character > '~')).toEqual([]);
  });

  test.each([
    ['TERM=dumb gets no movement of the cursor', 'TERM=dumb', 'true'],
    ['one column gets a narrow report', 'TERM=xterm', 'stty cols 1'],
  ])('%s', async (_name, term, before) => {
    const { stdout } = await shell(
      `${term} NO_COLOR=1 script -qec "${before}; '$NODE' '$CLI' '$NOWHERE'" /dev/null < /dev/null`,
    );
    const lines = stdout.replaceAll('\r', '').split('\n');
    expect(stdout).toContain('UNHEALTHY');
    expect(stdout).not.toContain('\u001b');
    expect(
      // What is to be pasted is never broken.
      lines
        .filter((line) => !line.startsWith('    otel-doctor '))
        .filter((line) => line.length > (before === 'true' ? 80 : 40) && !line.includes('://')),
    ).toEqual([]);
  });
});
