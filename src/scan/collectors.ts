import { configWords, defaultConfig } from '../collector/command.ts';
import type { CollectorText } from '../collector/text.ts';
import type { CollectorFact, CollectorProblem } from '../model/collector.ts';
import {
  buildOf,
  type CollectorSources,
  embeddedText,
  type Finder,
  fileAt,
  finderOf,
  hostOf,
  isBelow,
  mountedIn,
  readerOf,
} from './collector/finder.ts';
import { askedBuild } from './collector/image.ts';
import { readCollector } from './collector/read-collector.ts';
import type { EmbeddedConfig } from './kubernetes/read-kubernetes.ts';
import { idOf } from './kubernetes/resource.ts';
import { groupedBy } from './near.ts';
import type { Workload } from './workload.ts';
import { below, textOf } from './yaml/tree.ts';

/** Configurations, and which workload runs which. */
export interface CollectorReading {
  /** Every configuration with the workload that runs it; null where none is known. */
  readonly runs: readonly Run[];
  readonly byWorkload: ReadonlyMap<string, CollectorFact>;
  /** Workloads, with the configurations that they run. */
  readonly workloads: readonly Workload[];
}

const isCollector = (workload: Workload): boolean =>
  buildOf(workload) !== null ||
  workload.command.some((word) => /^--?config\b|otelcol|\s--?config[ =]/.test(word));

/** What tells a text from all others. */
const nameOfText = ({ path, within = '', firstLine = 1 }: CollectorText): string =>
  `${path}\n${within}\n${firstLine}`;

/** What a workload reads, in order, and whether all of it is known. */
interface Named {
  readonly texts: readonly CollectorText[];
  readonly whole: boolean;
}

const namedBy = (workload: Workload, finder: Finder): Named => {
  const words = configWords(workload.command);
  const usual = words.length === 0 ? defaultConfig(workload.mounts) : undefined;
  const asked = usual === undefined ? words : [{ kind: 'file' as const, path: usual }];
  const texts = asked.map((word): CollectorText | null => {
    if (word.kind === 'file') return fileAt(workload, word.path, finder);
    const { path, line } = workload.at;
    return word.kind === 'unknown' ? null : { path, text: word.text, firstLine: line, linesMatch: false };
  });
  const found = texts.filter((text) => text !== null);
  if (
    found.some(({ linesMatch }) => linesMatch !== false) ||
    found.some(({ within }) => within !== undefined)
  )
    return { texts: found, whole: found.length === texts.length };
  const others = mountedIn(workload, finder);
  return { texts: others, whole: others.length === 1 && words.length <= 1 };
};

/** A configuration, and the workload that runs it. */
export type Run = readonly [CollectorFact, Workload | null];

/** What may hold a file that no mount is named for. */
const IN_IMAGE =
  /^\/(?:etc\/otel[\w-]{0,20}\/|run\/secrets\/|conf\/|etc\/[\w-]{0,40}collector[\w-]{0,40}\/config\.yaml$)/;

/** The path that a Collector of Compose is told to read, where its image has no such file and nothing is mounted there. */
const unmounted = (workload: Workload): string | null => {
  const { kind, source, mounts, command } = workload;
  const build = buildOf(workload);
  if (kind !== 'compose' || source !== null || build === null) return null;
  if (build.distribution === null || build.distribution === 'other') return null;
  const words = configWords(command);
  if (words.some((word) => word.kind !== 'file')) return null;
  const paths = words.flatMap((word) => (word.kind === 'file' ? [word.path] : []));
  const lost = paths.find(
    (path) =>
      path.startsWith('/') &&
      !IN_IMAGE.test(path) &&
      !Object.keys(mounts).some((target) => isBelow(target.replace(/\/$/, ''), path)),
  );
  return lost ?? null;
};

/** A Collector that is told to read what is not there. */
const withoutFile = (workload: Workload, path: string, finder: Finder): CollectorFact => {
  const fact = readCollector({ path: workload.at.path, text: '', part: true, ...readerOf(workload, finder) });
  const lines = (finder.readText(workload.at.path) ?? '').split('\n');
  const line = lines.findIndex((text, index) => index + 1 >= workload.at.line && text.includes(path)) + 1;
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  const [near] = Object.keys(workload.mounts).filter((target) => target.startsWith(directory));
  const problem: CollectorProblem = {
    ...{ kind: 'missing', severity: 'error', edits: [] },
    at: line === 0 ? workload.at : { path: workload.at.path, line, column: 1 },
    says: `The Collector is told to read ${path}, and nothing is mounted there`,
    follows: 'It does not start: its image has no such file.',
    advice:
      near === undefined
        ? `Mount the configuration at ${path}`
        : `Name ${near}, or mount the file at ${path}`,
  };
  return { ...fact, complete: false, problems: [problem] };
};

