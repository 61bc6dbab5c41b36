import { checks } from '../../../checks/index.ts';
import { type AnyCheck, sightsOf } from '../../model/check.ts';
import type { Patch } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import { FILE_FACTS } from '../../scan/cases.ts';
import { programsAmong } from '../../scan/code/programs.ts';
import type { AskedCollector } from '../../scan/collector/image.ts';
import { readText, STANDARD_INPUT, type Walk, walk } from '../../scan/files.ts';
import { shownPatch } from '../../scan/patch/shown.ts';
import { weighText } from '../../scan/weigh.ts';
import { type Choice, chosen } from '../judge.ts';
import { type AssessContext, assessWithPatches } from './assess.ts';
import { changesSince, unreadOf } from './changed.ts';
import { decider, withBaseline } from './decider.ts';
import { reportOf } from './report.ts';
import { writeAll } from './write.ts';

/** What is scanned, and how. */
export interface ScanOptions {
  readonly paths: readonly string[];
  /** SDK by which all settings are read; null leaves it to each application. */
  readonly sdk: Sdk | null;
  /** Whether a check takes part; all do when left out. */
  readonly chooses?: Choice | undefined;
  /** Text of standard input, for the path `-`. */
  readonly input?: string;
  /** The Collector that reads every configuration; null leaves it to each image. */
  readonly collector?: AskedCollector | undefined;
  /** What was not read leaves the verdict as it is. */
  readonly allowUnread?: boolean;
  /** Whether patches are shown or written; they are when left out. */
  readonly patches?: boolean;
  /** Only what holds a file that differs from this commit is judged. */
  readonly changed?: string | undefined;
  /** File with the findings that were there before. */
  readonly baseline?: string | undefined;
  /** Writes what is found into a baseline, that of `baseline` where it is named. */
  readonly writeBaseline?: boolean;
  /** Puts the first patch of every finding into the files, as far as they lie in what is scanned. */
  readonly write?: boolean;
}

/** A report, and secret values that must not appear in any output. */
export interface Scan {
  readonly report: Report;
  readonly secretValues: readonly string[];
  /** Changes that were written, in order. */
  readonly written: readonly Patch[];
}

/** Checks that a scan may be asked for; what an application sends is not in files. */
export const SCAN_CHECKS: readonly AnyCheck[] = checks.filter(({ id }) => !id.startsWith('telemetry/'));

/** Checks that have a way to see their fault in files. */
const FILE_CHECKS: readonly AnyCheck[] = SCAN_CHECKS.filter((check) =>
  sightsOf(check).some(({ needs }) =>
    (needs as readonly string[]).every((fact) => FILE_FACTS.includes(fact)),
  ),
);

/** The files of the paths; `-` stands for standard input. */
const filesOf = ({ paths, input }: ScanOptions): Walk => {
  const walked = walk(paths.filter((path) => path !== '-'));
  if (!paths.includes('-')) return walked;
  const text = input ?? '';
  const file = { path: STANDARD_INPUT, text, weight: weighText(text) };
  return { ...walked, files: [file, ...walked.files], looked: walked.looked + 1 };
};

/** Reads deployment files and judges what they say, without a network. */
export const scan = async (options: ScanOptions): Promise<Scan> => {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const { files, looked, notes, unread, programs } = filesOf(options);
  const changes = options.changed === undefined ? null : changesSince(options.paths, options.changed);
  const context: AssessContext = {
    checks: chosen({ checks: FILE_CHECKS, chooses: options.chooses }),
    ...{ sdk: options.sdk, readText, parsed: new Map(), patches: options.patches ?? true },
    programs: programsAmong(programs, readText),
    ...{ decide: decider(options, startedAt), collector: options.collector, changes },
  };
  const first = await assessWithPatches(files, context);
  const writing = options.write
    ? await writeAll(first, context, options.paths)
    : { result: first, written: [], notes: [] };
  const { written } = writing;
  const result = options.writeBaseline ? withBaseline(writing.result, options.baseline) : writing.result;
  const report = reportOf(result, {
    ...{ startedAt, durationMs: performance.now() - started, sdk: options.sdk, chooses: options.chooses },
    ...{ allowUnread: options.allowUnread ?? false, looked, unread: unreadOf(unread, changes) },
    ...{ changedSince: options.changed ?? null },
    notes: [...writing.notes, ...result.notes, ...notes],
  });
  const secretValues = [first, result].flatMap(({ assessment }) => assessment.deployment.secretValues);
  return { report, secretValues: [...new Set(secretValues)], written: written.map(shownPatch) };
};
