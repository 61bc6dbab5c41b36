import type { EnvironmentChange, TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding } from '../../model/report.ts';
import { TELEMETRY_CHECKS } from '../judge-telemetry.ts';
import type { RunCommand } from './command.ts';
import { type RunOptions, type RunResult, run } from './run.ts';

const apply = (command: RunCommand, change: EnvironmentChange): RunCommand => ({
  ...command,
  environment: Object.fromEntries(
    Object.entries({ ...command.environment, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  ),
});

/** Changes of variables that can be tried as they stand: nothing in them is left for the reader to fill in. */
const isTriable = (fix: TriedFix): fix is Extract<TriedFix, { readonly env: EnvironmentChange }> =>
  'env' in fix && fix.unproven === undefined;

/** Findings that are between commands: their fix is for all of them. */
const BETWEEN = TELEMETRY_CHECKS.filter(({ between }) => between).map(({ id }) => id);

const withProof = (finding: ReportFinding, fix: TriedFix, tried: TriedFix): ReportFinding => ({
  ...finding,
  fixes: finding.fixes.map((one) => (one === fix ? tried : one)),
});

const replaceRoot = (report: Report, root: ReportFinding): Report => ({
  ...report,
  rootCause: root,
  findings: report.findings.map((finding, index) => (index === 0 ? root : finding)),
});

/** Why a finding is not gone in a second report; null where it is. */
const remaining = (root: ReportFinding, { findings, telemetry }: Report): string | null => {
  if (findings.some(({ code, severity }) => code === root.code && severity !== 'info'))
    return 'the commands were started again with it, and the finding is still there';
  const { spans = 0, metricPoints = 0, logRecords = 0 } = telemetry?.received ?? {};
  return spans + metricPoints + logRecords === 0
    ? 'the commands were started again with it, and nothing arrived'
    : null;
};

/**
 * Starts the commands again with the first fix of the root cause that is a change of variables, and tells whether the
 * finding is gone. The report stays that of the first run, with the proof in it.
 */
export const proveRun = async (
  first: RunResult,
  options: RunOptions,
  signals: Readonly<Record<string, number>>,
): Promise<RunResult> => {
  const { report } = first;
  const root = report.rootCause;
  const fix = root?.fixes.find(isTriable);
  if (root === null || options.isInterrupted?.()) return first;
  if (fix === undefined) {
    const limit = 'Nothing was tried (--prove): the root cause has no fix that is a change of variables.';
    return { ...first, report: { ...report, limits: [...report.limits, limit] } };
  }
  const from = performance.now();
  const concerned = root.targets.map((target) => first.commandOf[target] ?? target);
  const commands = options.commands.map((command) =>
    concerned.includes(command.id) || BETWEEN.includes(root.code) ? apply(command, fix.env) : command,
  );
  const again = await run({ ...options, commands }, signals);
  const ms = Math.round(performance.now() - from);
  const unproven = options.isInterrupted?.()
    ? 'the second start was ended early'
    : remaining(root, again.report);
  const tried: TriedFix =
    unproven === null
      ? { ...fix, proven: true, proof: { traceId: null, ms } }
      : { ...fix, proven: false, unproven };
  const secretValues = [...first.secretValues, ...again.secretValues];
  return { ...first, secretValues, report: replaceRoot(report, withProof(root, fix, tried)) };
};
