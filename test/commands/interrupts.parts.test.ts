import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { atEnd } from '../lab/at-end.ts';
import { cli, emptyDirectory } from '../lab/doctor.ts';
import { addBlackHole, withNamespaces } from '../lab/namespace.ts';
import { describeWith } from '../lab/parts.ts';
import { makePipe } from '../lab/pipe.ts';
import { closedPort, portOf, temporaryDirectory } from '../lab/ports.ts';
import { type Environment, launch, type RunningProcess } from '../lab/process.ts';
import { sleep, waitFor } from '../lab/wait.ts';

/** The doctor as a process of its own, with its process id. */
const start = (args: readonly string[], environment: Environment = {}): RunningProcess =>
  launch(process.execPath, [cli, ...args], { environment, directory: emptyDirectory() });

/** Ends with an exit status, and by the signal: the test has no other way to end it. */
const endsBy = async (running: RunningProcess, signal: 'SIGINT' | 'SIGTERM'): Promise<void> => {
  process.kill(running.pid, signal);
  expect(await running.exited).toBeGreaterThan(0);
  expect(running.stderr()).not.toMatch(/own mistake|\n\s+at /);
};

/** Long enough to get somewhere; wherever that is, the end is the same. */
const FAR = 700;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A server that takes connections, says nothing, and tells when somebody came. */
const silent = async (): Promise<{ readonly port: number; came(): Promise<unknown> }> => {
  let seen = false;
  const server: Server = createServer((socket) => {
    seen = true;
    socket.on('error', () => undefined);
    atEnd(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  return { port: portOf(server), came: () => waitFor(() => seen, 'a connection') };
};

test.each(SIGNALS)('%s ends a diagnosis that waits for an answer', async (signal) => {
  const server = await silent();
  const running = start([`http://127.0.0.1:${server.port}`, '--timeout', '10m']);
  await server.came();
  await endsBy(running, signal);
});

test.each(SIGNALS)('%s ends a diagnosis that tries again and again', async (signal) => {
  const server = await silent();
  const running = start([`http://127.0.0.1:${server.port}`, '--wait', '10m', '--timeout', '10m']);
  await server.came();
  await endsBy(running, signal);
});

test.each(SIGNALS)('%s ends a text that never ends', async (signal) => {
  const pipe = join(temporaryDirectory('interrupt'), 'pipe');
  makePipe(pipe);
  // The other end stays open and writes nothing.
  const running = launch('sh', ['-c', `exec ${process.execPath} ${cli} explain - <>${pipe}`]);
  await sleep(FAR);
  await endsBy(running, signal);
});

test.each(SIGNALS)('%s ends a scan of many files', async (signal) => {
  const directory = temporaryDirectory('interrupt');
  for (let index = 0; index < 1_500; index += 1) {
    mkdirSync(join(directory, String(index)));
    writeFileSync(
      join(directory, String(index), 'compose.yaml'),
      'services:\n  api:\n    image: x\n    environment:\n      OTEL_EXPORTER_OTLP_PROTOCOL: grcp\n',
    );
  }
  await endsBy(start(['scan', directory]), signal);
});

test('a command that ignores both is ended when the reader insists, and with it the doctor', async () => {
  const program = `
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => console.log('ignored ' + signal));
    console.log('pid ' + process.pid);
    setInterval(() => {}, 1000);`;
  const running = start(['run', '--no-forward', '--', process.execPath, '-e', program]);
  await running.waitForOutput(/pid \d+/);
  const pid = Number(/pid (\d+)/.exec(running.stdout() + running.stderr())?.[1]);
  process.kill(running.pid, 'SIGTERM');
  await running.waitForOutput(/ignored SIGTERM/);
  // A second Ctrl-C counts after some patience.
  const timer = setInterval(() => process.kill(running.pid, 'SIGINT'), 1_000);
  const status = await running.exited.finally(() => clearInterval(timer));
  expect(status).toBeGreaterThan(0);
  expect(() => process.kill(pid, 0)).toThrow();
});

describeWith(['ip'], 'a look-up that nobody answers', () => {
  test.each(SIGNALS)('%s ends it', (signal) =>
    withNamespaces(1, async ([namespace]) => {
      if (namespace === undefined) throw new Error('there is no namespace');
      const hole = await addBlackHole(namespace);
      const file = join(temporaryDirectory('resolver'), 'resolv.conf');
      writeFileSync(file, `nameserver ${hole}\n`);
      const running = namespace.launch(
        process.execPath,
        [cli, 'http://collector.example.com:4318', '--timeout', '10m'],
        { binds: { '/etc/resolv.conf': file } },
      );
      await sleep(FAR);
      await endsBy(running, signal);
    }),
  );
});

test('a port that is closed and a wait: the end is at once', async () => {
  const running = start([`http://127.0.0.1:${await closedPort()}`, '--wait', '10m']);
  await sleep(FAR);
  await endsBy(running, 'SIGTERM');
});
