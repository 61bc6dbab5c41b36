import type { CollectorFact, LineEdit, PlacedSettings } from '../../model/collector.ts';
import type { Evidence, Fix, Location } from '../../model/finding.ts';

/** `file:line`, as people click on it. */
export const whereText = ({ path, line }: Location): string => `${path}:${line}`;

/** A place as evidence. */
export const placeEvidence = (label: string, at: Location): Evidence => ({ label, value: whereText(at) });

/** Who a sentence is about: the Collector, and where it is declared when that is known. */
export const collectorName = ({ label }: CollectorFact): string =>
  label === null ? 'the Collector' : `the Collector (${label})`;

const edited = (line: string, edits: readonly LineEdit[]): string | null => {
  let text = line;
  for (const { at, from, to } of [...edits].sort((a, b) => b.at.column - a.at.column)) {
    const start = text.indexOf(from, at.column - 1);
    if (start < 0) return null;
    text = text.slice(0, start) + to + text.slice(start + from.length);
  }
  return text === line ? null : text;
};

/** A fix that changes lines; null where one of them may not be shown or is not as expected. */
export const editFix = (collector: CollectorFact, title: string, edits: readonly LineEdit[]): Fix | null => {
  const path = edits[0]?.at.path ?? collector.path;
  // What stands in several files is no one patch.
  if (edits.some(({ at }) => at.path !== path)) return null;
  const lines = path === collector.path ? collector.lines : (collector.otherLines?.[path] ?? {});
  const numbers = [...new Set(edits.map(({ at }) => at.line))].sort((a, b) => a - b);
  const hunks = numbers.map((line) => {
    const old = lines[line];
    const put =
      old === undefined
        ? null
        : edited(
            old,
            edits.filter(({ at }) => at.line === line),
          );
    return put === null ? null : `@@ -${line},1 +${line},1 @@\n-${old}\n+${put}\n`;
  });
  const [line] = numbers;
  if (line === undefined || hunks.includes(null)) return null;
  return { title, patch: { path, line, diff: `--- a/${path}\n+++ b/${path}\n${hunks.join('')}` } };
};

/** A fix that puts one text in place of another in a line, behind a column; null where the line may not be shown. */
export const replaceFix = (
  collector: CollectorFact,
  at: Location,
  from: string,
  to: string,
  title: string,
): Fix | null => editFix(collector, title, [{ at, from, to }]);

/** A fix that puts lines behind a line, in a column; null where that line may not be shown or stands in braces. */
export const insertFix = (
  { path, lines, otherLines }: CollectorFact,
  after: number,
  column: number,
  added: readonly string[],
  title: string,
): Fix | null => {
  // Of merged files the number of a line alone does not tell where it is.
  if (otherLines !== undefined) return null;
  const old = lines[after];
  if (old === undefined || /[{[]/.test(old)) return null;
  const end = old.endsWith('\r') ? '\r' : '';
  const put = added.map((text) => `+${' '.repeat(column - 1)}${text}${end}\n`).join('');
  const diff = `--- a/${path}\n+++ b/${path}\n@@ -${after},1 +${after},${added.length + 1} @@\n ${old}\n${put}`;
  return { title, patch: { path, line: after + 1, diff } };
};

/** Column in which the settings below a path stand, or would. */
export const columnBelow = ({ places }: PlacedSettings, ...keys: readonly string[]): number => {
  const prefix = keys.map((key) => `${key}.`).join('');
  const below = Object.entries(places).find(([path]) => path !== '' && path.startsWith(prefix));
  return below?.[1][1] ?? (places[keys.join('.')]?.[1] ?? 1) + 2;
};
