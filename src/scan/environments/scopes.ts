import type { WorkloadKind } from '../../model/deployment.ts';
import { guessSdk, splitImage } from '../guess-sdk.ts';
import { groupedBy } from '../near.ts';
import { placer } from '../place.ts';
import type { ShellText } from '../shell/assignment.ts';
import { shellOfScalar } from '../shell/shell-text.ts';
import { shellWorkloads } from '../shell/shell-workloads.ts';
import { splitWords } from '../words.ts';
import { emptyWorkload, over, type ScannedVariable, type Workload } from '../workload.ts';
import { below, textOf, textsOf, type YamlNode } from '../yaml/tree.ts';
import {
  type Environment,
  type EnvironmentFile,
  findEnvironments,
  type ScriptNode,
  type Trail,
} from './find.ts';

/** How a kind of file says what runs with which variables. */
export interface EnvironmentRules {
  /** For a sentence, such as `CI workflow`. */
  readonly label: string;
  readonly kind: WorkloadKind;
  readonly inContainer: boolean;
  /** The SDK, where the kind tells it. */
  readonly sdk?: string;
  /** Key below which texts are run by a shell. */
  readonly isScript: (key: string) => boolean;
  /** What a set of variables is for: everything below this trail is given them. */
  readonly scopeOf?: (trail: Trail) => Trail;
  /** Environments that are no such thing. */
  readonly leavesOut?: (trail: Trail) => boolean;
}

interface Scoped extends Environment {
  readonly scope: Trail;
}

const isWithin = (outer: Trail, inner: Trail): boolean => outer.every((key, depth) => inner[depth] === key);

/** What is given to everything above, from the outermost. */
const inherited = (
  scope: Trail,
  byScope: ReadonlyMap<string, readonly Scoped[]>,
): readonly ScannedVariable[] => {
  let all: readonly ScannedVariable[] = [];
  for (let depth = 0; depth <= scope.length; depth += 1)
    for (const { variables } of byScope.get(JSON.stringify(scope.slice(0, depth))) ?? [])
      all = over(all, variables);
  return all;
};

/** Node at a trail. */
const nodeAt = (root: YamlNode, trail: Trail): YamlNode | undefined => {
  let at: YamlNode | undefined = root;
  for (const key of trail) at = at?.kind === 'list' ? at.items[Number(key)] : below(at, key);
  return at;
};

/** Words by which a person finds a place of a file: names in place of numbers where there are any. */
const nameOf = (root: YamlNode, trail: Trail): string =>
  trail
    .map((key, depth) => {
      if (!/^\d+$/.test(key)) return key;
      const item = nodeAt(root, trail.slice(0, depth + 1));
      return textOf(below(item, 'name')) ?? textOf(below(item, 'Name')) ?? key;
    })
    .filter((key) => key !== '')
    .join(' / ')
    .slice(0, 120);

/** What is started in a scope, where the same mapping says it. */
const startedIn = (node: YamlNode | undefined) => {
  const image = textOf(below(node, 'image')) ?? textOf(below(node, 'Image'));
  const words = [
    'entrypoint',
    'command',
    'args',
    'program',
    'runtimeExecutable',
    'runtimeArgs',
    'EntryPoint',
    'Command',
  ];
  return { image, words: words.flatMap((key) => textsOf(below(node, key))).flatMap(splitWords) };
};

const FILLED_IN = /[${]/;

const workloadOf = (
  file: EnvironmentFile,
  root: YamlNode,
  { scope, node }: Scoped,
  variables: readonly ScannedVariable[],
  rules: EnvironmentRules,
): Workload => {
  const { image, words } = startedIn(nodeAt(root, scope));
  const known = image === null || FILLED_IN.test(image) ? null : image;
  const name = nameOf(root, scope);
  return {
    ...emptyWorkload({
      id: `${file.path}#${scope.join('/')}`,
      label: name === '' ? `${rules.label} ${file.path}` : `${rules.label} ${name} in ${file.path}`,
      ...{ kind: rules.kind, group: file.path, name: file.path, at: node.at },
    }),
    ...{
      variables,
      command: words,
      sdk: rules.sdk ?? guessSdk(known, words),
      inContainer: rules.inContainer,
    },
    image: known === null ? null : { ...splitImage(known), at: node.at },
    complete: false,
  };
};

/** The texts of one list of commands are run by one shell. */
const scriptGroups = (scripts: readonly ScriptNode[]): readonly (readonly ScriptNode[])[] => [
  ...groupedBy(scripts, ({ trail }) => [
    JSON.stringify(trail.filter((part) => !/^\d+$/.test(part) || trail.at(-1) !== part)),
  ]).values(),
];

const scriptWorkloads = (
  file: EnvironmentFile,
  root: YamlNode,
  scripts: readonly ScriptNode[],
  byScope: ReadonlyMap<string, readonly Scoped[]>,
  rules: EnvironmentRules,
): readonly Workload[] => {
  const placed = { ...file, place: placer(file.path, file.text) };
  return scriptGroups(scripts).flatMap((group) => {
    const trail = group[0]?.trail ?? [];
    const texts = group.flatMap(({ node }): ShellText[] => [shellOfScalar(placed, node) ?? []].flat());
    const label = `${rules.label} ${nameOf(root, trail)} in ${file.path}`;
    const base = inherited(trail, byScope);
    return shellWorkloads(texts, { ...rules, path: file.path, label, base });
  });
};

/** What a file of YAML or JSON starts with variables of ours: each scope that has none in it, and each script. */
export const environmentWorkloads = (
  file: EnvironmentFile,
  root: YamlNode,
  rules: EnvironmentRules,
): readonly Workload[] => {
  const { environments, scripts } = findEnvironments(file, root, rules.isScript);
  const scopeOf = rules.scopeOf ?? ((trail: Trail) => trail.slice(0, -1));
  const scoped = environments
    .filter(({ trail }) => rules.leavesOut?.(trail) !== true)
    .map((one): Scoped => ({ ...one, scope: scopeOf(one.trail) }));
  const byScope = groupedBy(scoped, ({ scope }) => [JSON.stringify(scope)]);
  const outer = new Set(
    scoped.flatMap(({ scope }) => scope.map((_, depth) => JSON.stringify(scope.slice(0, depth)))),
  );
  const ends = [...byScope].filter(([key]) => !outer.has(key)).flatMap(([, all]) => all.slice(0, 1));
  return [
    ...ends.map((one) => workloadOf(file, root, one, inherited(one.scope, byScope), rules)),
    ...scriptWorkloads(file, root, scripts, byScope, rules),
  ];
};

/** Whether a trail begins with another. */
export const beginsWith = (trail: Trail, ...keys: Trail): boolean => isWithin(keys, trail);
