import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownPorts } from '../lab/ports.ts';
import { callHeaders, frame, PREFACE, SETTINGS } from '../receiver/frames.ts';
import { HEALTHY } from '../receiver/spans.ts';
import { framed, grpc, PROTOBUF, post } from '../receiver/wire.ts';

/**
 * What `listen` holds in memory and whether honest senders are served while four connections do their worst, each kind of
 * them alone and then one of each together. Prints figures, asserts nothing: tsx test/bench/hostile.ts [seconds]
 */
const CLI = join(import.meta.dirname, '../../dist/cli.js');

const SECONDS = Number(process.env['OTEL_DOCTOR_HOSTILE_SECONDS'] ?? 120);

interface Attack {
  readonly port: 'http' | 'grpc';
  readonly opening: string | Buffer;
  /** The piece by its number. */
  readonly piece: (count: number) => string | Buffer;
}

/** Pieces that are written at once. */
const BATCH = 1_000;

const many = (piece: string | Buffer): Buffer => Buffer.concat(Array(BATCH).fill(Buffer.from(piece)));

const HTTP_HEAD = 'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

const CHUNKS = many('1\r\n{\r\n');
const FRAMES = many(frame(0, 0, 1, '00'));
const FIELDS = many('x-a: b\r\n');
// A literal header field without indexing, again and again.
const CONTINUED = many(frame(9, 0, 1, '0003782d610162'));

const resets = (count: number): Buffer =>
  Buffer.concat(
    Array.from({ length: BATCH }, (_, index) => {
      const stream = 2 * (count * BATCH + index) + 1;
      return Buffer.concat([callHeaders(stream), frame(3, 0, stream, '00000008')]);
    }),
  );

const ATTACKS: Readonly<Record<string, Attack>> = {
  'one-byte chunks': {
    port: 'http',
    opening: `${HTTP_HEAD}Transfer-Encoding: chunked\r\n\r\n`,
    piece: () => CHUNKS,
  },
  'one-byte frames': {
    port: 'grpc',
    opening: Buffer.concat([PREFACE, SETTINGS, callHeaders(1)]),
    piece: () => FRAMES,
  },
  'fields without end': { port: 'http', opening: HTTP_HEAD, piece: () => FIELDS },
  'continued headers': {
    port: 'grpc',
    opening: Buffer.concat([PREFACE, SETTINGS, frame(1, 0, 1, '83')]),
    piece: () => CONTINUED,
  },
  'streams reset at once': { port: 'grpc', opening: Buffer.concat([PREFACE, SETTINGS]), piece: resets },
};

/** Does its worst until it is ended; a connection that is closed is made again. */
const attack = async (name: string, port: number): Promise<never> => {
  const { opening, piece } = ATTACKS[name] ?? { opening: '', piece: () => '' };
  for (;;) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(opening));
      let count = 0;
      const pour = (): void => {
        while (socket.writable && count * BATCH < 2 ** 29 && socket.write(piece(count))) count += 1;
        count += 1;
      };
      socket.on('connect', pour).on('drain', pour).resume();
      socket.on('error', () => undefined).on('close', () => resolve());
    });
    await sleep(1);
  }
};

const memory = (pid: number, name: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

interface Served {
  readonly times: number[];
  failed: number;
}

const timed = async (served: Served, send: () => Promise<boolean>): Promise<void> => {
  const from = performance.now();
  const taken = await Promise.race([send().catch(() => false), sleep(10_000).then(() => false)]);
  if (taken) served.times.push(performance.now() - from);
  else served.failed += 1;
};

const startListen = async (): Promise<{ child: ChildProcess; ports: { http: number; grpc: number } }> => {
  const [grpcPort = 0, httpPort = 0] = await ownPorts(2);
  const args = [CLI, 'listen', '--grpc-port', String(grpcPort), '--http-port', String(httpPort)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  child.stdout?.resume();
  return { child, ports: { http: httpPort, grpc: grpcPort } };
};

/** One honest export over each protocol, five times a second. */
const sendHonestly = async (ports: { http: number; grpc: number }, seconds: number): Promise<Served> => {
  const served: Served = { times: [], failed: 0 };
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    await Promise.all([
      timed(served, async () => (await post(ports.http, PROTOBUF, HEALTHY)).status === 200),
      timed(
        served,
        async () => (await grpc(ports.grpc, {}, framed(HEALTHY))).trailers['grpc-status'] === '0',
      ),
      sleep(200),
    ]);
  }
  return served;
};

const measure = async (title: string, names: readonly string[], seconds: number): Promise<void> => {
  const { child, ports } = await startListen();
  const attackers = names.map((name) => {
    const args = [...process.execArgv, import.meta.filename, 'attack', name];
    return spawn(process.execPath, [...args, String(ports[ATTACKS[name]?.port ?? 'http'])], {
      stdio: 'ignore',
    });
  });
  const { times, failed } = await sendHonestly(ports, seconds);
  const [most, now] = [memory(child.pid ?? 0, 'VmHWM'), memory(child.pid ?? 0, 'VmRSS')];
  for (const attacker of attackers) attacker.kill('SIGKILL');
  child.kill('SIGINT');
  await new Promise((resolve) => child.once('exit', resolve));
  const sorted = times.sort((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  process.stdout.write(
    `${title.padEnd(24)} ${seconds} s  ${Math.round(most)} MiB at most, ${Math.round(now)} at the end; honest exports ${times.length} taken, ${failed} not; half within ${at(0.5)} ms, 99 % within ${at(0.99)} ms\n`,
  );
};

const [, , role, name = '', port] = process.argv;
if (role === 'attack') await attack(name, Number(port));
else {
  const names = Object.keys(ATTACKS);
  await measure('nobody', [], Math.ceil(SECONDS / 12));
  for (const each of names) await measure(`4 x ${each}`, Array(4).fill(each), Math.ceil(SECONDS / 6));
  await measure('one of each', names, SECONDS);
  process.exit();
}
