import type { CollectorBuild, Distribution } from '../../model/collector.ts';

/** Images that run a Collector, by the end of their name. */
const IMAGES: readonly (readonly [name: RegExp, distribution: Distribution])[] = [
  [/(^|\/)opentelemetry-collector-contrib$/, 'contrib'],
  [/(^|\/)opentelemetry-collector-k8s$/, 'k8s'],
  [/(^|\/)opentelemetry-collector-otlp$/, 'otlp'],
  [/(^|\/)opentelemetry-collector(-core)?$/, 'core'],
  [/(^|\/)otelcol$/, 'core'],
  [/(^|\/)otelcol-contrib$/, 'contrib'],
  [/(^|\/)jaegertracing\/(jaeger|example-hotrod-jaeger)$/, 'jaeger'],
  [
    /(^|\/)(aws-otel-collector|splunk-otel-collector|nrdot-collector[\w-]*|otelcol-[\w-]+|[\w-]{0,60}opentelemetry-collector[\w-]{0,60}|[\w-]{0,60}otel-collector[\w-]{0,60})$/,
    'other',
  ],
];

/** Which Collector an image runs; null where it runs none that reads this kind of configuration. */
export const collectorImage = (name: string, tag: string | null): CollectorBuild | null => {
  const bare = name.replace(/^.*@/, '');
  const [, distribution] = IMAGES.find(([pattern]) => pattern.test(bare)) ?? [];
  if (distribution === undefined) return null;
  const [, version = null] = /^v?(\d+\.\d+(?:\.\d+)?)/.exec(tag ?? '') ?? [];
  // Jaeger reads this kind of configuration since its second version only.
  if (distribution === 'jaeger' && version?.startsWith('1.')) return null;
  return {
    ...{ distribution, version, newest: tag === null || tag === 'latest' },
    image: tag === null ? name : `${name}:${tag}`,
  };
};

/** The Collector that somebody names. */
export interface AskedCollector {
  readonly distribution: Distribution | null;
  readonly version: string | null;
}

/**
 * The build that reads a configuration: what was named goes before what its image tells. A version alone is of the
 * project's own distributions; what others build counts on its own.
 */
export const askedBuild = (
  told: CollectorBuild | null,
  asked: AskedCollector | undefined,
): CollectorBuild | null => {
  if (asked === undefined) return told;
  const distribution = asked.distribution ?? told?.distribution ?? null;
  const own = asked.distribution === null && (distribution === 'jaeger' || distribution === 'other');
  const version = own ? (told?.version ?? null) : (asked.version ?? told?.version ?? null);
  const newest = version === null && told?.newest === true;
  return { distribution, version, newest, image: told?.image ?? null };
};
