#!/usr/bin/env bash
# Deno's built-in OpenTelemetry sends traces with OTEL_TRACES_EXPORTER=none and prefers the other service name.
#
# Expected: the usual variables mean the usual things, as Deno's manual refers to them.
# What happens (Deno 2.9.6, built on opentelemetry-rust 0.32): OTEL_TRACES_EXPORTER, _METRICS_EXPORTER and _LOGS_EXPORTER are not read, so "none" sends (OTEL_SDK_DISABLED=true
#   is honoured). service.name in OTEL_RESOURCE_ATTRIBUTES beats OTEL_SERVICE_NAME, the reverse of the specification. Each console.log is exported as a log record.
#   OTEL_EXPORTER_OTLP_COMPRESSION=gzip ends the program before its first line. OTEL_DENO=1 switches nothing on.
# Costs: data in a backend that it was switched off for; services under the name of their platform's attributes; a program that does not start because of a
#   variable that works for every other service of the same Compose file.
# Do: OTEL_SDK_DISABLED=true to be silent; one service name; no compression over HTTP; OTEL_DENO=true in this spelling.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

node_packages deno@2.9.6
receiver web
receiver main
echo 'await (await fetch(Deno.args[0])).text(); console.log("end of program");' >"$work/app.ts"
deno=("$work"/npm/node_modules/@deno/*/deno)

# deno_run NAME=VALUE...: runs the program; prints the paths that got something, and the service's name.
deno_run() {
  local before
  before="$(seen main 'all.length')"
  settings=(OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)" "$@")
  status=0
  alone "${deno[0]}" run --quiet --allow-all "$work/app.ts" "http://127.0.0.1:$(port web)/" >"$work/log" 2>&1 || status=$?
  paths="$(seen main "all.slice($before).map((request) => request.path).sort().join(' ')")"
}
note "Deno 2.9.6"
deno_run OTEL_DENO=true OTEL_TRACES_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_METRICS_EXPORTER=none
expect "all three exporters none: what arrives" "$paths" "/v1/logs /v1/traces"
expect "the record of /v1/logs is the program's console.log" \
  "$(seen main 'text(all.find((request) => request.path === "/v1/logs")).includes("end of program")')" "true"
deno_run OTEL_DENO=true OTEL_SDK_DISABLED=true
expect "OTEL_SDK_DISABLED=true: what arrives" "$paths" ""
deno_run OTEL_DENO=true OTEL_SERVICE_NAME=by-name OTEL_RESOURCE_ATTRIBUTES=service.name=by-attribute
expect "the service's name" "$(seen main '["by-name", "by-attribute"].filter((name) => text(all.at(-1)).includes(name)).join()')" "by-attribute"
deno_run OTEL_DENO=true OTEL_EXPORTER_OTLP_COMPRESSION=gzip
expect "gzip: exit status" "$status" "1"
expect_line "gzip" "$work/log" "gzip compression requested but gzip-http feature not enabled"
expect_no_line "gzip: the program ran" "$work/log" "end of program"
deno_run OTEL_DENO=1
expect "OTEL_DENO=1: exit status" "$status" "0"
expect "OTEL_DENO=1: what arrives" "$paths" ""
finish
