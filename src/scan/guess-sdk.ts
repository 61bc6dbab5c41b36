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
export const SDK_OF_LANGUAGE: Readonly<Record<string, string>> = Object.fromEntries(
  LANGUAGES.flatMap(({ operator, sdk }) =>
    operator === undefined ? [] : [[operator, sdk === 'java' ? 'java-agent' : sdk]],
  ),
);

/** What receives telemetry by its image. */
const RECEIVERS =
  /(?:otel|opentelemetry|adot|aws-otel)[\w-]{0,60}(?:collector|col)|(?:^|\/)(?:alloy|agent|vector|fluent-bit|fluentd|telegraf|jaeger|jaegertracing|all-in-one|tempo|otel-lgtm|signoz|openobserve|uptrace|zipkin|apm-server|data-prepper|seq|aspire-dashboard|dotnet\/aspire-dashboard|hyperdx|datadog-agent|dynatrace|oneagent|splunk-otel-collector|prometheus|loki|mimir|clickstack|phoenix|langfuse)|collector|otelcol/i;

/** Whether an image is of something that takes telemetry in. */
export const isReceiverImage = (name: string | null): boolean => name !== null && RECEIVERS.test(name);

/** Splits an image reference. */
export const splitImage = (reference: string): { readonly name: string; readonly tag: string | null } => {
  const plain = reference.replace(/@sha256:[0-9a-f]+$/i, '');
  const [, name = plain, tag = null] = /^(.+?):([\w][\w.-]*)$/.exec(plain) ?? [];
  return { name, tag };
};
