import { NAMES_AGENT } from '../knowledge/java-agents.ts';
import { byCommand, byImage, LANGUAGES } from '../knowledge/languages/index.ts';
import { hasAgent, splitOptions } from '../processes/java.ts';
import { layersOf } from '../text/wrappers.ts';

/** Words that a script in front of the program is given: `/entrypoint.sh python app.py`. Values of options say nothing. */
const looseWords = (words: readonly string[]): readonly string[] =>
  words.filter((word, at) => {
    const before = words[at - 1] ?? '';
    return !word.startsWith('-') && (before === '--' || !before.startsWith('-'));
  });

const byWords = (words: readonly string[]): string | undefined =>
  words.map((word) => byCommand(word)?.sdk).find((sdk) => sdk !== undefined);

/** The SDK by image and command; null when nothing tells it. */
export const guessSdk = (image: string | null, words: readonly string[], options = ''): string | null => {
  const all = [...words.flatMap(splitOptions), ...splitOptions(options)];
  if (hasAgent(all) || NAMES_AGENT.test([image ?? '', ...all].join(' '))) return 'java-agent';
  const programs = layersOf(words, () => '').map(([program = '']) => program);
  return (
    byWords([...programs].reverse()) ??
    (image === null ? undefined : byImage(splitImage(image).name)?.sdk) ??
    byWords(looseWords(words.flatMap((word) => word.split(/\s+/)))) ??
    null
  );
};

/** SDKs by the names that instrumentation resources use. */
export const SDK_OF_LANGUAGE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    LANGUAGES.flatMap(({ operator, sdk }) =>
      operator === undefined ? [] : [[operator, sdk === 'java' ? 'java-agent' : sdk]],
    ),
  ),
  // Modules of web servers, written in C++.
  ...{ apacheHttpd: 'cpp', nginx: 'cpp' },
};

/** What receives telemetry, by the last part of its image's name. */
const RECEIVERS: ReadonlySet<string> = new Set([
  ...[
    'alloy',
    'grafana-agent',
    'vector',
    'fluent-bit',
    'fluentd',
    'telegraf',
    'jaeger',
    'all-in-one',
    'tempo',
  ],
  ...['otel-lgtm', 'openobserve', 'uptrace', 'zipkin', 'zipkin-slim', 'apm-server', 'data-prepper', 'seq'],
  ...[
    'aspire-dashboard',
    'hyperdx',
    'hyperdx-all-in-one',
    'hyperdx-local',
    'clickstack-all-in-one',
    'oneagent',
  ],
  ...[
    'activegate',
    'prometheus',
    'loki',
    'mimir',
    'phoenix',
    'langfuse',
    'parca',
    'pyroscope',
    'victoria-logs',
  ],
  ...[
    'victoria-metrics',
    'victoria-traces',
    'otel-tui',
    'otel-desktop-viewer',
    'quickwit',
    'openlit',
    'elastic-agent',
  ],
  ...['skywalking-oap-server', 'datadog-agent', 'otel-front', 'maple', 'lgtm'],
]);

/** The same where the last part alone says too little. */
const WITH_OWNER =
  /(?:^|\/)(?:grafana|datadog|newrelic|elastic)\/agent$|(?:^|\/)(?:signoz|clickstack|hyperdx)\//;

const COLLECTOR = /collector|^otelcol|^otel-agent$/;

/** Whether an image is of something that takes telemetry in. */
export const isReceiverImage = (name: string | null): boolean => {
  if (name === null) return false;
  const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  return RECEIVERS.has(last) || COLLECTOR.test(last) || WITH_OWNER.test(name.toLowerCase());
};

/** What takes OTLP on the port of everything else that it does, and on no port of its own. */
const ELSEWHERE = /^(?:langfuse|prometheus|loki|mimir|seq|openobserve|victoria-\w+|parca|pyroscope)$/;

/** Whether OTLP is taken on another port than 4317 and 4318 by convention. */
export const listensElsewhere = (name: string | null): boolean =>
  name !== null && ELSEWHERE.test(name.slice(name.lastIndexOf('/') + 1).toLowerCase());

/** Splits an image reference. */
export const splitImage = (reference: string): { readonly name: string; readonly tag: string | null } => {
  const plain = reference.replace(/@sha256:[0-9a-f]+$/i, '');
  const [, name = plain, tag = null] = /^(.+?):([\w][\w.-]*)$/.exec(plain) ?? [];
  return { name, tag };
};
