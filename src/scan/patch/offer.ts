import type { Patch, TriedFix } from '../../model/finding.ts';
import { type AssessContext, type Assessment, assess, type ScanFinding } from '../assess.ts';
import type { SourceFile } from '../files.ts';
import { applyDiff } from './apply.ts';
import { patchOf } from './diff.ts';
import { editsFor } from './edit.ts';

/** Each is tried by reading everything again. */
const MAX_TRIES = 120;

/** What patches are tried on. */
export interface OfferContext {
  readonly files: readonly SourceFile[];
  readonly context: AssessContext;
  readonly assessment: Assessment;
}

/** The same finding before and after a change, wherever its lines went. */
const alike = (one: ScanFinding, other: ScanFinding): boolean =>
  one.code === other.code &&
  one.location.path === other.location.path &&
  one.labels.join() === other.labels.join();

const countOf = (findings: readonly ScanFinding[], like: ScanFinding): number =>
  findings.filter((finding) => alike(finding, like)).length;

const errorsIn = (findings: readonly ScanFinding[]): number =>
  findings.filter(({ severity }) => severity === 'error').length;

/** Files with some of them changed. */
const withChanges = (
  files: readonly SourceFile[],
  changed: ReadonlyMap<string, string>,
): readonly SourceFile[] => files.map(({ path, text }) => ({ path, text: changed.get(path) ?? text }));

/** What is right and wrong after a change. */
const assessAfter = (
  { files, context }: OfferContext,
  changed: ReadonlyMap<string, string>,
): Promise<Assessment> =>
  assess(withChanges(files, changed), {
    ...context,
    readText: (path) => changed.get(path) ?? context.readText(path),
  });

/** Whether a patch applies, makes the finding go away and brings no new error. */
const helps = async (patch: Patch, finding: ScanFinding, given: OfferContext): Promise<boolean> => {
  const changed = applyDiff(patch.diff, given.context.readText);
  if (changed === null) return false;
  const before = given.assessment.findings;
  const { findings } = await assessAfter(given, changed);
  const fewer = countOf(findings, finding) < countOf(before, finding);
  return (
    fewer &&
    (errorsIn(findings) < errorsIn(before) ||
      (finding.severity !== 'error' && errorsIn(findings) <= errorsIn(before)))
  );
};

/** A patch that shows a secret is none that may be shown. */
const showsSecret = ({ diff }: Patch, literals: readonly string[]): boolean =>
  literals.some((literal) => literal.length > 3 && diff.includes(literal)) ||
  /:\/\/[^/\s@]+:[^/\s@]+@/.test(diff);

const patchFor = (fix: TriedFix, { workload }: ScanFinding, { context }: OfferContext): Patch | null => {
  if ('patch' in fix) return fix.patch;
  if (!('env' in fix) || workload === null || fix.unproven !== undefined) return null;
  const edits = editsFor(workload, fix.env, context.readText);
  return edits === null ? null : patchOf(edits, context.readText);
};

/** Puts patches in place of changes of the environment where they are proven by reading the files again. */
export const withPatches = async (given: OfferContext): Promise<readonly ScanFinding[]> => {
  const { findings, literals } = given.assessment;
  const result: ScanFinding[] = [];
  let left = MAX_TRIES;
  for (const finding of findings) {
    const fixes: TriedFix[] = [];
    for (const fix of finding.fixes) {
      const patch = left > 0 ? patchFor(fix, finding, given) : null;
      if (patch !== null) left -= 1;
      const good = patch !== null && !showsSecret(patch, literals) && (await helps(patch, finding, given));
      if (good) fixes.push({ title: fix.title, patch, proven: false });
      // A patch that does not help is not offered; a change of variables is at least a hint.
      else if (!('patch' in fix)) fixes.push(fix);
    }
    result.push({ ...finding, fixes });
  }
  return result;
};
