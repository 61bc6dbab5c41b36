import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * Writes which release of which distribution has which components, from `distributions/<name>/manifest.yaml` of every
 * release tag of https://github.com/open-telemetry/opentelemetry-collector-releases. Run it by hand on a clone with its tags:
 * `npx tsx .tools/collector-manifests.ts CLONE`.
 */

const [clone = '.'] = process.argv.slice(2);
const OUT = join(import.meta.dirname, '../src/knowledge/collector-manifests.ts');

/** Before it the manifests lack what was built in beside them. */
const OLDEST = 63;

const DISTRIBUTIONS = {
  core: 'otelcol',
  contrib: 'otelcol-contrib',
  k8s: 'otelcol-k8s',
  otlp: 'otelcol-otlp',
};
const KINDS = ['receiver', 'processor', 'exporter', 'connector', 'extension'] as const;

/** Types that are not their module's name without its kind; a module may go by two names. */
const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  'exporter jaegerthrifthttp': ['jaeger_thrift'],
  'extension asapauth': ['asapclient'],
  'extension awslogsencoding': ['aws_logs_encoding', 'awslogs_encoding'],
  'extension ballast': ['memory_ballast'],
  'extension oauth2clientauth': ['oauth2client'],
  'extension oidcauth': ['oidc'],
  'processor metricsgeneration': ['experimental_metricsgeneration', 'metricsgeneration'],
  'receiver awscontainerinsight': ['awscontainerinsightreceiver'],
  'receiver collector': ['obi'],
  'receiver podman': ['podman_stats'],
  'receiver simpleprometheus': ['prometheus_simple', 'simple_prometheus'],
};

/** Types with underscores, which a module's name does not show. */
const UNDERSCORED =
  `active_directory_ds docker_stats k8s_cluster k8s_events receiver_creator splunk_hec memory_limiter
  probabilistic_sampler tail_sampling gen_ai_normalizer cardinality_guardian alibabacloud_logservice tencentcloud_logservice health_check
  file_storage db_storage redis_storage pebble_tail_storage headers_setter http_forwarder host_observer docker_observer ecs_observer
  ecs_task_observer k8s_observer k8s_leader_elector cfgarden_observer kafkatopics_observer avro_log_encoding
  awscloudwatchmetricstreams_encoding azure_encoding googlecloudlogentry_encoding jaeger_encoding json_log_encoding otlp_encoding
  skywalking_encoding text_encoding zipkin_encoding`
    .trim()
    .split(/\s+/);

const byStem = new Map(UNDERSCORED.map((type) => [type.replaceAll('_', ''), type]));

const git = (...words: readonly string[]): string =>
  execFileSync('git', ['-C', clone, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

interface Module {
  readonly gomod: string;
  readonly import?: string;
}

type Manifest = Readonly<Record<string, readonly Module[] | undefined>>;

const manifestAt = (tag: string, directory: string): Manifest | null => {
  try {
    return parse(git('show', `${tag}:distributions/${directory}/manifest.yaml`)) as Manifest;
  } catch {
    return null;
  }
};

const typesOf = (kind: string, module: Module): readonly string[] => {
  const path = (module.import ?? module.gomod.split(' ')[0] ?? '').replace(/\/v\d+$/, '');
  const stem = (path.split('/').at(-1) ?? '').replace(new RegExp(`${kind}$`), '');
  return IRREGULAR[`${kind} ${stem}`] ?? [byStem.get(stem) ?? stem];
};

/** The last release of each minor version. */
const releases = (): readonly (readonly [minor: number, tag: string])[] => {
  const last = new Map<number, readonly [patch: number, tag: string]>();
  for (const tag of git('tag').split('\n')) {
    const [, minor, patch] = /^v0\.(\d+)\.(\d+)$/.exec(tag)?.map(Number) ?? [];
    if (minor === undefined || patch === undefined || minor < OLDEST) continue;
    if ((last.get(minor)?.[0] ?? -1) <= patch) last.set(minor, [patch, tag]);
  }
  return [...last].map(([minor, [, tag]]) => [minor, tag] as const).sort(([a], [b]) => a - b);
};

interface Span {
  from: number;
  last: number;
}

const all = releases();
const newest = all.at(-1)?.[0] ?? 0;
const spans = new Map<string, Map<string, Span>>();
const first = new Map<string, number>();
for (const [minor, tag] of all)
  for (const [name, directory] of Object.entries(DISTRIBUTIONS)) {
    const manifest = manifestAt(tag, directory);
    if (manifest === null) continue;
    first.set(name, first.get(name) ?? minor);
    for (const kind of KINDS)
      for (const type of (manifest[`${kind}s`] ?? []).flatMap((module) => typesOf(kind, module))) {
        const types = spans.get(`${name} ${kind}`) ?? new Map<string, Span>();
        types.set(type, { from: types.get(type)?.from ?? minor, last: minor });
        spans.set(`${name} ${kind}`, types);
      }
  }

const WIDTH = 108;

const wrapped = (words: readonly string[]): string => {
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length + 1 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n    ');
};

const rows = [...spans].map(([key, types]) => {
  const start = first.get(key.split(' ')[0] ?? '') ?? OLDEST;
  const words = [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, { from, last }]) => {
      const since = from === start ? '' : `@${from}`;
      return last === newest ? `${type}${since}` : `${type}${since}-${last + 1}`;
    });
  return `  '${key}': \`${wrapped(words)}\`,`;
});

writeFileSync(
  OUT,
  `// Written by .tools/collector-manifests.ts from the manifests of ${all.length} releases, v${'0'}.${all[0]?.[0]} to v0.${newest}: change it there.

/** The newest release that is listed. */
export const NEWEST_LISTED = ${newest};

/** The oldest one. */
export const OLDEST_LISTED = ${OLDEST};

/**
 * Components by distribution and kind: \`type@since-gone\`, each by its minor version; without \`@since\` from the first release
 * of the distribution on, without \`-gone\` to the newest.
 */
export const MANIFESTS: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`,
);
