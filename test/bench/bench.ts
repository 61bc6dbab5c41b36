import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startCollector } from '../lab/collector.ts';
import { startBlackHole } from '../lab/endpoints/black-hole.ts';
import { startSilent } from '../lab/endpoints/tcp.ts';
import { findPart } from '../lab/find-part.ts';
import { closedPort } from '../lab/ports.ts';

/**
 * Speed of the built command line, as ratios against `node -e 0` of the same run, so that the figures hold on any
 * machine. Nothing here fails: figures are printed, never asserted.
 */
const ROUNDS = 10;

const CLI = join(import.meta.dirname, '../../dist/cli.js');

const environment = (change: Readonly<Record<string, string>>): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  ...change,
});

/** Wall-clock milliseconds of one process. */
const time = (args: readonly string[], change: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, [...args], { env: environment(change), stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', () => resolve(performance.now() - from));
  });

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Ratio that the project wants to stay under. */
  readonly goal: number | null;
}

const print = (name: string, ms: number, floor: number, goal: number | null): void => {
  const ratio = (ms / floor).toFixed(2);
  const wanted = goal === null ? '' : `  (goal: under ${goal})`;
  process.stdout.write(
    `${name.padEnd(34)} ${ms.toFixed(0).padStart(6)} ms  ${ratio.padStart(6)} x${wanted}\n`,
  );
};

/** The rounds of all cases are interleaved, so that a busy moment hits all of them alike. */
const measure = async (cases: readonly Case[]): Promise<void> => {
  const times = new Map<string, number[]>(cases.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, args, environment: change } of cases) times.get(name)?.push(await time(args, change));
  }
  const floor = median(times.get(cases[0]?.name ?? '') ?? []);
  for (const { name, goal } of cases) print(name, median(times.get(name) ?? []), floor, goal);
};

const endpoint = (url: string, protocol = 'http/protobuf'): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
});

if (findPart('otelcol') === undefined) {
  process.stdout.write('The Collector is missing: run .ci/parts first.\n');
  process.exitCode = 1;
} else {
  const collector = await startCollector();
  const closed = await closedPort();
  const http = `http://127.0.0.1:${collector.httpPort}`;
  const grpc = `http://127.0.0.1:${collector.grpcPort}`;
  await measure([
    { name: 'node -e 0', args: ['-e', '0'], environment: {}, goal: null },
    { name: '--version', args: [CLI, '--version'], environment: {}, goal: 2 },
    { name: 'healthy, http/protobuf', args: [CLI], environment: endpoint(http), goal: 4 },
    { name: 'healthy, grpc', args: [CLI], environment: endpoint(grpc, 'grpc'), goal: 5 },
    { name: 'refused port', args: [CLI], environment: endpoint(`http://127.0.0.1:${closed}`), goal: null },
    {
      name: 'gRPC to the HTTP port, with proof',
      args: [CLI],
      environment: endpoint(http, 'grpc'),
      goal: null,
    },
  ]);
  await collector.stop();
  const [blackHole, silent] = await Promise.all([startBlackHole(), startSilent()]);
  const at = (place: { readonly host: string; readonly port: number }): string =>
    `http://${place.host}:${place.port}`;
  for (const [name, url, goal] of [
    ['black hole', at(blackHole), 5_000],
    ['accepted and silent', at(silent), 11_000],
  ] as const) {
    const ms = await time([CLI], endpoint(url));
    process.stdout.write(
      `${name.padEnd(34)} ${ms.toFixed(0).padStart(6)} ms            (goal: under ${goal} ms)\n`,
    );
  }
  await Promise.all([blackHole.stop(), silent.stop()]);
}
