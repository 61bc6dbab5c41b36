#!/usr/bin/env bash
# Go's otelconf substitutes no ${VARIABLE} inside of YAML braces.
#
# Expected: {endpoint: "${RECEIVER}/v1/traces"} and the same in indented lines are one YAML document; substitution works on scalars.
# What happens (go.opentelemetry.io/contrib/otelconf 0.27.0): variables are replaced in the text before YAML is read, by a regular expression
#   for any number of dollar signs, a brace and what follows up to the next closing brace. An opening brace of a flow mapping takes
#   part: the match begins there, has no dollar sign, and is left as it is, with the ${...} that was in it. So the last variable of a
#   line such as `exporter: {otlp_http: {endpoint: "${RECEIVER}/v1/traces"}}` stays, and the SDK does not start.
#   Python's opentelemetry-configuration 0.66b2 and JavaScript's 0.301.0 substitute in the same file.
#   Header lists are the place where braces are usual: {name: api-key, value: ${API_KEY}} sends the text "${API_KEY}" as the key (below).
# Costs: 401 with a key that is set, or an SDK that does not start, from a file that validates against the schema and works in another language.
# Do: block style for everything that holds a variable, when Go reads the file.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

mkdir "$work/go-app"
cat >"$work/go-app/main.go" <<'GO'
package main

import (
	"context"
	"fmt"

	"go.opentelemetry.io/contrib/otelconf"
)

func main() {
	ctx := context.Background()
	sdk, err := otelconf.NewSDK(otelconf.WithContext(ctx))
	if err != nil {
		fmt.Println("sdk:", err)
		return
	}
	_, span := sdk.TracerProvider().Tracer("shop").Start(ctx, "order")
	span.End()
	_ = sdk.Shutdown(ctx)
}
GO
go_program app go.opentelemetry.io/contrib/otelconf@v0.27.0
python_packages opentelemetry-sdk==1.45.2 opentelemetry-exporter-otlp-proto-http==1.45.2 opentelemetry-configuration==0.66b2
cat >"$work/app.py" <<'PY'
from opentelemetry import trace
from opentelemetry.sdk._configuration import _OTelSDKConfigurator

_OTelSDKConfigurator().configure()
trace.get_tracer("shop").start_span("order").end()
trace.get_tracer_provider().shutdown()
PY

cat >"$work/flow.yaml" <<'YAML'
file_format: "1.0"
tracer_provider:
  processors:
    - batch:
        exporter:
          otlp_http:
            endpoint: ${RECEIVER}/v1/traces
            headers: [{name: api-key, value: "${API_KEY}"}]
YAML
cat >"$work/block.yaml" <<'YAML'
file_format: "1.0"
tracer_provider:
  processors:
    - batch:
        exporter:
          otlp_http:
            endpoint: ${RECEIVER}/v1/traces
            headers:
              - name: api-key
                value: "${API_KEY}"
YAML
cat >"$work/address.yaml" <<'YAML'
file_format: "1.0"
tracer_provider:
  processors:
    - batch:
        exporter: {otlp_http: {endpoint: "${RECEIVER}/v1/traces"}}
YAML
receiver main
settings=(RECEIVER="http://127.0.0.1:$(port main)" API_KEY=key-of-the-backend)
key='all.at(-1).headers["api-key"]'

note "go.opentelemetry.io/contrib/otelconf 0.27.0"
alone OTEL_CONFIG_FILE="$work/block.yaml" "$work/go-app/app"
expect "header of the block style" "$(seen main "$key")" 'key-of-the-backend'
alone OTEL_CONFIG_FILE="$work/flow.yaml" "$work/go-app/app"
expect "header of the flow style" "$(seen main "$key")" '${API_KEY}'
alone OTEL_CONFIG_FILE="$work/address.yaml" "$work/go-app/app" >"$work/log" 2>&1
expect_line "an address in the flow style" "$work/log" 'parse "\$\{RECEIVER\}/v1/traces": invalid URI'
alone OTEL_CONFIG_FILE="$work/flow.yaml" "$python" "$work/app.py"
note "opentelemetry-configuration 0.66b2 of Python"
expect "header of the flow style" "$(seen main "$key")" 'key-of-the-backend'
alone OTEL_CONFIG_FILE="$work/address.yaml" "$python" "$work/app.py"
expect "an address in the flow style" "$(seen main 'all.at(-1).path')" '/v1/traces'
expect "requests in all" "$(seen main 'all.length')" "4"
finish
