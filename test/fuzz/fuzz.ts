import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { KEPT, TARGETS, type Target } from './targets.ts';

/**
 * Tries changed samples on every entrance: npm run fuzz -- [--minutes N] [--seed N] [--target name]. What failed is kept in
 * kept.json and tried first from then on. Fails where something throws, is the doctor's own mistake, hangs, or holds memory.
 */
const option = (name: string): string | undefined => process.argv[process.argv.indexOf(`--${name}`) + 1];
const given = (name: string): string | undefined =>
  process.argv.includes(`--${name}`) ? option(name) : undefined;

const minutes = Number(given('minutes') ?? 1);
/** What is being tried, for one that hangs. */
const INPUT = join(tmpdir(), `otel-doctor-fuzz-${process.pid}.json`);

const seed = Number(given('seed') ?? Date.now() % 2 ** 31);

/** Milliseconds for one input: far more than any takes, far less than a hang. */
const HANG_MS = 30_000;

/** Mebibytes that the process may hold. */
const MEMORY = 1_024;

interface Kept {
  readonly target: string;
  readonly input: string;
}

/** Ends the process with a word when an input is not done in time, also where the process itself cannot. */
const current = new SharedArrayBuffer(8);
const beat = new Int32Array(current);
const watch = new Worker(
  `const { workerData } = require('node:worker_threads');
   const fs = require('node:fs');
   const beat = new Int32Array(workerData.current);
   let last = -1;
   setInterval(() => {
     if (Atomics.load(beat, 0) === last && last !== 0) { fs.writeSync(2, 'an input hangs: ' + workerData.file + '\\n'); process.kill(process.pid, 'SIGKILL'); }
     last = Atomics.load(beat, 0);
   }, ${HANG_MS}).unref();
   setInterval(() => undefined, 1000);`,
  { eval: true, workerData: { current, file: INPUT } },
);
watch.unref();

const looked = async (target: Target, input: string): Promise<void> => {
  writeFileSync(INPUT, JSON.stringify({ target: target.name, input }));
  Atomics.add(beat, 0, 1);
  await target.look(input);
  const held = process.memoryUsage().rss / 2 ** 20;
  if (held > MEMORY) throw new Error(`${Math.round(held)} MiB are held`);
};

const kept: readonly Kept[] = JSON.parse(readFileSync(KEPT, 'utf8'));

const tryKept = async (target: Target): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const { input } of kept.filter((one) => one.target === target.name))
    await looked(target, input).catch((error: Error) =>
      failed.push(`${target.name}, kept: ${error.message}`),
    );
  return failed;
};

const tryNew = async (target: Target, ms: number): Promise<readonly string[]> => {
  const details = await fc.check(
    fc.asyncProperty(target.inputs, (input) => looked(target, input)),
    { seed, numRuns: 10_000_000, interruptAfterTimeLimit: ms, markInterruptAsFailure: false },
  );
  process.stdout.write(`${target.name.padEnd(20)} ${details.numRuns} inputs\n`);
  if (!details.failed || details.counterexample === null) return [];
  const [input] = details.counterexample;
  writeFileSync(KEPT, `${JSON.stringify([...kept, { target: target.name, input }], null, 2)}\n`);
  const { errorInstance } = details;
  return [
    `${target.name}: ${errorInstance instanceof Error ? (errorInstance.stack ?? '').slice(0, 900) : errorInstance}\n  ${JSON.stringify(input).slice(0, 400)}`,
  ];
};

process.stdout.write(`seed ${seed}\n`);
const failures: string[] = [];
for (const start of TARGETS) {
  const target = await start();
  if (given('target') === undefined || given('target') === target.name)
    failures.push(
      ...(await tryKept(target)),
      ...(await tryNew(target, (minutes * 60_000) / (given('target') ? 1 : TARGETS.length))),
    );
  await target.stop?.();
}
for (const failure of failures) process.stdout.write(`${failure}\n`);
process.stdout.write(`${failures.length} failed\n`);
process.exit(failures.length === 0 ? 0 : 1);
