#!/usr/bin/env bash
# OTEL_EXPORTER_OTLP_TRACES_HEADERS adds to the general headers in JavaScript and replaces all of them elsewhere.
#
# Expected: one rule. The specification says of signal-specific variables that they take precedence; of one header, or of the whole list?
# What happens (Python 1.45.2, JavaScript 0.301.0, Go 1.47.0, Java 1.66.0, Deno 2.9.6): with api-key and x-tenant in OTEL_EXPORTER_OTLP_HEADERS and another
#   x-tenant in OTEL_EXPORTER_OTLP_TRACES_HEADERS, JavaScript sends both headers. The others send what stands in the second variable and no api-key.
# Costs: a Compose file that works for the Node service gives 401 for traces of every other one, while their metrics and logs arrive.
# Do: repeat every header in the signal's own variable.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders python js go java
node_packages deno@2.9.6
receiver main
settings=(
  OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
  OTEL_EXPORTER_OTLP_HEADERS=api-key=secret,x-tenant=general OTEL_EXPORTER_OTLP_TRACES_HEADERS=x-tenant=traces
  OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env
)
sent='const last = all.findLast((request) => request.path === "/v1/traces").headers; `${last["x-tenant"]} ${last["api-key"] ?? "(none)"}`'
stated_of() { [ "$1" = js ] && echo "traces secret" || echo "traces (none)"; }
note "$versions: x-tenant and api-key of a request to /v1/traces"
for language in python js go java; do
  send "$language"
  expect "$language" "$(seen main "$sent")" "$(stated_of "$language")"
done
echo 'await (await fetch(Deno.args[0])).text();' >"$work/app.ts"
receiver web
alone OTEL_DENO=true "${settings[@]}" "$work"/npm/node_modules/@deno/*/deno run --quiet --allow-all "$work/app.ts" "http://127.0.0.1:$(port web)/" >"$work/deno.log" 2>&1
expect "deno" "$(seen main "$sent")" "traces (none)"
expect "requests to /v1/traces in all" "$(seen main 'all.filter((request) => request.path === "/v1/traces").length')" "5"
finish
