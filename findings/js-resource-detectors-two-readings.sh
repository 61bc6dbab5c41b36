#!/usr/bin/env bash
# One release of @opentelemetry/sdk-node reads OTEL_NODE_RESOURCE_DETECTORS in two ways, and each loses the service name
# where the other keeps it.
#
# Expected: the list chooses what is looked up about host and process; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES are settings
#   and always count.
# What happens (@opentelemetry/sdk-node 0.301.0): for new NodeSDK() both variables are the detector "env", so a list without it
#   (host,process) drops them silently. For startNodeSdk() of the same package "env" is refused with a warning,
#   OTEL_RESOURCE_ATTRIBUTES always counts, and OTEL_SERVICE_NAME belongs to the detector "service", a name that NodeSDK does not know.
#   No single-word list keeps the service name in both.
# Costs: data under unknown_service:node, with OTEL_SERVICE_NAME set and right; moving to startNodeSdk() (which is the one that
#   reads OTEL_CONFIG_FILE) with an unchanged environment loses it.
# Do: leave the variable out, or name both: env,service,host,process (tried below).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

node_runtime 26.10.0
node_packages @opentelemetry/api@1.10.0 @opentelemetry/sdk-node@0.301.0
cat >"$work/npm/app.cjs" <<'JS'
const { trace } = require('@opentelemetry/api');
const { NodeSDK, startNodeSdk } = require('@opentelemetry/sdk-node');

let sdk;
if (process.argv[2] === 'startNodeSdk') {
  sdk = startNodeSdk();
} else {
  sdk = new NodeSDK();
  sdk.start();
}
trace.getTracer('shop').startSpan('order').end();
sdk.shutdown();
JS
receiver main

# What arrives of OTEL_SERVICE_NAME=shop and OTEL_RESOURCE_ATTRIBUTES=team=red.
arrives() {
  settings=(
    OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)"
    OTEL_SERVICE_NAME=shop-api OTEL_RESOURCE_ATTRIBUTES=team=red-team
    OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS="$2"
  )
  alone "$node" "$work/npm/app.cjs" "$1" >"$work/log" 2>&1
  seen main '["shop-api", "red-team", "unknown_service"].filter((word) => text(all.at(-1)).includes(word)).join(" ")'
}

note "@opentelemetry/sdk-node 0.301.0, OTEL_SERVICE_NAME=shop-api OTEL_RESOURCE_ATTRIBUTES=team=red-team"
expect "NodeSDK,      host,process" "$(arrives NodeSDK host,process)" "unknown_service"
expect "startNodeSdk, host,process" "$(arrives startNodeSdk host,process)" "red-team unknown_service"
expect "NodeSDK,      env" "$(arrives NodeSDK env)" "shop-api red-team"
expect "startNodeSdk, env" "$(arrives startNodeSdk env)" "red-team unknown_service"
expect "NodeSDK,      service" "$(arrives NodeSDK service)" "unknown_service"
expect "startNodeSdk, service" "$(arrives startNodeSdk service)" "shop-api red-team"
expect "NodeSDK,      env,service" "$(arrives NodeSDK env,service)" "shop-api red-team"
expect "startNodeSdk, env,service" "$(arrives startNodeSdk env,service)" "shop-api red-team"
finish
