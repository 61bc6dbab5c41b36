/** Words of an image or a command that tell the language; the first that fits counts. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/-javaagent[:=]\S*opentelemetry|opentelemetry-javaagent|aws-opentelemetry-agent/i, 'java-agent'],
  [
    /(?:^|[\s/])opentelemetry-instrument\b|(?:^|[\s/])(?:python|gunicorn|uvicorn|celery|flask|django)[\d.]*(?:$|[\s:@-])/i,
    'python',
  ],
  [/(?:^|[\s/])(?:node|nodejs|npm|npx|yarn|pnpm|bun|tsx|ts-node)(?:$|[\s:@-])/i, 'js'],
  [
    /(?:^|[\s/])(?:java|openjdk|eclipse-temurin|amazoncorretto|jetty|tomcat|maven|gradle|jre|jdk)(?:$|[\s:@-])/i,
    'java',
  ],
  [/(?:^|[\s/])(?:dotnet|aspnet|dotnet-sdk)(?:$|[\s/:@-])|mcr\.microsoft\.com\/dotnet/i, 'dotnet'],
  [/(?:^|[\s/])(?:golang)(?:$|[\s:@-])/i, 'go'],
  [/(?:^|[\s/])(?:ruby|rails|puma|bundle|jruby)(?:$|[\s:@-])/i, 'ruby'],
  [/(?:^|[\s/])(?:php|php-fpm|composer)(?:$|[\s:@-])/i, 'php'],
  [/(?:^|[\s/])(?:rust|cargo)(?:$|[\s:@-])/i, 'rust'],
  [/(?:^|[\s/])(?:elixir|erlang|mix|iex)(?:$|[\s:@-])/i, 'erlang'],
];

/** The SDK by image and command; null when nothing tells it. */
export const guessSdk = (image: string | null, words: readonly string[], options = ''): string | null => {
  const text = [image ?? '', words.join(' '), options].join(' ');
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
};

/** SDKs by the names that instrumentation resources use. */
export const SDK_OF_LANGUAGE: Readonly<Record<string, string>> = {
  java: 'java-agent',
  nodejs: 'js',
  python: 'python',
  dotnet: 'dotnet',
  go: 'go',
};

/** What receives telemetry by its image. */
const RECEIVERS =
  /(?:otel|opentelemetry|adot|aws-otel)[\w-]*(?:collector|col)|(?:^|\/)(?:alloy|agent|vector|fluent-bit|fluentd|telegraf|jaeger|jaegertracing|all-in-one|tempo|otel-lgtm|signoz|openobserve|uptrace|zipkin|apm-server|data-prepper|seq|aspire-dashboard|dotnet\/aspire-dashboard|hyperdx|datadog-agent|dynatrace|oneagent|splunk-otel-collector|prometheus|loki|mimir|clickstack|phoenix|langfuse)|collector|otelcol/i;

/** Whether an image is of something that takes telemetry in. */
export const isReceiverImage = (name: string | null): boolean => name !== null && RECEIVERS.test(name);

/** Splits an image reference. */
export const splitImage = (reference: string): { readonly name: string; readonly tag: string | null } => {
  const plain = reference.replace(/@sha256:[0-9a-f]+$/i, '');
  const [, name = plain, tag = null] = /^(.+?):([\w][\w.-]*)$/.exec(plain) ?? [];
  return { name, tag };
};
