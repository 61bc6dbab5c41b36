import type { FileKind } from './kind.ts';

/** A variable that decides where and how is sent, as it is given a value. */
const SETTING =
  /OTEL_(?:EXPORTER_OTLP_\w{0,60}|\w{1,60}_EXPORTER|SDK_DISABLED|CONFIG_FILE)["']?\s{0,20}(?:[:=]|,\s{0,20}"?value)/;

const unread = (name: string, label: string, path: RegExp, words: RegExp = SETTING): FileKind => ({
  name,
  label,
  path,
  holds: (text) => words.test(text),
  read: null,
});

/** Kinds that hold OTLP settings as a rule, and whose reader is still to come: told, and never passed over. */
export const UNREAD_KINDS: readonly FileKind[] = [
  unread('alloy', 'Alloy configurations', /\.(?:alloy|river)$/, /otelcol\./),
  unread(
    'spring',
    'settings of Java frameworks',
    /(?:^|\/)(?:application|bootstrap|microprofile-config)[^/]*\.(?:ya?ml|properties)$/,
    /otlp|otel\.|otel:|OTEL_EXPORTER/,
  ),
  unread(
    'dotnet',
    '.NET settings',
    /(?:^|\/)(?:appsettings[^/]*|launchSettings)\.json$/i,
    /OTEL_EXPORTER|"Otlp/i,
  ),
  unread('package-json', 'package.json scripts', /(?:^|\/)package\.json$/, /"[^"\n]*OTEL_\w{1,60}=/),
  unread('procfile', 'Procfiles', /(?:^|\/)Procfile[^/]*$/),
  unread(
    'workflow',
    'CI workflows',
    /\.github\/(?:workflows|actions)\/.{0,400}\.ya?ml$|(?:^|\/)\.gitlab-ci\.ya?ml$|(?:^|\/)(?:azure-pipelines|bitbucket-pipelines)\.ya?ml$/,
  ),
  unread('editor', 'editor and devcontainer settings', /(?:^|\/)(?:\.vscode\/[^/]*|devcontainer)\.json$/),
  unread('agent', "agent CLIs' settings", /(?:^|\/)\.(?:claude|gemini|codex|copilot)\/[^/]*\.(?:json|toml)$/),
  unread('terraform', 'Terraform files', /\.(?:tf|tfvars)$/),
  unread('nomad', 'Nomad jobs', /\.(?:nomad|hcl)$/),
  unread('shell', 'shell scripts', /\.(?:sh|bash|zsh|envrc)$|(?:^|\/)\.envrc$/),
  unread(
    'make',
    'Makefiles',
    /(?:^|\/)(?:GNU)?[Mm]akefile$|\.mk$|(?:^|\/)[Jj]ustfile$|(?:^|\/)Taskfile\.ya?ml$/,
  ),
  unread('toml', 'TOML files', /\.toml$/, /OTEL_EXPORTER_OTLP|\botlp\b/),
  unread('caddy', 'Caddyfiles', /(?:^|\/)Caddyfile[^/]*$/, /OTEL_EXPORTER|tracing/),
  unread(
    'nginx',
    'nginx configurations',
    /\.conf(?:\.template)?$/,
    /otel_exporter|OTEL_EXPORTER_OTLP|\botlp\b/i,
  ),
  unread(
    'helm-values',
    'Helm values',
    /(?:^|\/)(?=[^/]*values)[^/]*\.ya?ml$/i,
    /OTEL_EXPORTER_OTLP|^[ \t]*(?:receivers|exporters):|\botlp/m,
  ),
  unread('other', 'YAML and JSON files of another kind', /\.(?:ya?ml|json)$/),
];
