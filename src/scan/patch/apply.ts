interface Hunk {
  readonly from: number;
  readonly old: readonly string[];
  readonly put: readonly string[];
}

interface FileDiff {
  readonly path: string;
  readonly hunks: readonly Hunk[];
}

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@/;

const readHunk = (header: string, body: readonly string[]): Hunk => {
  const [, from = '1', count = '1'] = HEADER.exec(header) ?? [];
  const old: string[] = [];
  const put: string[] = [];
  for (const [index, line] of body.entries()) {
    const open = body[index + 1]?.startsWith('\\') ?? false;
    const content = `${line.slice(1)}${open ? '' : '\n'}`;
    if (line.startsWith('-') || line.startsWith(' ')) old.push(content);
    if (line.startsWith('+') || line.startsWith(' ')) put.push(content);
  }
  return { from: Number(from) - (count === '0' ? 0 : 1), old, put };
};

/** Takes a unified diff apart. */
const readDiff = (diff: string): readonly FileDiff[] =>
  diff
    .split(/^(?=--- )/m)
    .filter((part) => part.startsWith('--- '))
    .map((part) => {
      const path = /^\+\+\+ (?:b\/)?(.*)$/m.exec(part)?.[1] ?? '';
      const hunks = part
        .split(/^(?=@@ )/m)
        .slice(1)
        .map((text) => {
          const [header = '', ...body] = text.replace(/\n$/, '').split('\n');
          return readHunk(header, body);
        });
      return { path, hunks };
    });

const patched = (text: string, hunks: readonly Hunk[]): string | null => {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  for (const { from, old, put } of hunks) {
    if (from < at || old.some((line, index) => lines[from + index] !== line)) return null;
    result.push(...lines.slice(at, from), ...put);
    at = from + old.length;
  }
  return [...result, ...lines.slice(at)].join('');
};

/** The files after a unified diff; null where one of them is not as the diff says. */
export const applyDiff = (
  diff: string,
  textOf: (path: string) => string | null,
): ReadonlyMap<string, string> | null => {
  const changed = new Map<string, string>();
  for (const { path, hunks } of readDiff(diff)) {
    const text = changed.get(path) ?? textOf(path);
    const after = text === null ? null : patched(text, hunks);
    if (after === null) return null;
    changed.set(path, after);
  }
  return changed.size === 0 ? null : changed;
};