const SECTION = /^[ \t]*["']?(?:receivers|exporters|service|connectors)["']?[ \t]*:/m;

/** The configurations that workloads run: merged in the order of the command, or each a part where that is not known. */
const running = (workload: Workload, finder: Finder, used: Set<string>): readonly Run[] => {
  const { texts, whole } = namedBy(workload, finder);
  // Other programs are given a --config too.
  if (buildOf(workload) === null && !texts.some(({ text }) => SECTION.test(text))) return [];
  for (const text of texts) used.add(nameOfText(text));
  const reader = readerOf(workload, finder);
  const [first, ...over] = texts;
  const lost = unmounted(workload);
  if (lost !== null) return [[withoutFile(workload, lost, finder), workload]];
  if (first === undefined) return [];
  if (!whole && configWords(workload.command).length === 0)
    return texts.map((text) => [readCollector({ ...text, ...reader, part: texts.length > 1 }), workload]);
  return [[readCollector({ ...first, ...reader, over, part: !whole }), workload]];
};

/** What the operator runs has its configuration in itself. */
const operated = (
  { resource, node }: EmbeddedConfig,
  byId: ReadonlyMap<string, readonly Workload[]>,
  finder: Finder,
): Run => {
  const [own = null] = byId.get(idOf(resource)) ?? [];
  const text = embeddedText(resource, node);
  if (own === null) return [readCollector({ ...text, build: askedBuild(null, finder.asked) }), null];
  const reader = readerOf(own, finder);
  const sidecar = textOf(below(resource.root, 'spec', 'mode')) === 'sidecar';
  const host = { ...reader.host, ...(sidecar ? { network: 'senders' as const } : {}) };
  return [readCollector({ ...text, ...reader, host }), own];
};

const RUNS_ALLOY = /(?:^|\/)(?:alloy|agent)(?:-dev|-boringcrypto)?$/;

/** Alloy reads a file, or all files of a directory; of several in one directory what they say together is not known. */
const alloyRuns = (finder: Finder, workloads: readonly Workload[]): readonly Run[] => {
  const left = new Set(finder.alloys);
  const runs = workloads
    .filter(({ image }) => image !== null && RUNS_ALLOY.test(image.name))
    .flatMap((workload) => {
      const sources = Object.values(workload.mounts);
      const own = finder.alloys.filter(({ path }) => sources.some((source) => isBelow(source, path)));
      const named = own.filter(({ path }) =>
        workload.command.some((word) => word.endsWith(path.slice(path.lastIndexOf('/') + 1))),
      );
      return (named.length > 0 ? named : own).map((fact): Run => {
        left.delete(fact);
        return [{ ...fact, ...hostOf(workload, finder) }, workload];
      });
    });
  return [...runs, ...[...left].map((fact): Run => [fact, null])];
};

/** Components that a file defines, as `receivers otlp`. */
const definedIn = ({ components }: CollectorFact): readonly string[] =>
  components.map(({ kind, id }) => `${kind} ${id}`);

/** A file that nobody names: a part where it names what it does not have and a file beside it has. */
const unnamed = (
  texts: readonly CollectorText[],
  others: readonly CollectorFact[],
  { asked }: Finder,
): readonly Run[] => {
  const build = askedBuild(null, asked);
  const alone = texts.map((text) => readCollector({ ...text, build }));
  const defined = groupedBy([...alone, ...others], definedIn);
  return alone.map((fact, index) => {
    const lacking = fact.problems.filter(({ kind }) => kind === 'undefined-reference' || kind === 'missing');
    const names = lacking.flatMap(({ says }) => {
      const [, kind, id] = /names the (\w+) (\S+), which is not defined/.exec(says) ?? [];
      return kind === undefined ? [] : [`${kind} ${id}`];
    });
    const text = texts[index];
    const noSection = !fact.components.some(({ kind }) => kind === 'receiver' || kind === 'exporter');
    const elsewhere = names.some((name) => (defined.get(name) ?? []).some((other) => other !== fact));
    const part = text !== undefined && lacking.length > 0 && (noSection || lacksSection(fact) || elsewhere);
    return [part ? readCollector({ ...text, build, part: true }) : fact, null];
  });
};

/** Whole sections that a configuration cannot do without are not in it. */
const lacksSection = ({ components, pipelines }: CollectorFact): boolean =>
  pipelines.length > 0 &&
  (['receiver', 'exporter'] as const).some(
    (kind) => !components.some((one) => one.kind === kind || one.kind === 'connector'),
  );

/** Reads every configuration of a Collector in a unit, merged for each workload that runs it. */
export const readCollectors = (sources: CollectorSources): CollectorReading => {
  const { files, configs, workloads } = sources;
  const finder = finderOf(sources);
  const used = new Set<string>();
  const byId = groupedBy(workloads, ({ id }) => [id]);
  const own = configs.filter(({ key }) => key === null).map((config) => operated(config, byId, finder));
  const run = workloads.filter(isCollector).flatMap((workload) => running(workload, finder, used));
  const left = [
    ...files,
    ...configs.filter(({ key }) => key !== null).map(({ resource, node }) => embeddedText(resource, node)),
  ];
  const others = unnamed(
    left.filter((text) => !used.has(nameOfText(text))),
    [...own, ...run].map(([fact]) => fact),
    finder,
  );
  const runs = [...own, ...run, ...alloyRuns(finder, workloads)];
  const factsOf = groupedBy(runs, ([, workload]) => (workload === null ? [] : [workload.id]));
  return {
    runs: [...others, ...runs],
    // What comes of several that are put together in a way that is not known is not known.
    byWorkload: new Map(
      [...factsOf].flatMap(([id, all]) => {
        const [first, ...more] = all;
        return first === undefined || more.length > 0 || !first[0].complete ? [] : [[id, first[0]] as const];
      }),
    ),
    workloads: workloads.map((workload) => {
      const paths = (factsOf.get(workload.id) ?? []).map(([{ path }]) => path);
      return paths.length === 0 ? workload : { ...workload, collectorConfigs: paths };
    }),
  };
};
