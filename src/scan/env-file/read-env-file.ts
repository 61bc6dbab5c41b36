import { parseEnvFile } from '../../resolve/env-file.ts';
import { type Interpolated, interpolate } from '../interpolate.ts';
import { lineStarts } from '../place.ts';
import type { Quoting, ScannedVariable, Slot, VariableOrigin } from '../workload.ts';

/** Whether references in the values are filled in, and from where else than the lines above. */
export type Expansion = 'none' | ((name: string) => string | undefined);

const LINE = /^(\s*(?:export\s+)?)([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*/;

/** Range of the value in its line, with its quotes. */
const rangeOf = (rest: string): { readonly length: number; readonly quoting: Quoting } => {
  const double = /^"(?:\\.|[^"\\])*"/.exec(rest)?.[0];
  if (double !== undefined) return { length: double.length, quoting: 'double' };
  const single = /^'[^']*'/.exec(rest)?.[0];
  if (single !== undefined) return { length: single.length, quoting: 'single' };
  return { length: rest.replace(/(?<!\s)\s+#.*$/s, '').trimEnd().length, quoting: 'plain' };
};

const slotOf = (path: string, text: string, start: number): { slot: Slot; column: number } | null => {
  const stop = text.indexOf('\n', start);
  const line = text.slice(start, stop < 0 ? text.length : stop).replace(/\r$/, '');
  const [front, indent = ''] = LINE.exec(line) ?? [];
  if (front === undefined) return null;
  const { length, quoting } = rangeOf(line.slice(front.length));
  const end = stop < 0 ? text.length : stop + 1;
  const entry = { start, end, indent: indent.replace(/\S.*/, ''), form: 'env-file', alone: true } as const;
  const from = start + front.length;
  return {
    column: front.length + 1,
    slot: {
      path,
      start: from,
      end: from + length,
      quoting,
      dialect: 'env-file',
      front: '',
      segments: [],
      entry,
    },
  };
};

const filledIn = (
  value: string,
  quoting: Quoting,
  known: ReadonlyMap<string, string>,
  expansion: Expansion,
): Interpolated => {
  if (expansion === 'none' || quoting === 'single')
    return { value, segments: [], unset: [], whole: null, tooLong: false };
  return interpolate(value, (name) => expansion(name) ?? known.get(name));
};

/** Reads an env file with the place of every value; a reference that stays unknown is left as it is written. */
export const readEnvFile = (
  path: string,
  text: string,
  expansion: Expansion,
  from: VariableOrigin = 'env-file',
): { readonly variables: readonly ScannedVariable[]; readonly notes: readonly string[] } => {
  const { layer, problems } = parseEnvFile(path, text, () => true);
  const starts = lineStarts(text.replace(/^\uFEFF/, ' '));
  const known = new Map<string, string>();
  const tooLong: string[] = [];
  const variables = Object.entries(layer.values)
    .flatMap(([name, { value, source }]) =>
      source.kind === 'file' ? [{ name, value, line: source.line }] : [],
    )
    .sort((a, b) => a.line - b.line)
    .flatMap(({ name, value, line }): ScannedVariable[] => {
      const found = slotOf(path, text, starts[line - 1] ?? 0);
      if (found === null) return [];
      const { slot, column } = found;
      const filled = filledIn(value, slot.quoting, known, expansion);
      const now = filled.value ?? value;
      if (filled.tooLong)
        tooLong.push(
          `${path}:${line} was not filled in: with what ${name} refers to it is longer than any program can be started with (128 KiB).`,
        );
      known.set(name, now);
      return [
        {
          name,
          value: now,
          at: { path, line, column },
          from,
          slot: { ...slot, segments: filled.value === null ? [] : filled.segments },
        },
      ];
    });
  const notes = problems.slice(0, 3).map(({ line, problem }) => `${path}:${line} was ignored: ${problem}.`);
  return { variables, notes: [...notes, ...tooLong.slice(0, 1)] };
};
