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
  unread('toml', 'TOML files', /\.toml$/, /OTEL_EXPORTER_OTLP|\botlp\b/),
  // Its directive tracing takes all that it needs from the environment.
  unread('caddy', 'Caddyfiles', /(?:^|\/)Caddyfile[^/]*$/, /OTEL_EXPORTER/),
  unread('conf', 'configurations of servers', /\.conf(?:\.template)?$/, /OTEL_EXPORTER_OTLP|\botlp\b/i),
  {
    ...unread('other', 'YAML and JSON files of another kind', /\.(?:ya?ml|json)$/),
    // What is shown, asked and described is no setting: dashboards, schemas, definitions of resources.
    holds: (text) => SETTING.test(text) && !DESCRIBES.test(text),
  },
];
