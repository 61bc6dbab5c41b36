#!/usr/bin/env bash
# With OTEL_CONFIG_FILE the old variables are not all dead, and each language keeps others alive.
#
# Expected: the specification says that with OTEL_CONFIG_FILE every other OTEL_ variable must be ignored unless the file asks for it with ${...}.
# What happens (Python 1.45.2 with opentelemetry-configuration 0.66b2, JavaScript 0.301.0 startNodeSdk, Go otelconf 0.27.0; one file without headers, compression,
#   limits or resource): the providers come from the file, but the exporters still fill what it leaves out from the environment.
#     OTEL_EXPORTER_OTLP_HEADERS        sent by all three
#     OTEL_EXPORTER_OTLP_COMPRESSION    obeyed by Python and Go, ignored by JavaScript
#     OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES   lost in Python and JavaScript (unknown_service), kept by Go
#     OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT=2  cuts attributes in Go only
#   And an exporter without an endpoint (otlp_http: with nothing below, which the schema allows) goes to OTEL_EXPORTER_OTLP_ENDPOINT in Python
#   and JavaScript, while Go refuses the file: "no valid span exporter".
# Costs: a file that works on one machine depends on variables that nobody looks for any more: the API key that the file lacks comes from the
#   environment, until that is cleaned up "because the file has it all"; one file shared by services of two languages behaves differently.
# Do: name endpoint, headers, compression and resource in the file, with ${VARIABLE} where the value comes from outside.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_packages opentelemetry-sdk==1.45.2 opentelemetry-exporter-otlp-proto-http==1.45.2 opentelemetry-configuration==0.66b2
node_runtime 26.10.0
node_packages @opentelemetry/api@1.10.0 @opentelemetry/sdk-node@0.301.0
cat >"$work/app.py" <<'PY'
from opentelemetry import trace
from opentelemetry.sdk._configuration import _OTelSDKConfigurator

_OTelSDKConfigurator().configure()
with trace.get_tracer("shop").start_as_current_span("order") as span:
    for key in ("first-key", "second-key", "third-key"):
        span.set_attribute(key, 1)
trace.get_tracer_provider().shutdown()
PY
cat >"$work/npm/app.cjs" <<'JS'
const { trace } = require('@opentelemetry/api');
const { startNodeSdk } = require('@opentelemetry/sdk-node');

const sdk = startNodeSdk();
const span = trace.getTracer('shop').startSpan('order');
for (const key of ['first-key', 'second-key', 'third-key']) {
  span.setAttribute(key, 1);
}
span.end();
sdk.shutdown();
JS
mkdir "$work/go-app"
cat >"$work/go-app/main.go" <<'GO'
package main

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/contrib/otelconf"
	"go.opentelemetry.io/otel/attribute"
)

func main() {
	ctx := context.Background()
	text, _ := os.ReadFile(os.Getenv("OTEL_CONFIG_FILE"))
	file, err := otelconf.ParseYAML(text)
	if err != nil {
		fmt.Println("parse:", err)
		return
	}
	sdk, err := otelconf.NewSDK(otelconf.WithContext(ctx), otelconf.WithOpenTelemetryConfiguration(*file))
	if err != nil {
		fmt.Println("sdk:", err)
		return
	}
	_, span := sdk.TracerProvider().Tracer("shop").Start(ctx, "order")
	for _, key := range []string{"first-key", "second-key", "third-key"} {
		span.SetAttributes(attribute.Int(key, 1))
	}
	span.End()
	_ = sdk.Shutdown(ctx)
}
GO
go_program app go.opentelemetry.io/contrib/otelconf@v0.27.0

cat >"$work/bare.yaml" <<'YAML'
file_format: "1.0"
tracer_provider:
  processors:
    - batch:
        exporter:
          otlp_http:
YAML
{
  cat "$work/bare.yaml"
  echo '            endpoint: ${RECEIVER}/v1/traces'
} >"$work/full.yaml"

# run LANGUAGE FILE: what arrives at a receiver of its own, LANGUAGE-FILE.
run() {
  receiver "$1-$2"
  settings=(
    OTEL_CONFIG_FILE="$work/$2.yaml" RECEIVER="http://127.0.0.1:$(port "$1-$2")"
    OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port "$1-$2")/from-environment"
    OTEL_EXPORTER_OTLP_HEADERS=x-key=from-environment OTEL_EXPORTER_OTLP_COMPRESSION=gzip
    OTEL_SERVICE_NAME=shop-api OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT=2
  )
  case "$1" in
  python) alone "$python" "$work/app.py" ;;
  js) alone "$node" "$work/npm/app.cjs" ;;
  go) alone "$work/go-app/app" ;;
  esac >"$work/$1-$2.log" 2>&1
}
# header / encoding / service name / number of attributes
summary='[all[0].headers["x-key"], all[0].headers["content-encoding"] ?? "plain", text(all[0]).includes("shop-api") ? "shop-api" : "unknown_service", ["first-key", "second-key", "third-key"].filter((key) => text(all[0]).includes(key)).length].join(" / ")'

for language in python js go; do
  run "$language" full
  run "$language" bare
done
note "a file with an endpoint and nothing else: header x-key / encoding / service / attributes of three"
expect "Python" "$(seen python-full "$summary")" "from-environment / gzip / unknown_service / 3"
expect "JavaScript" "$(seen js-full "$summary")" "from-environment / plain / unknown_service / 3"
expect "Go" "$(seen go-full "$summary")" "from-environment / gzip / shop-api / 2"
note "a file without an endpoint: where it goes"
expect "Python" "$(seen python-bare 'all[0].path')" "/from-environment/v1/traces"
expect "JavaScript" "$(seen js-bare 'all[0].path')" "/from-environment/v1/traces"
expect_line "Go" "$work/go-bare.log" 'sdk: invalid config: no valid span exporter'
finish
