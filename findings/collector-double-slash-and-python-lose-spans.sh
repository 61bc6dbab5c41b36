#!/usr/bin/env bash
# A slash at the end of a variable, the Collector's redirect and Python's idea of success: three right things that lose every span.
#
# Expected: one slash too many is forgiven or fails.
# What happens (opentelemetry-configuration 0.66b2 and SDK 1.45.2 of Python, Collector 0.158.0): the file concatenates, as the migration template of the
#   configuration working group does, ${OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces. With http://collector:4318/ in the variable this is //v1/traces. The Collector answers
#   with a redirect to /v1/traces (of Go's ServeMux). Python's exporter follows no redirect and counts 3xx as delivered: SUCCESS, no log.
#   The same variable read without a file is right, since the SDK joins it with care.
# Costs: everything, silently, on the day a service moves from variables to a configuration file.
# Do: no slash at the end of the variable.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_packages opentelemetry-sdk==1.45.2 opentelemetry-exporter-otlp-proto-http==1.45.2 opentelemetry-configuration==0.66b2 requests==2.34.2
collector_binary receiver/otlpreceiver exporter/otlphttpexporter
receiver backend
front="$(free_port)"
cat >"$work/config.yaml" <<YAML
receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:$front"}}}}
exporters: {otlp_http: {endpoint: "http://127.0.0.1:$(port backend)"}}
service: {telemetry: {metrics: {level: none}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
YAML
start "$work/collector.log" "$work/otelcol" --config "$work/config.yaml"
wait_for_port "$front"
cat >"$work/sdk.yaml" <<'YAML'
file_format: "1.0"
tracer_provider:
  processors:
    - batch:
        exporter:
          otlp_http:
            endpoint: ${OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces
YAML
cat >"$work/app.py" <<'PY'
import logging

logging.basicConfig(level=logging.INFO)
from opentelemetry import trace
from opentelemetry.sdk._configuration import _OTelSDKConfigurator

_OTelSDKConfigurator().configure()
trace.get_tracer("shop").start_span("order").end()
print("flush:", trace.get_tracer_provider().force_flush())
trace.get_tracer_provider().shutdown()
PY
settings=(
  OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$front/" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
  OTEL_TRACES_EXPORTER=otlp OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
)
note "Python 1.45.2, opentelemetry-configuration 0.66b2, Collector 0.158.0; http://.../ in the variable"
alone OTEL_CONFIG_FILE="$work/sdk.yaml" "$python" "$work/app.py" >"$work/log" 2>&1
sleep 1
expect_line "with the file" "$work/log" '^flush: True'
expect_no_line "with the file, a word of failure" "$work/log" 'ERROR|WARNING|Failed'
expect "with the file, requests of the Collector to its backend" "$(seen backend 'all.length')" "0"
expect "what the Collector answers to POST //v1/traces" "$(redirect_of "http://127.0.0.1:$front//v1/traces")" "redirect to /v1/traces"
alone "$python" "$work/app.py" >"$work/log" 2>&1
wait_for "$work/backend.jsonl"
expect "without the file, requests of the Collector to its backend" "$(seen backend 'all.length')" "1"
finish
