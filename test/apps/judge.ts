import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/model/report.ts';
import { reportErrors } from '../kit/report-errors.ts';
import { cli } from '../lab/doctor.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { type Finished, finish, launch } from '../lab/process.ts';
import type { Case } from './case.ts';
import { prepare } from './prepare.ts';

/** What `run` found in a case, and what it and the applications wrote. */
export interface Judgement extends Finished {
  readonly report: Report;
}

/** Longest time for the applications of a case and the doctor together. */
const MILLISECONDS = 45_000;

/** Runs the applications of a case below the built doctor. Throws with what was written when there is no report. */
export async function judge(found: Case): Promise<Judgement> {
  const { commands, environment, directory, stop } = await prepare(found);
  const output = join(temporaryDirectory('apps'), 'report.json');
  const running = launch(process.execPath, [cli, ...argumentsFor(commands, output)], {
    environment,
    directory,
  });
  try {
    const finished = await finish(running, MILLISECONDS);
    return { ...finished, report: read(output, finished) };
  } finally {
    await stop();
  }
}

type Commands = Awaited<ReturnType<typeof prepare>>['commands'];

function argumentsFor(commands: Commands, output: string): readonly string[] {
  const before = ['run', '--no-forward', '--format', 'json', '--output', output];
  const [only, ...others] = commands;
  if (only !== undefined && others.length === 0) return [...before, '--', ...only.argv];
  return [...before, ...commands.flatMap(({ name, argv }) => ['--service', `${name}=${argv.join(' ')}`])];
}

function read(file: string, { exitCode, stdout, stderr }: Finished): Report {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const errors = reportErrors(report);
    if (errors.length > 0) throw new Error(errors.join('; '));
    return report;
  } catch (thrown) {
    throw new Error(`no report (${thrown}); exit status ${exitCode}\n${stdout}${stderr}`);
  }
}
