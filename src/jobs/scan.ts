import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { checks } from '../../checks/index.ts';
import { toBytes } from '../disk/text.ts';
import { liesWithin, whyUnwritten, writeFile } from '../disk/write.ts';
import type { AnyCheck } from '../model/check.ts';
import type { Patch } from '../model/finding.ts';
import type { Report, Verdict } from '../model/report.ts';
import { usageError } from '../model/usage.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { type AssessContext, type Assessment, assess, type ScanFinding } from '../scan/assess.ts';
import { readText, type SourceFile, walk } from '../scan/files.ts';
import { applyDiff } from '../scan/patch/apply.ts';
import { withPatches } from '../scan/patch/offer.ts';
import { lookedAt, scanFindingOf } from '../scan/report.ts';
import { type Choice, chosen, leftOut } from './judge.ts';
import { assemble } from './report.ts';

/** What is scanned, and how. */
export interface ScanOptions {
  readonly paths: readonly string[];
  /** SDK by which all settings are read; null leaves it to each application. */
  readonly sdk: Sdk | null;
  /** Whether a check takes part; all do when left out. */
  readonly chooses?: Choice | undefined;
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

/** Checks that files can be judged by; what an application sends is not in them. */
export const SCAN_CHECKS: readonly AnyCheck[] = checks.filter(({ id }) => !id.startsWith('telemetry/'));

/** Rounds of writing: after each the files are read again. */
const MAX_WRITTEN = 100;

const summaryOf = (verdict: Verdict, findings: readonly ScanFinding[], looked: string): string => {
  const [first] = findings;
  const errors = findings.filter(
    ({ severity, symptomOf }) => severity === 'error' && symptomOf === undefined,
  ).length;
  if (verdict === 'inconclusive') return `Nothing to judge was found (${looked})`;
  if (verdict === 'healthy' || first === undefined) return `No error was found (${looked})`;
  const { path, line } = first.location;
  const more = errors > 1 ? `, and ${errors - 1} more error${errors === 2 ? '' : 's'}` : '';
  return `${first.summary} (${path}:${line})${more}`;
};

interface Result {
  readonly assessment: Assessment;
  readonly findings: readonly ScanFinding[];
  readonly files: readonly SourceFile[];
}

const firstPatch = ({ fixes }: ScanFinding): Patch | null => {
  for (const fix of fixes) if ('patch' in fix) return fix.patch;
  return null;
};

const assessAll = async (files: readonly SourceFile[], context: AssessContext): Promise<Result> => {
  const assessment = await assess(files, context);
  return { assessment, files, findings: await withPatches({ files, context, assessment }) };
};

/** Writes a file that was read before; what cannot be written is said in one line. */
const writeText = (path: string, text: string, within: readonly string[]): void => {
  try {
    writeFile(path, toBytes(text), { within });
  } catch (thrown) {
    throw usageError(`cannot write ${path} (${whyUnwritten(thrown)})`);
  }
};

/** Where files may be changed: the directories that were named, and those of the files that were. */
const homesOf = (paths: readonly string[]): readonly string[] =>
  paths.map((path) => (statSync(path).isDirectory() ? path : dirname(path)));

type Changed = ReadonlyMap<string, string>;

/** What a patch makes of the files that it changes; null where they are not as it says, or one lies elsewhere. */
const applicable = (patch: Patch | null, homes: readonly string[], outside: Set<string>): Changed | null => {
  const changed = patch === null ? null : applyDiff(patch.diff, readText);
  if (changed === null) return null;
  const elsewhere = [...changed.keys()].filter((path) => !liesWithin(path, homes));
  for (const path of elsewhere) outside.add(path);
  return elsewhere.length === 0 ? changed : null;
};

const OUTSIDE =
  'was not changed: it lies outside of what was named; name it, or its directory, to have it changed.';

/** Writes one patch after the other, each on the files as they are then, until nothing is left to write. */
const writeAll = async (
  first: Result,
  context: AssessContext,
  homes: readonly string[],
): Promise<{
  readonly result: Result;
  readonly written: readonly Patch[];
  readonly notes: readonly string[];
}> => {
  const written: Patch[] = [];
  const outside = new Set<string>();
  let result = first;
  while (written.length < MAX_WRITTEN) {
    const [next] = result.findings.flatMap((finding) => {
      const patch = firstPatch(finding);
      const changed = applicable(patch, homes, outside);
      return patch === null || changed === null ? [] : [{ patch, changed }];
    });
    if (next === undefined) break;
    for (const [path, text] of next.changed) writeText(path, text, homes);
    written.push(next.patch);
    const files = result.files.map(({ path, text }) => ({ path, text: next.changed.get(path) ?? text }));
    result = await assessAll(files, context);
  }
  return { result, written, notes: [...outside].map((path) => `${path} ${OUTSIDE}`) };
};

interface Circumstances {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly notes: readonly string[];
}

const reportOf = (
  { assessment, findings, files }: Result,
  { sdk, chooses }: ScanOptions,
  { startedAt, durationMs, notes }: Circumstances,
): Report => {
  const { workloads, collectors } = assessment;
  const looked = lookedAt(files.length, workloads.length, collectors.length);
  const told = findings.map(scanFindingOf);
  return assemble({
    ...{ startedAt, durationMs, platform: process.platform },
    sdk: { name: sdk?.name ?? 'spec', chosenBy: sdk === null ? 'default' : 'flag', version: null },
    looked: 'files',
    findings: told,
    root: told.find(({ severity }) => severity === 'error') ?? null,
    outcomes: [...assessment.outcomes, ...leftOut(chooses)],
    well: workloads.length + collectors.length > 0,
    summary: (verdict) => summaryOf(verdict, findings, looked),
    guessed: sdk === null && workloads.some((workload) => workload.sdk === null),
    notes: { own: [...notes, ...assessment.notes].slice(0, 20) },
  });
};

/** Reads deployment files and judges what they say, without a network. */
export const scan = async (options: ScanOptions): Promise<Scan> => {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const { files, notes } = walk(options.paths);
  const context: AssessContext = {
    checks: chosen({ checks: SCAN_CHECKS, chooses: options.chooses }),
    ...{ sdk: options.sdk, readText, parsed: new Map() },
  };
  const first = await assessAll(files, context);
  const {
    result,
    written,
    notes: unwritten,
  } = options.write
    ? await writeAll(first, context, homesOf(options.paths))
    : { result: first, written: [], notes: [] };
  const report = reportOf(result, options, {
    ...{ startedAt, durationMs: performance.now() - started, notes: [...unwritten, ...notes] },
  });
  return {
    report,
    secretValues: [...new Set([...first.assessment.secretValues, ...result.assessment.secretValues])],
    written,
  };
};
