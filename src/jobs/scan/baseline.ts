import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { readFile, whyUnread } from '../../disk/read.ts';
import { toBytes, toText } from '../../disk/text.ts';
import { whyUnwritten, writeFile } from '../../disk/write.ts';
import { usageError } from '../../model/usage.ts';
import type { PlacedFinding } from '../../scan/placed-finding.ts';
import { pathFrom } from '../../scan/policy/policy.ts';
import { hideSecrets } from '../../text/secret-values.ts';

/** A finding as it is known again in a later run: its line may have moved, and what stands there has not changed. */
interface Mark {
  readonly code: string;
  readonly path: string;
  /** Of what stands in its line, without secrets. */
  readonly mark: string;
}

interface Entry extends Mark {
  readonly count: number;
}

/** Findings that were there when it was written. */
export interface Baseline {
  readonly path: string;
  readonly entries: readonly Entry[];
}

/** Where a baseline is written unless it is said. */
export const BASELINE = '.otel-doctor-baseline.json';

const MAX_BYTES = 16 * 1024 * 1024;

const keyOf = ({ code, path, mark }: Mark): string => `${code}\n${path}\n${mark}`;

/** How findings are known again: by the line on which each stands, with secrets taken out. */
const marker = (
  baselinePath: string,
  secretValues: readonly string[],
  readText: (path: string) => string | null,
): ((finding: PlacedFinding) => Mark) => {
  const home = dirname(resolve(baselinePath));
  const { own } = hideSecrets(secretValues);
  const lines = new Map<string, readonly string[]>();
  return ({ code, location: { path, line } }) => {
    const all = lines.get(path) ?? (readText(path) ?? '').split('\n');
    lines.set(path, all);
    const text = own((all[line - 1] ?? '').trim());
    const mark = createHash('sha256').update(text).digest('hex').slice(0, 16);
    return { code, path: pathFrom(home, path) ?? resolve(path), mark };
  };
};

/** Tells of each finding whether the baseline has it; one that it has once is there once. */
export const known = (
  { path, entries }: Baseline,
  secretValues: readonly string[],
  readText: (path: string) => string | null,
): ((finding: PlacedFinding) => boolean) => {
  const markOf = marker(path, secretValues, readText);
  const left = new Map(entries.map((entry) => [keyOf(entry), entry.count]));
  return (finding) => {
    const key = keyOf(markOf(finding));
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count > 0;
  };
};

/** The findings as a baseline, in an order of their own, so that a later one differs where they do. */
export const baselineOf = (
  path: string,
  findings: readonly PlacedFinding[],
  secretValues: readonly string[],
  readText: (path: string) => string | null,
): Baseline => {
  const markOf = marker(path, secretValues, readText);
  const counts = new Map<string, Entry>();
  for (const mark of findings.map(markOf)) {
    const before = counts.get(keyOf(mark))?.count ?? 0;
    counts.set(keyOf(mark), { ...mark, count: before + 1 });
  }
  const order = ({ path: file, code, mark }: Mark): string => `${file}\n${code}\n${mark}`;
  const entries = [...counts.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return { path, entries };
};

const isEntry = (value: unknown): value is Entry => {
  if (typeof value !== 'object' || value === null) return false;
  const { code, path, mark, count } = value as Record<string, unknown>;
  return [code, path, mark].every((text) => typeof text === 'string') && Number.isSafeInteger(count);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Reads a baseline; one that cannot be used ends the run, for without it everything old would be told as new. */
export const readBaseline = (path: string): Baseline => {
  const read = readFile(path, { maxBytes: MAX_BYTES });
  if ('unread' in read)
    throw usageError(
      `cannot read the baseline ${path}: ${whyUnread(read, MAX_BYTES)}; --write-baseline makes one`,
    );
  const value = parsed(toText(read.bytes)) as { version?: unknown; findings?: unknown } | null;
  const entries = typeof value === 'object' && value !== null && value.version === 1 ? value.findings : null;
  if (!Array.isArray(entries))
    throw usageError(`${path} is no baseline of otel-doctor; write it anew with --write-baseline`);
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0)
    throw usageError(
      `${path}: entry ${wrong + 1} lacks code, path, mark or count; write it anew with --write-baseline`,
    );
  return { path, entries: entries as readonly Entry[] };
};

/** Writes a baseline, a line each finding. */
export const writeBaseline = ({ path, entries }: Baseline): void => {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  const text = `{\n  "version": 1,\n  "findings": [${lines === '' ? '' : `\n${lines}\n  `}]\n}\n`;
  try {
    writeFile(path, toBytes(text));
  } catch (thrown) {
    throw usageError(`cannot write the baseline ${path} (${whyUnwritten(thrown)})`);
  }
};
