import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { toBytes } from '../../disk/text.ts';
import { liesWithin, whyUnwritten, writeFile } from '../../disk/write.ts';
import type { Patch } from '../../model/finding.ts';
import { usageError } from '../../model/usage.ts';
import { readText } from '../../scan/files.ts';
import { applyDiff } from '../../scan/patch/apply.ts';
import type { PlacedFinding } from '../../scan/placed-finding.ts';
import { type AssessContext, assessWithPatches, type Result } from './assess.ts';

/** Rounds of writing: after each the files are read again. */
const MAX_WRITTEN = 100;

const firstPatch = ({ fixes }: PlacedFinding): Patch | null => {
  for (const fix of fixes) if ('patch' in fix) return fix.patch;
  return null;
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
  paths.filter((path) => path !== '-').map((path) => (statSync(path).isDirectory() ? path : dirname(path)));

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

/** What is left after writing. */
export interface Writing {
  readonly result: Result;
  /** In order. */
  readonly written: readonly Patch[];
  readonly notes: readonly string[];
}

/** Writes one patch after the other, each on the files as they are then, until nothing is left to write. */
export const writeAll = async (
  first: Result,
  context: AssessContext,
  paths: readonly string[],
): Promise<Writing> => {
  const homes = homesOf(paths);
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
    result = await assessWithPatches(files, context);
  }
  return { result, written, notes: [...outside].map((path) => `${path} ${OUTSIDE}`) };
};
