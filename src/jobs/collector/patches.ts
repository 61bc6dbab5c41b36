import { editConfiguration, type KeyEdit } from '../../collector/edit.ts';
import type { CollectorExporter } from '../../collector/exporters.ts';
import type { CollectorText } from '../../collector/text.ts';
import type { Patch, TriedFix } from '../../model/finding.ts';
import { applyDiff } from '../../scan/patch/apply.ts';
import { patchOf } from '../../scan/patch/diff.ts';
import { type Hop, readHop } from './hop.ts';
import { keyEdits } from './key-edits.ts';
import { lineEdits } from './line-edits.ts';
import type { Surroundings } from './sources.ts';

/** The configuration after a patch, and the patch. */
export interface Patched {
  readonly patch: Patch;
  readonly hop: Hop;
  /** What the exporter is called in it. */
  readonly id: string;
}

const textIn =
  ({ texts }: Hop) =>
  (path: string): string | null =>
    texts.find((text) => text.path === path && text.linesMatch !== false)?.text ?? null;

const withTexts = (hop: Hop, changed: ReadonlyMap<string, string>, around: Surroundings): Hop =>
  readHop(
    hop.texts.map((text): CollectorText => ({ ...text, text: changed.get(text.path) ?? text.text })),
    around,
  );

/** The file of an edit: that of the key, or of the exporter that it belongs to. */
const pathOf = (edit: KeyEdit, exporter: CollectorExporter, { fact }: Hop): string => {
  const [section, id, ...keys] = edit.keys;
  if (section !== 'exporters')
    return fact.pipelines.find((pipeline) => edit.keys.includes(pipeline.id))?.at.path ?? fact.path;
  const component = fact.components.find((one) => one.kind === 'exporter' && one.id === id);
  for (let length = keys.length; length > 0; length -= 1) {
    const spot = component?.places[keys.slice(0, length).join('.')];
    if (spot !== undefined) return spot[2] ?? fact.path;
  }
  return exporter.at.path;
};

/** A change of some files as one patch, with nothing between two changes. */
const wholePatch = (changed: ReadonlyMap<string, string>, hop: Hop): Patch | null => {
  const textOf = textIn(hop);
  const lines = [...changed].flatMap(([path, after]) => lineEdits(path, textOf(path) ?? '', after));
  return lines.length === 0 ? null : patchOf(lines, textOf);
};

/** A change of a sender's settings made in the files; null where it cannot be made there. */
export const patchFor = (
  edits: readonly KeyEdit[],
  exporter: CollectorExporter,
  hop: Hop,
  around: Surroundings,
): Patched | null => {
  const textOf = textIn(hop);
  const changed = new Map<string, string>();
  for (const path of new Set(edits.map((edit) => pathOf(edit, exporter, hop)))) {
    const before = textOf(path);
    const own = edits.filter((edit) => pathOf(edit, exporter, hop) === path);
    const after = before === null ? null : editConfiguration(before, own);
    if (after === null) return null;
    changed.set(path, after);
  }
  const patch = wholePatch(changed, hop);
  if (patch === null) return null;
  const renamed = edits.find((edit) => 'rename' in edit);
  const id = renamed !== undefined && 'rename' in renamed ? renamed.rename : exporter.id;
  return { patch, hop: withTexts(hop, changed, around), id };
};

/** The configuration after a fix of a finding; null where it is no change of its files. */
export const patchedBy = (
  fix: TriedFix,
  exporter: CollectorExporter,
  hop: Hop,
  around: Surroundings,
): Patched | null => {
  if ('patch' in fix) {
    const changed = applyDiff(fix.patch.diff, textIn(hop));
    const patch = changed === null ? null : wholePatch(changed, hop);
    return changed === null || patch === null
      ? null
      : { patch, hop: withTexts(hop, changed, around), id: exporter.id };
  }
  if (!('env' in fix) || Object.values(fix.env).some((value) => value?.includes('***'))) return null;
  const edits = keyEdits(fix.env, exporter, hop.fact);
  return edits === null ? null : patchFor(edits, exporter, hop, around);
};
