import { dirname, join, normalize } from 'node:path';
import { projectFiles } from './compose/project-files.ts';
import { type SourceFile, STANDARD_INPUT, type Unread } from './files.ts';
import { groupedBy } from './near.ts';
import type { ReadContext } from './parse.ts';
import type { Kustomization, Sorted } from './sort.ts';
import { below, itemsOf, textOf, textsOf } from './yaml/tree.ts';

/** What is deployed together: names are joined in it, and nothing is claimed about others. */
export interface Unit {
  /** Directory, or `standard input`. */
  readonly name: string;
  readonly kind: 'compose' | 'kustomization' | 'chart' | 'test' | 'directory';
  /** What its kustomization sets for all objects. */
  readonly namespace: string | null;
  /** What belongs to it and was not read. */
  readonly unread: readonly Unread[];
  readonly files: Pick<
    Sorted,
    'compose' | 'manifests' | 'kustomizations' | 'collectors' | 'declarative' | 'others'
  >;
}

/** Files of a chart that make sense together only; what stands in other directories of it was made from it. */
const ofChart = (path: string, chart: string): boolean => {
  const rest = chart === '.' ? path : path.slice(chart.length + 1);
  return !rest.includes('/') || /^(?:templates|crds|charts)\//.test(rest);
};

/** The directory by which a file is grouped: the nearest that a test, or a chart, is in, else its own. */
const homeOf = (path: string, { tests, charts }: Sorted): string => {
  if (path.startsWith(STANDARD_INPUT)) return STANDARD_INPUT;
  for (let at = dirname(path); ; ) {
    if (tests.has(at) || (charts.has(at) && ofChart(path, at))) return at;
    const next = dirname(at);
    if (next === at) return dirname(path);
    at = next;
  }
};

/** What a kustomization names: its files, and the directories of other kustomizations, by path. */
const namedBy = ({ path, root }: Kustomization): readonly string[] =>
  [
    ...['resources', 'bases', 'components'].flatMap((key) => textsOf(below(root, key))),
    ...itemsOf(below(root, 'configMapGenerator')).flatMap((item) => [
      ...textsOf(below(item, 'files')).map((file) => file.slice(file.indexOf('=') + 1)),
      ...textsOf(below(item, 'envs')),
    ]),
  ]
    .filter((name) => !/^\w+:\/\/|^github\.com|\?ref=/.test(name))
    .map((name) => normalize(join(dirname(path), name)));

/** Files that a kustomization lays over others: parts of objects, and no objects. */
const patchesOf = ({ path, root }: Kustomization): readonly string[] =>
  [
    ...textsOf(below(root, 'patchesStrategicMerge')),
    ...['patches', 'patchesJson6902'].flatMap((key) =>
      itemsOf(below(root, key)).flatMap((item) => textOf(below(item, 'path')) ?? []),
    ),
  ].map((name) => normalize(join(dirname(path), name)));

/** Everything below a kustomization, as files. */
const closureOf = (
  start: Kustomization,
  byDirectory: ReadonlyMap<string, readonly Kustomization[]>,
): ReadonlySet<string> => {
  const files = new Set<string>();
  const seen = new Set<Kustomization>();
  const queue: Kustomization[] = [start];
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    for (const named of namedBy(one)) {
      files.add(named);
      queue.push(...(byDirectory.get(named) ?? []));
    }
  }
  return files;
};

interface Plan {
  readonly name: string;
  readonly kind: Unit['kind'];
  readonly namespace: string | null;
  /** Files that are taken in from elsewhere. */
  readonly files: ReadonlySet<string>;
}

/** Kustomizations that no other one names: each is deployed for itself. */
const kustomized = ({ kustomizations }: Sorted): readonly Plan[] => {
  const byDirectory = groupedBy(kustomizations, ({ path }) => [dirname(path)]);
  const named = new Set(kustomizations.flatMap(namedBy));
  return kustomizations
    .filter(({ path }) => !named.has(dirname(path)))
    .map((one) => ({
      name: dirname(one.path),
      kind: 'kustomization',
      namespace: textOf(below(one.root, 'namespace')),
      files: closureOf(one, byDirectory),
    }));
};

