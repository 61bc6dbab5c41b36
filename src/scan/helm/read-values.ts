import type { CollectorBuild, CollectorFact, CollectorProblem } from '../../model/collector.ts';
import { excerpt } from '../collector/excerpt.ts';
import { collectorImage } from '../collector/image.ts';
import { readCollector } from '../collector/read-collector.ts';
import { environmentWorkloads } from '../environments/scopes.ts';
import type { SourceFile, Unread } from '../files.ts';
import type { KindReading } from '../kinds/kind.ts';
import { parse, type ReadContext, unparsed } from '../parse.ts';
import { below, entriesOf, keysOf, textOf, type YamlNode } from '../yaml/tree.ts';

/** A configuration of a Collector in the values of a chart, and what stands beside it. */
interface Found {
  readonly trail: readonly string[];
  readonly node: YamlNode;
  readonly beside: YamlNode;
}

const CONFIG_KEYS = ['config', 'alternateConfig', 'collectorConfig'];
const SECTIONS = ['receivers', 'processors', 'exporters', 'connectors', 'service'];

const isConfig = (node: YamlNode): boolean => {
  const keys = keysOf(node);
  return (
    keys.some((key) => SECTIONS.includes(key)) &&
    keys.every((key) => SECTIONS.includes(key) || key === 'extensions')
  );
};

const MAX_DEPTH = 8;

const configsIn = (node: YamlNode, trail: readonly string[]): readonly Found[] =>
  trail.length > MAX_DEPTH
    ? []
    : entriesOf(node).flatMap(({ key, value }): readonly Found[] => {
        const here = [...trail, key];
        return CONFIG_KEYS.includes(key) && isConfig(value)
          ? [{ trail: here, node: value, beside: node }]
          : configsIn(value, here);
      });

/** The image that is asked for; the chart has one of its own, whose version is not in the values. */
const buildOf = (beside: YamlNode): CollectorBuild | null => {
  const name = textOf(below(beside, 'image', 'repository'));
  const tag = textOf(below(beside, 'image', 'tag'));
  const build = name === null ? null : collectorImage(name, tag === '' ? null : tag);
  return build === null ? null : { ...build, newest: false };
};

/** What is not in the values is in the chart. */
const OF_CHART: readonly CollectorProblem['kind'][] = ['missing', 'left-empty', 'undefined-reference'];

/** The charts lay the values over what they have themselves, so that it is a part. */
const collectorOf = ({ path, text }: SourceFile, { trail, node, beside }: Found): CollectorFact => {
  const fact = readCollector({
    ...{ path, ...excerpt(text, node), within: `values ${trail.join('.')}` },
    ...{ build: buildOf(beside), part: true },
  });
  return {
    ...fact,
    // Nothing takes out what the chart has, or leaves it to the chart, as it does with memory_limiter.
    components: fact.components.filter(({ settings }) => settings !== null),
    problems: fact.problems.filter(({ kind }) => !OF_CHART.includes(kind)),
  };
};

const COMMENTS = /^[ \t]*#[^\n]*$/gm;
const SENDS = /otlp[\w-]{0,40}:|:431[78]\b/i;

const unreadOf = ({ path, text }: SourceFile): readonly Unread[] =>
  SENDS.test(text.replace(COMMENTS, ''))
    ? [{ path, why: 'holds OTLP settings and was not read: what its chart makes of them is not known' }]
    : [];

/**
 * Reads values of a chart: environments, and the configurations of the charts of the Collector.
 * https://github.com/open-telemetry/opentelemetry-helm-charts
 */
export const readValues = (file: SourceFile, context: ReadContext): KindReading => {
  const { path, text } = file;
  const reading = parse(file, context);
  const { documents, problem } = reading;
  if (problem !== null) return { workloads: [], unread: unparsed(file, reading) };
  const found = documents.flatMap((root) => configsIn(root, []));
  const rules = { label: 'values', kind: 'container', inContainer: false, isScript: () => false } as const;
  const given = { path, text, form: 'map' } as const;
  const workloads = documents.flatMap((root) => environmentWorkloads(given, root, rules));
  const nothing = found.length + workloads.length === 0;
  return {
    workloads,
    collectors: found.map((one) => collectorOf(file, one)),
    unread: nothing ? unreadOf(file) : [],
  };
};
