import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/model/report.ts';
import { reportErrors } from '../kit/report-errors.ts';
import { temporaryDirectory } from './ports.ts';
import { type Environment, type Finished, finish, type Launch, launch } from './process.ts';

/** How the built doctor is run. */
export interface DoctorOptions {
  readonly environment?: Environment;
  readonly args?: readonly string[];
  readonly format?: 'json' | 'text' | 'short';
  readonly start?: Launch;
  /** Where it is run; in an empty directory when left out, so that no project is recognised. */
  readonly directory?: string;
  /** Longest wait for its end. */
  readonly milliseconds?: number;
}

/** What a run of the doctor left behind. */
export interface DoctorRun extends Finished {
  readonly ms: number;
}

/** A run with `--format json`: its report, and where it does not keep to the published schema or contradicts itself. */
export interface Diagnosis extends DoctorRun {
  readonly report: Report | undefined;
  readonly schemaErrors: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The bundled command line; `OTEL_DOCTOR_CLI` names another build. */
export const cli = process.env.OTEL_DOCTOR_CLI ?? join(root, 'dist', 'cli.js');

let empty: string | undefined;

/** A directory that belongs to no project: without an end the doctor would look for one above it. */
export function emptyDirectory(): string {
  if (empty === undefined) {
    empty = temporaryDirectory('empty');
    mkdirSync(join(empty, '.git'));
  }
  return empty;
}

/** Runs the built doctor as a process of its own, with the environment given and nothing else. */
export async function runDoctor(options: DoctorOptions = {}): Promise<DoctorRun> {
  const {
    environment = {},
    args = [],
    format = 'text',
    start = launch,
    milliseconds = 40_000,
    directory,
  } = options;
  const from = performance.now();
  const running = start(process.execPath, [cli, ...args, '--format', format], {
    environment,
    directory: directory ?? emptyDirectory(),
  });
  const finished = await finish(running, milliseconds);
  return { ...finished, ms: Math.round(performance.now() - from) };
}

/** Runs the built doctor and reads its JSON report. */
export async function diagnose(options: DoctorOptions = {}): Promise<Diagnosis> {
  const run = await runDoctor({ ...options, format: 'json' });
  const parsed = parse(run.stdout);
  return {
    ...run,
    report: parsed as Report | undefined,
    schemaErrors: parsed === undefined ? ['stdout is not one JSON document'] : reportErrors(parsed),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
