import { readMakefile } from '../make/read-makefile.ts';
import {
  readCodex,
  readDapr,
  readEnvoy,
  readFluentBit,
  readGemini,
  readNginx,
  readTraefik,
  readVector,
} from '../servers/read-servers.ts';
import type { FileKind } from './kind.ts';
import { setsOne } from './setting.ts';

const kind = (
  name: string,
  label: string,
  path: RegExp,
  words: RegExp,
  read: FileKind['read'],
): FileKind => ({ name, label, path, holds: (text) => words.test(text), read });

/** Configurations of servers that send telemetry of their own, and of what is told by its path beside them. */
export const SERVER_KINDS: readonly FileKind[] = [
  {
    ...{ name: 'just', label: 'Justfiles', path: /(?:^|\/)\.?[Jj]ustfile$|\.just$/, holds: setsOne },
    read: ({ path, text }) => ({ workloads: readMakefile(path, text, 'just') }),
  },
  kind(
    'envoy',
    'Envoy configurations',
    /\.(?:ya?ml|json)$/,
    /envoy\.(?:tracers|stat_sinks|access_loggers)\.open_?telemetry/,
    readEnvoy,
  ),
  kind(
    'traefik',
    'Traefik configurations',
    /(?:^|\/)traefik[^/]{0,60}\.(?:ya?ml|toml)$/,
    /\botlp\b/i,
    readTraefik,
  ),
  kind(
    'vector',
    'Vector configurations',
    /(?:^|\/)vector[^/]{0,60}\.(?:ya?ml|toml)$/,
    /opentelemetry/,
    readVector,
  ),
  kind(
    'fluent-bit',
    'Fluent Bit configurations',
    /(?:^|\/)fluent-?bit[^/]{0,60}\.(?:conf|ya?ml)$/,
    /opentelemetry/i,
    readFluentBit,
  ),
  kind('nginx', 'nginx configurations', /\.conf(?:\.template)?$/, /\botel_exporter\s{0,20}\{/, readNginx),
  kind('codex', "agent CLIs' settings", /(?:^|\/)\.codex\/[^/]*\.toml$/, /otlp-(?:http|grpc)/, readCodex),
  kind(
    'gemini',
    "agent CLIs' settings",
    /(?:^|\/)\.(?:gemini|qwen)\/[^/]*\.json$/,
    /"otlpEndpoint"/,
    readGemini,
  ),
];

/** Resources of Dapr, which are told by their group and no path. */
export const DAPR_KIND: FileKind = kind(
  'dapr',
  'Dapr configurations',
  /\.ya?ml$/,
  /^[ \t]{1,20}otel:[ \t]*$/m,
  readDapr,
);
