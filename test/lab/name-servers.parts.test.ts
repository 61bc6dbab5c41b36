import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diagnose } from './doctor.ts';
import { addBlackHole, withNamespaces } from './namespace.ts';
import { describeWith } from './parts.ts';
import { temporaryDirectory } from './ports.ts';

/** A run that has not ended by then is ended: the system's own lookup takes ten seconds for one server, twenty for two. */
const SHORT = 8_000;

describeWith(['ip'], 'dead name servers', () => {
  const run = (count: number, args: readonly string[]) =>
    withNamespaces(1, async ([namespace]) => {
      if (namespace === undefined) throw new Error('there is no namespace');
      const hole = await addBlackHole(namespace);
      const file = join(temporaryDirectory('resolver'), 'resolv.conf');
      // Two addresses behind the same hole.
      const servers = [hole, hole.replace(/\d+$/, '10')].slice(0, count);
      writeFileSync(file, servers.map((server) => `nameserver ${server}\n`).join(''));
      return diagnose({
        args: [...args, 'http://collector.example.com:4318'],
        milliseconds: SHORT,
        start: (command, given, options) =>
          namespace.launch(command, given, { ...options, binds: { '/etc/resolv.conf': file } }),
      });
    });

  it.for([1, 2])('%i of them cost what the time limit says, and are the cause', async (count) => {
    const { report, exitCode } = await run(count, ['--timeout', '2s']);
    expect(exitCode).toBe(1);
    expect(report?.rootCause?.code).toBe('network/name-servers-silent');
  });
});