const composed = ({ compose }: Sorted, context: ReadContext): readonly Plan[] =>
  [...groupedBy(compose, ({ path }) => [dirname(path)])].map(([directory, files]) => ({
    name: directory,
    kind: 'compose',
    namespace: null,
    files: new Set(files.flatMap((file) => projectFiles(file, context))),
  }));

type Role = keyof Unit['files'];

const ROLES: readonly Role[] = [
  'compose',
  'manifests',
  'kustomizations',
  'collectors',
  'declarative',
  'others',
];

interface Piece {
  readonly role: Role;
  readonly path: string;
  readonly what: unknown;
}

/** The paths of everything that a unit holds. */
export const pathsIn = ({ files }: Unit): ReadonlySet<string> =>
  new Set(
    ROLES.flatMap((role) =>
      (files[role] as readonly (SourceFile | { readonly file: SourceFile })[]).map((what) =>
        'file' in what ? what.file.path : what.path,
      ),
    ),
  );

const piecesOf = (sorted: Sorted): readonly Piece[] =>
  ROLES.flatMap((role) =>
    (sorted[role] as readonly (SourceFile | { readonly file: SourceFile })[]).map((what) => ({
      ...{ role, what },
      path: 'file' in what ? what.file.path : what.path,
    })),
  );

const unitOf = (
  plan: Omit<Plan, 'files'>,
  pieces: readonly Piece[],
  unread: readonly Unread[] = [],
): Unit => {
  const of = (role: Role): unknown[] => pieces.filter((piece) => piece.role === role).map(({ what }) => what);
  const files = Object.fromEntries(ROLES.map((role) => [role, of(role)])) as unknown as Unit['files'];
  const { name, kind, namespace } = plan;
  return { name, kind, namespace, unread, files };
};

const directoriesAbove = (path: string): readonly string[] => {
  const all: string[] = [];
  for (let at = dirname(path); at !== '.' && at !== dirname(at); at = dirname(at)) all.push(at);
  return all;
};

const pathsOf = (pieces: readonly Piece[] | undefined): readonly string[] =>
  (pieces ?? []).map(({ path }) => path);

/** Puts sorted files into the units that are deployed together. A file that several units name is in each of them. */
export const unitsOf = (sorted: Sorted, context: ReadContext): readonly Unit[] => {
  const patches = new Set(sorted.kustomizations.flatMap(patchesOf));
  const pieces = piecesOf(sorted).filter(({ role, path }) => role !== 'manifests' || !patches.has(path));
  const byPath = groupedBy(pieces, ({ path }) => [path]);
  // A directory that is mounted brings in the configurations in it.
  const configurations = groupedBy(
    pieces.filter(
      ({ role, path }) => role === 'collectors' || role === 'declarative' || /\.(?:alloy|river)$/.test(path),
    ),
    ({ path }) => directoriesAbove(path),
  );
  const plans = [...kustomized(sorted), ...composed(sorted, context)].map((plan) => ({
    ...plan,
    files: new Set([...plan.files].flatMap((path) => [path, ...pathsOf(configurations.get(path))])),
  }));
  const taken = new Set(plans.flatMap(({ files }) => [...files]));
  const atHome = groupedBy(
    pieces.filter(({ path }) => !taken.has(path)),
    ({ path }) => [homeOf(path, sorted)],
  );
  const unread = groupedBy(sorted.unread, ({ path }) => [homeOf(path, sorted)]);
  const byName = groupedBy(plans, ({ name }) => [name]);
  const loose = [...new Set([...atHome.keys(), ...unread.keys()])].filter((home) => !byName.has(home));
  const units = [
    ...[...byName].map(([name, same]) => {
      const brought = same.flatMap(({ files }) => [...files]).flatMap((path) => byPath.get(path) ?? []);
      const [first] = same;
      const plan = { name, kind: first?.kind ?? 'directory', namespace: first?.namespace ?? null };
      const all = [...new Set([...(atHome.get(name) ?? []), ...brought])];
      return unitOf(plan, all, unread.get(name));
    }),
    ...loose.map((name) => {
      const kind = sorted.tests.has(name) ? 'test' : sorted.charts.has(name) ? 'chart' : 'directory';
      return unitOf({ name, kind, namespace: null }, atHome.get(name) ?? [], unread.get(name));
    }),
  ];
  return units
    .filter(({ files, unread }) => unread.length > 0 || ROLES.some((role) => files[role].length > 0))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};
