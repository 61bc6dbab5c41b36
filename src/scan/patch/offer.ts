import type { Patch, TriedFix } from '../../model/finding.ts';
import type { SourceFile } from '../files.ts';
import type { PlacedFinding } from '../placed-finding.ts';
import type { Workload } from '../workload.ts';
import { applyDiff } from './apply.ts';
import { patchOf } from './diff.ts';
import { editsFor, renameEdit } from './edit.ts';
import { tells } from './shown.ts';

/** Each is tried by reading everything again. */
const MAX_TRIES = 400;

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
  /** Files of a unit; none where it has no such name. */
  unitPaths(unit: string): ReadonlySet<string>;
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
): readonly SourceFile[] => files.map((file) => ({ ...file, text: changed.get(file.path) ?? file.text }));

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

/** A variable in the words of the file that it stands in; the name alone tells where it does not stand yet. */
const written = (name: string, value: string, workload: Workload): string => {
  const spelt = workload.spelling?.[name];
  if (spelt !== undefined) {
    // Spring Boot has a word of its own for the protocol.
    const own = spelt.endsWith('.transport') ? value.replace('/protobuf', '') : value;
    return /\.properties$/.test(workload.at.path) ? `${spelt}=${own}` : `${spelt}: ${own}`;
  }
  const form = workload.variables.find(({ slot }) => slot?.entry)?.slot?.entry?.form;
  const inKubernetes = form === 'pairs' || (form === undefined && workload.kind === 'kubernetes');
  if (inKubernetes) return `env: - name: ${name}, value: "${value}"`;
  if (form === 'attribute') return `${name} = "${value}"`;
  return form === 'map' || form === undefined ? `${name}: "${value}"` : `${name}=${value}`;
};

/** A change of variables as a sentence about the file: a line for a shell has no effect there. */
const inOwnWords = (fix: TriedFix, workload: Workload | null): TriedFix => {
  if (!('env' in fix) || workload === null) return fix;
  const lines = Object.entries(fix.env).map(([name, value]) => {
    const option = workload.variables.find((variable) => variable.name === name)?.option;
    if (option !== undefined)
      return value === null ? `Take ${option.written} out.` : `Write ${option.written}=${value}`;
    return value === null
      ? `Take ${workload.spelling?.[name] ?? name} out.`
      : `Write ${written(name, value, workload)}`;
  });
  return { title: fix.title, text: lines.join('\n'), proven: false };
};

/** The files of the unit that a finding is in, where they alone show it: trying a patch on all would take long. */
const scopeOf = async (
  finding: PlacedFinding,
  given: OfferContext,
  known: Map<string, OfferContext>,
): Promise<OfferContext> => {
  const paths = given.unitPaths(finding.unit);
  if (paths.size === 0 || paths.size === given.files.length) return given;
  const before = known.get(finding.unit);
  const files = before?.files ?? given.files.filter(({ path }) => paths.has(path));
  const scope = before ?? { ...given, files, judged: await given.judge(files, given.readText) };
  known.set(finding.unit, scope);
  return countOf(scope.judged.findings, finding) > 0 ? scope : given;
};

/** Mistakes of one place that are mended together at most. */
const MOST_TOGETHER = 4;

const isOfSame = (one: PlacedFinding, other: PlacedFinding): boolean =>
  one.severity === 'error' && one.labels.join() === other.labels.join();

/** A change of some files as one patch. */
const wholePatch = (
  changed: ReadonlyMap<string, string>,
  readText: OfferContext['readText'],
): Patch | null => {
  const edits = [...changed].flatMap(([path, after]) => {
    const before = readText(path) ?? '';
    let start = 0;
    while (start < before.length && before[start] === after[start]) start += 1;
    let back = 0;
    const most = Math.min(before.length, after.length) - start;
    while (back < most && before[before.length - 1 - back] === after[after.length - 1 - back]) back += 1;
    const end = before.length - back;
    return start === end && before === after
      ? []
      : [{ path, start, end, text: after.slice(start, after.length - back) }];
  });
  return edits.length === 0 ? null : patchOf(edits, readText);
};

/** The first patch of a finding that may be shown, with what its fix is called. */
const firstPatch = (finding: PlacedFinding, given: OfferContext) => {
  for (const fix of finding.fixes) {
    const patch = patchFor(fix, finding, given);
    if (patch !== null && tells(patch)) return { patch, title: fix.title };
  }
  return null;
};

/** The patch of the next mistake of the same place, on files that are changed already; null where there is none. */
const nextPatch = (
  { findings }: JudgedFiles,
  finding: PlacedFinding,
  given: OfferContext,
  changed: ReadonlyMap<string, string>,
) => {
  const readText = (path: string): string | null => changed.get(path) ?? given.readText(path);
  const next = findings.find((one) => isOfSame(one, finding));
  const more = next === undefined ? null : firstPatch(next, { ...given, readText });
  const now = more === null ? null : applyDiff(more.patch.diff, readText);
  return more === null || now === null
    ? null
    : { title: `${more.title.charAt(0).toLowerCase()}${more.title.slice(1)}`, changed: now };
};

/** A change that helps only together with those of the other mistakes of its place: each is mended in turn. */
const allTogether = async (
  first: { readonly patch: Patch; readonly title: string },
  finding: PlacedFinding,
  given: OfferContext,
): Promise<TriedFix | null> => {
  const before = given.judged.findings;
  const changed = new Map(applyDiff(first.patch.diff, given.readText) ?? []);
  const titles = [first.title];
  for (let round = 0; round < MOST_TOGETHER && changed.size > 0; round += 1) {
    const after = await judgeAfter(given, changed);
    if (countOf(after.findings, finding) >= countOf(before, finding)) return null;
    if (errorsIn(after.findings) < errorsIn(before)) {
      const patch = wholePatch(changed, given.readText);
      return patch === null || !tells(patch) ? null : { title: titles.join(', and '), patch, proven: false };
    }
    const next = nextPatch(after, finding, given, changed);
    if (next === null) return null;
    titles.push(next.title);
    for (const [path, text] of next.changed) changed.set(path, text);
  }
  return null;
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
    if (patch !== null && tells(patch) && (await helps(patch, finding, scope))) {
      fixes.push({ title: fix.title, patch, proven: false });
      continue;
    }
    const whole =
      patch === null || finding.severity !== 'error' || fixes.some((one) => 'patch' in one)
        ? null
        : await allTogether({ patch, title: fix.title }, finding, scope);
    if (whole !== null) fixes.push(whole);
    // A patch that does not help is not offered; a change of variables is at least a hint.
    else if (!('patch' in fix)) fixes.push(inOwnWords(fix, finding.workload));
  }
  return fixes;
};

/** Puts patches in place of changes of the environment where they are proven by reading the files again. */
export const withPatches = async (
  wanted: readonly PlacedFinding[],
  given: OfferContext,
): Promise<readonly PlacedFinding[]> => {
  const result: PlacedFinding[] = [];
  const scopes = new Map<string, OfferContext>();
  const budget = { left: MAX_TRIES };
  for (const finding of wanted) {
    const scope = await scopeOf(finding, given, scopes);
    result.push({ ...finding, fixes: await tried(finding, given, scope, budget) });
  }
  return result;
};
