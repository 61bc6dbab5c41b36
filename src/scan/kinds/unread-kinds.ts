import type { FileKind } from './kind.ts';
import { SETTING } from './setting.ts';

const DESCRIBES = /"\$schema"|"panels"\s{0,5}:|"openapi"|^(?:openapi|swagger|\$schema):|"__inputs"/m;

const unread = (name: string, label: string, path: RegExp, words: RegExp = SETTING): FileKind => ({
  name,
  label,
  path,
  holds: (text) => words.test(text),
  read: null,
});

/** Kinds that hold OTLP settings as a rule, and whose reader is still to come: told, and never passed over. */
export const UNREAD_KINDS: readonly FileKind[] = [
  unread('agent', "agent CLIs' settings", /(?:^|\/)\.(?:gemini|codex|qwen)\/[^/]*\.(?:json|toml)$/),
  unread('just', 'Justfiles', /(?:^|\/)\.?[Jj]ustfile$|\.just$/),
  unread(
    'envoy',
    'Envoy configurations',
    /\.(?:ya?ml|json)$/,
    /envoy\.(?:tracers|stat_sinks|access_loggers)\.open_?telemetry/,
  ),
  unread('traefik', 'Traefik configurations', /(?:^|\/)traefik[^/]{0,60}\.(?:ya?ml|toml)$/, /\botlp\b/i),
  unread('vector', 'Vector configurations', /(?:^|\/)vector[^/]{0,60}\.(?:ya?ml|toml)$/, /opentelemetry/),
  unread(
    'fluent-bit',
    'Fluent Bit configurations',
    /(?:^|\/)fluent-?bit[^/]{0,60}\.(?:conf|ya?ml)$/,
    /opentelemetry/i,
  ),
  unread('toml', 'TOML files', /\.toml$/, /OTEL_EXPORTER_OTLP|\botlp\b/),
  unread('caddy', 'Caddyfiles', /(?:^|\/)Caddyfile[^/]*$/, /OTEL_EXPORTER|tracing/),
  unread(
    'nginx',
    'nginx configurations',
    /\.conf(?:\.template)?$/,
    /otel_exporter|OTEL_EXPORTER_OTLP|\botlp\b/i,
  ),
  {
    ...unread('other', 'YAML and JSON files of another kind', /\.(?:ya?ml|json)$/),
    // What is shown, asked and described is no setting: dashboards, schemas, definitions of resources.
    holds: (text) => SETTING.test(text) && !DESCRIBES.test(text),
  },
];
