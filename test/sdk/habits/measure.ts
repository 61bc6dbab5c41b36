import { readFileSync, writeFileSync } from 'node:fs';
import { installedVersions, SDKS, type SdkName } from '../versions.ts';
import { type Carrier, startBench } from './bench.ts';
import { type Habit, sections } from './sections.ts';

/**
 * Measures what each SDK does on the wire beside what its settings ask for, and holds it against habits.json: prints
 * the differences and fails where there are any. `--write` writes what was measured instead. `--sdk NAME` and
 * `--only SECTION` (both repeatable) measure less; the rest of the table stays.
 */
type Habits = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Habit>>>>>>;

interface Table {
  readonly versions: string;
  readonly habits: Habits;
}

const file = new URL('habits.json', import.meta.url);
const args = process.argv.slice(2);
const given = (name: string): readonly string[] =>
  args.flatMap((arg, index) => (arg === name ? [args[index + 1] ?? ''] : []));
const wanted = (words: readonly string[], word: string): boolean =>
  words.length === 0 || words.includes(word);

const CARRIERS: readonly Carrier[] = ['http/protobuf', 'http/json', 'grpc'];

/** Python, Go, Java and Rust have no http/json, at least not without a feature of the crate. */
const has = (sdk: SdkName, carrier: Carrier): boolean => carrier !== 'http/json' || sdk === 'js';

function read(): Table {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Table;
  } catch {
    return { versions: '', habits: {} };
  }
}

async function measure(sdk: SdkName, note: (line: string) => void) {
  const bench = await startBench();
  const measured: Record<string, Record<string, Habit>> = {};
  try {
    for (const carrier of CARRIERS.filter((each) => has(sdk, each))) {
      for (const section of sections) {
        if (!section.carriers.includes(carrier) || !wanted(given('--only'), section.name)) continue;
        const value = await section.measure(bench, sdk, carrier);
        measured[carrier] = { ...measured[carrier], [section.name]: value };
        note(`${sdk} ${carrier} ${section.name}`);
      }
    }
  } finally {
    await bench.stop();
  }
  return measured;
}

/** Lines `path: old -> new` for every leaf that differs; what was not measured is left alone. */
function differences(before: unknown, after: unknown, path: string): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const bothTrees = [before, after].every((value) => typeof value === 'object' && value !== null);
  if (!bothTrees || Array.isArray(after))
    return [`${path}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`];
  return Object.entries(after as object).flatMap(([name, value]) =>
    differences((before as Readonly<Record<string, unknown>>)[name], value, `${path} / ${name}`),
  );
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const known = read();
const versions = await installedVersions();
const habits: Record<string, Record<string, Record<string, Habit>>> = structuredClone(known.habits);
const lines: string[] = [];
const save = (): void => writeFileSync(file, `${JSON.stringify({ versions, habits }, null, 2)}\n`);
for (const sdk of SDKS.filter((each) => wanted(given('--sdk'), each))) {
  const measured = await measure(sdk, write);
  lines.push(...differences(known.habits[sdk] ?? {}, measured, sdk));
  for (const [carrier, values] of Object.entries(measured)) {
    habits[sdk] = { ...habits[sdk], [carrier]: { ...habits[sdk]?.[carrier], ...values } };
  }
  if (args.includes('--write')) save();
}
if (known.versions !== versions) write(`versions: ${known.versions || 'none'} -> ${versions}`);
for (const line of lines) write(line);
if (args.includes('--write')) {
  save();
  write(`written to ${file.pathname}`);
} else {
  write(lines.length === 0 ? 'all as in habits.json' : `${lines.length} habits differ from habits.json`);
  process.exit(lines.length === 0 ? 0 : 1);
}
