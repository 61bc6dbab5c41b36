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
const MAX_ROUNDS = 8;

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
const applicable = (
  patch: Patch | null,
  homes: readonly string[],
  outside: Set<string>,
  textOf: (path: string) => string | null,
): Changed | null => {
  const changed = patch === null ? null : applyDiff(patch.diff, textOf);
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

interface Round {
  readonly changed: ReadonlyMap<string, string>;
  readonly patches: readonly Patch[];
}

/** The first patches of all findings that can be laid over each other. */
const roundOf = (
  findings: readonly PlacedFinding[],
  homes: readonly string[],
  outside: Set<string>,
): Round => {
  const changed = new Map<string, string>();
  const patches: Patch[] = [];
  const places = new Set<string>();
  for (const finding of findings) {
    const patch = firstPatch(finding);
    const place = patch === null ? '' : patch.diff;
    if (patch === null || places.has(place)) continue;
    const now = applicable(patch, homes, outside, (path) => changed.get(path) ?? readText(path));
    if (now === null) continue;
    places.add(place);
    patches.push(patch);
    for (const [path, text] of now) changed.set(path, text);
  }
  return { changed, patches };
};

const NAMED = 5;

/** What is left, so that nobody takes the files for mended. */
const unmended = (findings: readonly PlacedFinding[]): readonly string[] => {
  const left = findings.filter(({ severity }) => severity !== 'info');
  if (left.length === 0) return [];
  const named = left
    .slice(0, NAMED)
    .map(({ code, location }) => `${code} at ${location.path}:${location.line}`);
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  return [`Not mended, because no patch is known to help: ${named.join(', ')}${more}.`];
};

/** Writes the patches of all findings, those that touch each other in rounds; after each the files are judged again. */
export const writeAll = async (
  first: Result,
  context: AssessContext,
  paths: readonly string[],
): Promise<Writing> => {
  const homes = homesOf(paths);
  const written: Patch[] = [];
  const outside = new Set<string>();
  let result = first;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { changed, patches } = roundOf(result.findings, homes, outside);
    if (patches.length === 0) break;
    for (const [path, text] of changed) writeText(path, text, homes);
    written.push(...patches);
    const files = result.files.map((file) => ({ ...file, text: changed.get(file.path) ?? file.text }));
    result = await assessWithPatches(files, context);
  }
  const notes = [...[...outside].map((path) => `${path} ${OUTSIDE}`), ...unmended(result.findings)];
  return { result, written, notes };
};
