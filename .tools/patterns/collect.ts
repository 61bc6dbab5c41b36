import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'oxc-parser';
import { filesBelow, ROOT, read } from '../../test/kit/sources.ts';

/** A regular expression of the product, and where it stands. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

/** What the sources hold: patterns, and ways to make one that nobody could look at beforehand. */
interface Collected {
  readonly patterns: readonly Pattern[];
  readonly refused: readonly string[];
}

/** Functions that make patterns while the doctor runs, and why what they make takes no longer than its text. */
const MAKERS: Readonly<Record<string, string>> = {
  'src/text/pattern.ts': 'the templates themselves, each of which is collected with a text in its places',
  'src/text/secret-values.ts': 'literal words, without any repetition',
  'src/resolve/project.ts': 'the versions of the languages, which are collected with a name in their places',
  'src/knowledge/vendors/documented-url.ts': 'segments without `/` between literal ones that begin with it',
  'src/knowledge/vendors/define.ts': 'called for tables, when they are loaded',
  'src/knowledge/messages/any-answer.ts': 'called for its table, when it is loaded',
  'src/knowledge/messages/way/status.ts': 'called for its table, when it is loaded',
  'src/knowledge/languages/index.ts': 'called for its table, when it is loaded',
  'src/explain/endpoints.ts': 'called for its table, when it is loaded',
};

/** What stands for a text that is put into a pattern. */
const TEXT = 'x';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const isCalled = (node: unknown, name: string): boolean =>
  isNode(node) && node['type'] === 'Identifier' && node['name'] === name;

interface Seen {
  readonly node: Node;
  readonly parent: Node;
  readonly inFunction: boolean;
}

/** Every node below one, types left out. */
function* below(node: unknown, parent: Node, inFunction: boolean): Generator<Seen> {
  if (Array.isArray(node)) for (const inner of node) yield* below(inner, parent, inFunction);
  else if (isNode(node) && !String(node['type']).startsWith('TSType')) {
    yield { node, parent, inFunction };
    const inside = inFunction || /Function/.test(String(node['type']));
    for (const inner of Object.values(node)) yield* below(inner, node, inside);
  }
}

/** A literal, or a template of `matching` with a text in its places. */
const patternIn = (node: Node): Omit<Pattern, 'place'> | null => {
  const { regex, tag, quasi } = node;
  if (isNode(regex)) return { source: String(regex['pattern']), flags: String(regex['flags']) };
  if (!isNode(tag) || !isCalled(tag['callee'], 'matching') || !isNode(quasi)) return null;
  const [flags] = tag['arguments'] as readonly Node[];
  const raw = (quasi['quasis'] as readonly { readonly value: { readonly raw: string } }[]).map(
    ({ value }) => value.raw,
  );
  return { source: raw.join(TEXT), flags: String(flags?.['value'] ?? '') };
};

const TAKES_TEXT = new Set(['match', 'matchAll', 'search']);

/** Why a node makes a pattern that nobody sees beforehand. */
const refusalOf = ({ node, parent, inFunction }: Seen, path: string): string | null => {
  const { type, callee } = node;
  if (isCalled(node, 'RegExp') && parent['callee'] !== node && parent['operator'] !== 'instanceof')
    return 'RegExp gets another name';
  if (type === 'NewExpression' && isCalled(callee, 'RegExp'))
    return inFunction && !(path in MAKERS) ? 'a pattern made in a function: use `matching`' : null;
  if (type === 'CallExpression' && isCalled(callee, 'RegExp')) return 'RegExp is called without new';
  if (type !== 'CallExpression' || !isNode(callee) || !isNode(callee['property'])) return null;
  const [first] = node['arguments'] as readonly Node[];
  return TAKES_TEXT.has(String(callee['property']['name'])) && typeof first?.['value'] === 'string'
    ? 'a text that becomes a pattern'
    : null;
};

const collectIn = (path: string): Collected => {
  const text = read(path);
  const lineOf = ({ start }: Node): string => `${path}:${text.slice(0, Number(start)).split('\n').length}`;
  const seen = [...below(parseSync(path, text).program, {}, false)];
  return {
    patterns: seen.flatMap(({ node }) => {
      const found = patternIn(node);
      return found === null ? [] : [{ ...found, place: lineOf(node) }];
    }),
    refused: [
      ...seen.flatMap((one) => {
        const why = refusalOf(one, path);
        return why === null ? [] : [`${lineOf(one.node)}: ${why}`];
      }),
    ],
  };
};

/** Those that a file puts together when it is loaded. */
const builtBy = async (path: string): Promise<readonly Pattern[]> => {
  const built: Pattern[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, [pattern, flags]) => {
      const { source, flags: made } = new target(pattern, flags);
      built.push({ source, flags: made, place: path });
      return new target(pattern, flags);
    },
  });
  try {
    await import(pathToFileURL(join(ROOT, path)).href);
  } finally {
    globalThis.RegExp = Original;
  }
  return built;
};

/** Loading these has effects. */
const NOT_LOADED = new Set(['src/cli.ts', 'src/part.ts']);

/** Where versions stand, with a text in place of the package. */
const versionPatterns = async (): Promise<readonly Pattern[]> => {
  const { LANGUAGES } = await import('../../src/knowledge/languages/index.ts');
  return LANGUAGES.flatMap(({ sdk, project }) =>
    project.versions.map((source) => ({
      ...{ source: source.replaceAll('P', TEXT), flags: 'm' },
      place: `src/knowledge/languages/${sdk}.ts`,
    })),
  );
};

/** Every regular expression of the product, as literals and as put together when a file is loaded. */
export const collect = async (): Promise<Collected> => {
  const paths = [...filesBelow('src', '.ts'), ...filesBelow('checks', '.ts')];
  const built: Pattern[] = [];
  for (const path of paths) if (!NOT_LOADED.has(path)) built.push(...(await builtBy(path)));
  const inText = paths.map(collectIn);
  return {
    patterns: [...inText.flatMap(({ patterns }) => patterns), ...built, ...(await versionPatterns())],
    refused: [
      ...inText.flatMap(({ refused }) => refused),
      ...Object.keys(MAKERS)
        .filter((path) => !paths.includes(path) || !/new RegExp/.test(read(path)))
        .map((path) => `${path}: makes no pattern any more`),
    ],
  };
};
