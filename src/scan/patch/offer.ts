import type { Patch, TriedFix } from '../../model/finding.ts';
import type { SourceFile } from '../files.ts';
import type { PlacedFinding } from '../placed-finding.ts';
import type { Workload } from '../workload.ts';
import { applyDiff } from './apply.ts';
import { patchOf } from './diff.ts';
import { editsFor, renameEdit } from './edit.ts';
import { tells } from './shown.ts';

/** Each is tried by reading everything again. */
const MAX_TRIES = 120;

/** What is wrong with files. */
export interface JudgedFiles {
  readonly findings: readonly PlacedFinding[];
  readonly secretValues: readonly string[];
}

/** What patches are tried on. */
export interface OfferContext {
  readonly files: readonly SourceFile[];
  readonly judged: JudgedFiles;
  readText(path: string): string | null;
  /** Reads and judges files anew. */
  judge(files: readonly SourceFile[], readText: OfferContext['readText']): Promise<JudgedFiles>;
}

/** The same finding before and after a change, wherever its lines went. */
const alike = (one: PlacedFinding, other: PlacedFinding): boolean =>
  one.code === other.code &&
  one.location.path === other.location.path &&
  one.labels.join() === other.labels.join();

const countOf = (findings: readonly PlacedFinding[], like: PlacedFinding): number =>
  findings.filter((finding) => alike(finding, like)).length;

const errorsIn = (findings: readonly PlacedFinding[]): number =>
  findings.filter(({ severity }) => severity === 'error').length;

/** Files with some of them changed. */
const withChanges = (
  files: readonly SourceFile[],
  changed: ReadonlyMap<string, string>,
): readonly SourceFile[] => files.map(({ path, text }) => ({ path, text: changed.get(path) ?? text }));

/** What is wrong after a change. */
const judgeAfter = (
  { files, readText, judge }: OfferContext,
  changed: ReadonlyMap<string, string>,
): Promise<JudgedFiles> => judge(withChanges(files, changed), (path) => changed.get(path) ?? readText(path));

/** Whether a patch applies, makes the finding go away and brings no new error. */
const helps = async (patch: Patch, finding: PlacedFinding, given: OfferContext): Promise<boolean> => {
  const changed = applyDiff(patch.diff, given.readText);
  if (changed === null) return false;
  const before = given.judged.findings;
  const { findings } = await judgeAfter(given, changed);
  const fewer = countOf(findings, finding) < countOf(before, finding);
  return (
    fewer &&
    (errorsIn(findings) < errorsIn(before) ||
      (finding.severity !== 'error' && errorsIn(findings) <= errorsIn(before)))
  );
};

/** A misspelt name is written as it was meant. */
const renamed = (
  { workload, renames }: PlacedFinding,
  fix: TriedFix,
  { readText }: OfferContext,
): Patch | null => {
  const change = 'tries' in fix ? fix.tries : 'env' in fix ? fix.env : undefined;
  const rename = renames.find(({ from, to }) => change?.[from] === null && change[to] !== undefined);
  if (rename === undefined || workload === null) return null;
  const edit = renameEdit(workload, rename.from, rename.to, readText);
  return edit === null ? null : patchOf([edit], readText);
};

const patchFor = (fix: TriedFix, finding: PlacedFinding, given: OfferContext): Patch | null => {
  const { workload } = finding;
  const { readText } = given;
  if ('patch' in fix) return fix.patch;
  const byName = renamed(finding, fix, given);
  if (byName !== null || 'text' in fix) return byName;
  if (!('env' in fix) || workload === null || fix.unproven !== undefined) return null;
  const edits = editsFor(workload, fix.env, readText);
  return edits === null ? null : patchOf(edits, readText);
};

/** Where a system property decides, a variable would have no effect. */
const asProperty = (fix: TriedFix, workload: Workload | null): TriedFix => {
  if (!('env' in fix) || workload === null) return fix;
  const lines = Object.entries(fix.env).flatMap(([name, value]) => {
    const option = workload.variables.find((variable) => variable.name === name)?.option;
    return option === undefined
      ? []
      : [value === null ? `Take ${option.written} out.` : `Write ${option.written}=${value}`];
  });
  return lines.length === 0 ? fix : { title: fix.title, text: lines.join('\n'), proven: false };
};

const directoryOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The files below the directory of a finding, where they alone show it: trying a patch on all would take long. */
const scopeOf = async (
  finding: PlacedFinding,
  given: OfferContext,
  known: Map<string, OfferContext>,
): Promise<OfferContext> => {
  const places = [finding.location.path, finding.workload?.at.path ?? finding.location.path].map(directoryOf);
  const [directory = ''] = places.sort((a, b) => a.length - b.length);
  if (directory === '' || places.some((place) => !place.startsWith(directory))) return given;
  const files = given.files.filter(({ path }) => path.startsWith(directory));
  if (files.length === given.files.length) return given;
  const scope = known.get(directory) ?? {
    ...{ ...given, files, judged: await given.judge(files, given.readText) },
  };
  known.set(directory, scope);
  return countOf(scope.judged.findings, finding) > 0 ? scope : given;
};

/** Fixes of one finding, with patches that help in place of changes of variables. */
const tried = async (
  finding: PlacedFinding,
  given: OfferContext,
  scope: OfferContext,
  budget: { left: number },
): Promise<readonly TriedFix[]> => {
  const fixes: TriedFix[] = [];
  for (const fix of finding.fixes) {
    const patch = budget.left > 0 ? patchFor(fix, finding, given) : null;
    if (patch !== null) budget.left -= 1;
    if (patch !== null && tells(patch) && (await helps(patch, finding, scope)))
      fixes.push({ title: fix.title, patch, proven: false });
    // A patch that does not help is not offered; a change of variables is at least a hint.
    else if (!('patch' in fix)) fixes.push(asProperty(fix, finding.workload));
  }
  return fixes;
};

/** Puts patches in place of changes of the environment where they are proven by reading the files again. */
export const withPatches = async (given: OfferContext): Promise<readonly PlacedFinding[]> => {
  const result: PlacedFinding[] = [];
  const scopes = new Map<string, OfferContext>();
  const budget = { left: MAX_TRIES };
  for (const finding of given.judged.findings) {
    const scope = await scopeOf(finding, given, scopes);
    result.push({ ...finding, fixes: await tried(finding, given, scope, budget) });
  }
  return result;
};
