import { fillIn, type Lookup } from '../../collector/fill-in.ts';
import { mergedTree, withFiles } from '../../collector/merge.ts';
import type { CollectorText } from '../../collector/text.ts';
import {
  entriesOf,
  entryOf,
  isUnfilled,
  type Spot,
  type TreeEntry,
  type TreeNode,
} from '../../collector/tree.ts';
import { COMPONENT_SHAPES, SECTIONS } from '../../knowledge/collector-settings.ts';
import type {
  CollectorBuild,
  CollectorComponent,
  CollectorFact,
  CollectorHost,
  ComponentKind,
  EnvironmentReference,
} from '../../model/collector.ts';
import type { Location } from '../../model/finding.ts';
import { noteComponents } from './components.ts';
import { harmlessLines } from './lines.ts';
import { kindText, type Note, noteUnknownKey, problemList } from './notes.ts';
import { noteOldForms } from './old-forms.ts';
import { notePorts } from './ports.ts';
import { noteReferences } from './references.ts';
import { noteRequired, noteSignalEndpoints } from './requirements.ts';
import { idParts, readService } from './service.ts';
import { settingsOf } from './settings.ts';
import { readComponentShape } from './shapes.ts';
import { tempered } from './tempered.ts';

/** Who reads a configuration, and what is known of it. */
export interface CollectorReader {
  readonly build?: CollectorBuild | null;
  readonly host?: Partial<CollectorHost>;
  /** Variables of the container that are known. */
  readonly lookup?: Lookup;
  /** The text of a file by its path in the container; null where it is not among the files. */
  readonly fileAt?: (path: string) => CollectorText | null;
  /** Texts that are merged over this one, in order. */
  readonly over?: readonly CollectorText[];
  /** It is one of several that are put together, and the others are not known. */
  readonly part?: boolean;
}

const KINDS: Readonly<Record<string, ComponentKind>> = {
  receivers: 'receiver',
  processors: 'processor',
  exporters: 'exporter',
  connectors: 'connector',
  extensions: 'extension',
};

const UNKNOWN_BUILD: CollectorBuild = { distribution: null, version: null, image: null };
const UNKNOWN_HOST: CollectorHost = { inContainer: null, network: null, label: null, names: [] };
const MAX_REFERENCES = 500;

/** Fills in variables everywhere and notes where they are asked for. */
const filledIn = (root: TreeNode, lookup: Lookup, place: (spot: Spot) => Location) => {
  const references: EnvironmentReference[] = [];
  const walk = (node: TreeNode): TreeNode => {
    if (node.kind === 'list') return { ...node, items: node.items.map(walk) };
    if (node.kind === 'map')
      return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: walk(entry.value) })) };
    if (typeof node.value !== 'string' || !node.value.includes('$')) return node;
    const filled = fillIn(node.value, lookup);
    if (references.length < MAX_REFERENCES)
      references.push(...filled.references.map((reference) => ({ ...reference, at: place(node.at) })));
    return {
      ...node,
      value: filled.value,
      ...(filled.references.length > 0 ? { filled: true as const } : {}),
    };
  };
  return { root: walk(root), references };
};

/** Whether a file of YAML is a Collector's configuration, by its sections. */
export const isCollectorConfig = (keys: readonly string[]): boolean =>
  // The recipe of a Collector has sections of the same names, and so has a part of a Compose file.
  !keys.some((key) => key === 'dist' || key === 'buildinfo' || key === 'services') &&
  ((keys.includes('service') && keys.some((key) => key !== 'service' && SECTIONS.includes(key))) ||
    (keys.includes('receivers') && keys.includes('exporters')));

const BEGIN_WITH = 'Begin with receivers:, exporters: and service:';

const noteNoMapping = (note: Note, what: string, node: TreeNode, at: Location, advice: string): void =>
  note({ kind: 'wrong-type', at, says: `${what} is ${kindText(node)}, where a mapping belongs`, advice });

/** What the parts of a configuration are read with. */
interface Reader {
  readonly note: Note;
  readonly place: (spot: Spot) => Location;
  readonly placed: (spot: Spot) => Spot;
  readonly path: string;
  readonly build: CollectorBuild;
}

const isNothing = (node: TreeNode): boolean => node.kind === 'scalar' && node.value === null;

