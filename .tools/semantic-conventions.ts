import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Attribute names that were renamed or removed, from the declarations of `@opentelemetry/semantic-conventions`. */
const directory = join(
  dirname(fileURLToPath(import.meta.url)),
  '../node_modules/@opentelemetry/semantic-conventions',
);
const WIDTH = 110;

/**
 * Old names that say nothing: `state` and `pool.name` may be anybody's, SDKs themselves set `exception.escaped` when they
 * record an exception, and `system.process.status` is of the metrics of a host, not of an application.
 */
const PASSED_OVER = ['state', 'pool.name', 'exception.escaped', 'system.process.status'];

/** A constant of the package: its attribute name (the prefix of it for a template) and what its comment says of its end. */
interface Constant {
  readonly id: string;
  readonly name: string;
  readonly template: boolean;
  readonly deprecated: string | null;
}

/** Names of templates stand only in the code: `(key) => `http.request.header.${key}``. */
const templatesOf = (file: string): ReadonlyMap<string, string> =>
  new Map(
    [
      ...readFileSync(join(directory, 'dist', `${file}.mjs`), 'utf8').matchAll(
        /const (\w+) = \(key\) => `([^`$]+)\$\{key\}`/g,
      ),
    ].map(([, id = '', name = '']) => [id, name]),
  );

const constantsOf = (file: string): readonly Constant[] => {
  const templates = templatesOf(file);
  const text = readFileSync(join(directory, 'dist', `${file}.d.mts`), 'utf8');
  const pattern =
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*declare const ((?:ATTR|SEMATTRS|SEMRESATTRS)_\w+)(?:: | = )(?:"([^"]+)"|\(key)/g;
  return [...text.matchAll(pattern)]
    .map(([, comment = '', id = '', name]) => ({
      id,
      name: name ?? templates.get(id) ?? '',
      template: name === undefined,
      deprecated:
        /@deprecated ([\s\S]*?)(?=\n \* @|\n \*?\s*$|$)/.exec(comment)?.[1]?.replace(/\s*\n \* ?/g, ' ') ??
        null,
    }))
    .filter(({ id, name }) => name !== '' && !/_VALUE_/.test(id));
};

/** What a comment names as the replacement; null when the attribute only moved to another document. */
const replacements = (comment: string): readonly string[] | null => {
  if (comment.startsWith('Moved to')) return null;
  if (/^(Removed|Deprecated)\b/.test(comment)) return [];
  const said = comment.replace(/(, but only| For example|, which has moved).*$/, '');
  return [...said.matchAll(/`([a-z][\w-]*(?:\.[\w-]+)+)`/g)].map(([, name = '']) => name);
};

type Renames = ReadonlyMap<string, readonly string[]>;

/** Follows names that were renamed again. */
const resolve = (renames: Renames, names: readonly string[], depth = 5): readonly string[] => [
  ...new Set(
    names.flatMap((name) => {
      const next = renames.get(name);
      return next === undefined || depth === 0 ? [name] : resolve(renames, next, depth - 1);
    }),
  ),
];

const renamesOf = (constants: readonly Constant[]): Renames =>
  new Map(
    constants.flatMap(({ name, deprecated }) => {
      const names = deprecated === null || PASSED_OVER.includes(name) ? null : replacements(deprecated);
      return names === null ? [] : [[name, names] as const];
    }),
  );

/** Names of the first releases, whose constants point to those that followed or say that there is none. */
const formerNames = (current: readonly Constant[]): Renames => {
  const byId = new Map(current.map(({ id, name }) => [id, name]));
  const names = new Set(byId.values());
  const former = ['trace/SemanticAttributes', 'resource/SemanticResourceAttributes'].flatMap(constantsOf);
  return new Map(
    former
      .filter(({ name }) => !names.has(name))
      .flatMap(({ name, deprecated }): readonly (readonly [string, readonly string[]])[] => {
        const next = byId.get(/\bATTR_\w+/.exec(deprecated ?? '')?.[0] ?? '');
        if (next !== undefined) return [[name, [next]]];
        return /^Removed/.test(deprecated ?? '') ? [[name, []]] : [];
      }),
  );
};

const record = (entries: Renames, all: Renames): readonly string[] =>
  [...entries]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([old, names]) => {
      const line = `  '${old}': '${resolve(all, names).join(' ')}',`;
      return line.length <= WIDTH ? [line] : line.replace("': '", "':\n    '").split('\n');
    });

/** Names as the lines of a template literal. */
const paragraph = (names: readonly string[]): readonly string[] => {
  const lines: string[] = [];
  for (const name of [...names].sort()) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + name.length > WIDTH) lines.push(name);
    else lines[lines.length - 1] = `${last} ${name}`;
  }
  return lines;
};

/** The text of `src/knowledge/semantic-conventions.ts`. */
export const semanticConventions = (): string => {
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  const stable = constantsOf('stable_attributes');
  const all = [...stable, ...constantsOf('experimental_attributes')];
  const whole = all.filter(({ template }) => !template);
  const renames = new Map([...formerNames(all), ...renamesOf(whole)]);
  const templates = renamesOf(all.filter(({ template }) => template));
  const stableNames = stable.filter(({ template, deprecated }) => !template && deprecated === null);
  return [
    `// Generated by npm run generate from @opentelemetry/semantic-conventions ${version}.`,
    '/** Release of the semantic conventions that the names are of. */',
    `export const CONVENTIONS_VERSION = '${version}';`,
    '',
    '/** Attribute names that are no longer used: the new name, several with blanks between them, nothing when there is none. */',
    'export const RENAMED: Readonly<Record<string, string>> = {',
    ...record(renames, renames),
    '};',
    '',
    '/** Beginnings of names, before a key that is part of the name, and the new beginnings without the last dot. */',
    'export const RENAMED_PREFIXES: Readonly<Record<string, string>> = {',
    ...record(templates, renames),
    '};',
    '',
    'const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\\s+/));',
    '',
    '/** Names that are stable: they will not change any more. */',
    'export const STABLE_NAMES: ReadonlySet<string> = names(`',
    ...paragraph(stableNames.map(({ name }) => name)),
    '`);',
    '',
    '/** The names in the namespace `otel`, which is reserved. */',
    'export const OTEL_NAMES: ReadonlySet<string> = names(`',
    ...paragraph(whole.map(({ name }) => name).filter((name) => name.startsWith('otel.'))),
    '`);',
    '',
  ].join('\n');
};
