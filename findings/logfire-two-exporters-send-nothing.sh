#!/usr/bin/env bash
# Logfire reads two of the variables in its own way: a list of exporters sends nothing, and grpc is HTTP.
#
# Expected: the Logfire SDK sends to OTEL_EXPORTER_OTLP_ENDPOINT besides its own cloud, as its manual says, by the rules of the OpenTelemetry SDK it is built on:
#   OTEL_TRACES_EXPORTER=otlp,console is both, OTEL_EXPORTER_OTLP_PROTOCOL=grpc is gRPC.
# What happens (logfire 5.4.0): OTEL_TRACES_EXPORTER is compared with the whole text "otlp"; with otlp,console nothing is sent. The protocol is not read:
#   the endpoint gets a POST to /v1/traces, which a gRPC port answers with an error or not at all.
# Costs: traces of one service missing after an innocent ",console"; a port 4317 that works for every other service.
# Do: OTEL_TRACES_EXPORTER=otlp or unset, and the HTTP port.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_packages logfire==5.4.0 opentelemetry-sdk==1.45.2 opentelemetry-exporter-otlp-proto-http==1.45.2
receiver main
cat >"$work/app.py" <<'PY'
import logfire

logfire.configure(send_to_logfire=False, console=False)
with logfire.span("order"):
    pass
logfire.force_flush()
PY
# arrives NAME=VALUE...
arrives() {
  local before
  before="$(seen main 'all.length')"
  settings=(OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)" "$@")
  alone "$python" "$work/app.py" >"$work/log" 2>&1
  seen main "all.slice($before).filter((request) => text(request).includes('order')).map((request) => request.http + ' ' + request.path).join(' ')"
}
note "logfire 5.4.0"
expect "OTEL_TRACES_EXPORTER=otlp" "$(arrives OTEL_TRACES_EXPORTER=otlp)" "1.1 /v1/traces"
expect "OTEL_TRACES_EXPORTER=otlp,console" "$(arrives OTEL_TRACES_EXPORTER=otlp,console)" ""
expect_no_line "a word about it" "$work/log" 'EXPORTER|exporter'
expect "OTEL_EXPORTER_OTLP_PROTOCOL=grpc" "$(arrives OTEL_EXPORTER_OTLP_PROTOCOL=grpc)" "1.1 /v1/traces"
finish