/** The components of a section of components. */
const readSection = (reader: Reader, { key, at, value }: TreeEntry): readonly CollectorComponent[] => {
  const { note, place } = reader;
  const kind = KINDS[key];
  if (!SECTIONS.includes(key))
    noteUnknownKey(note, key, place(at), 'at the top of a configuration', SECTIONS);
  if (kind === undefined) return [];
  if (value.kind !== 'map' && !isNothing(value) && !isUnfilled(value))
    noteNoMapping(note, key, value, place(at), 'Write each component as a key with its settings below it');
  return entriesOf(value).map((entry) => readComponent(reader, kind, entry));
};

const readComponent = (
  { note, place, placed, path, build }: Reader,
  kind: CollectorComponent['kind'],
  { key, at, value }: TreeEntry,
): CollectorComponent => {
  const [type, name] = idParts(key);
  const where = place(at);
  const settings = settingsOf(value, placed, at, `${kind} ${type}` in COMPONENT_SHAPES);
  const component = { kind, id: key, type, name, at: where, ...settings };
  if (isUnfilled(value)) return component;
  readComponentShape({ note, place }, kind, type, key, value, where, build);
  noteRequired(path, component, note);
  return component;
};

const sourceLines = ({ text, firstLine = 1, indent = 0, linesMatch = true }: CollectorText) =>
  linesMatch ? harmlessLines(text, firstLine, ' '.repeat(indent)) : {};

/** Places of the file of the whole need no path. */
const withoutOwn =
  (path: string) =>
  ([line, column, of]: Spot): Spot =>
    of === path || of === undefined ? [line, column] : [line, column, of];

const noteNoSection = (note: Note, root: TreeNode, place: (spot: Spot) => Location): void => {
  if (root.kind !== 'map' && !isUnfilled(root))
    noteNoMapping(note, 'The configuration', root, place(root.at), BEGIN_WITH);
};

/** Whether what is not here may be in what is put in by others. */
const isOpen = (root: TreeNode, { part = false }: CollectorReader): boolean => {
  const service = entriesOf(root).find(({ key }) => key === 'service')?.value;
  return (
    part ||
    entriesOf(root).some(({ value }) => isUnfilled(value)) ||
    isUnfilled(entryOf(service, 'pipelines')?.value)
  );
};

/** Reads a Collector's configuration with the place of everything. Never throws. */
export const readCollector = (given: CollectorText & CollectorReader): CollectorFact => {
  const { path, over = [] } = given;
  const placed = withoutOwn(path);
  const place = ([line, column, of = path]: Spot): Location => ({ path: of, line, column });
  const { problems, note } = problemList();
  const reading = mergedTree([given, ...over]);
  for (const { kind, at, says, advice } of reading.faults) note({ kind, at: place(at), says, advice });
  const empty: TreeNode = { kind: 'map', entries: [], at: [given.firstLine ?? 1, 1] };
  const whole = withFiles(reading.root ?? empty, given.fileAt ?? (() => null));
  const { root, references } = filledIn(whole, given.lookup ?? (() => undefined), place);
  const build = given.build ?? UNKNOWN_BUILD;
  noteNoSection(note, root, place);
  const reader = { note, place, placed, path, build };
  const components = entriesOf(root).flatMap((section) => readSection(reader, section));
  const service = entriesOf(root).find(({ key }) => key === 'service');
  const said = service === undefined ? null : readService({ note, place }, service);
  const named = { path, components, pipelines: said?.pipelines ?? [], extensions: said?.extensions ?? [] };
  noteComponents(components, named.pipelines, build, note);
  noteSignalEndpoints(components, named.pipelines, note);
  if (said !== null) noteReferences(named, note);
  const telemetry =
    said?.telemetry === undefined
      ? { settings: null, places: {} }
      : settingsOf(said.telemetry.value, placed, said.telemetry.at, true);
  noteOldForms({ path, components, telemetry }, build, note);
  notePorts({ ...named, telemetry, build }, note);
  const open = isOpen(root, given);
  return {
    id: given.within === undefined ? path : `${path} ${given.within}`,
    path,
    at: place(root.at),
    complete: said !== null && !open,
    managed: /^OpenTelemetryCollector\b/.test(given.within ?? ''),
    components,
    pipelines: named.pipelines,
    extensions: named.extensions,
    telemetry,
    references,
    problems: tempered(problems, { components, build, open, run: given.host?.label != null }),
    lines: sourceLines(given),
    ...(over.length === 0
      ? {}
      : { otherLines: Object.fromEntries(over.map((text) => [text.path, sourceLines(text)])) }),
    ...UNKNOWN_HOST,
    ...given.host,
    ...build,
  };
};
