#!/usr/bin/env bash
# otelcol_exporter_sent_spans counts spans that the backend has rejected.
#
# Expected: rejected spans are in otelcol_exporter_send_failed_spans.
# What happens (Collector 0.158.0): a backend that takes a request and rejects spans of it (partial_success, HTTP 200) leaves one warning "Partial success response"; all spans of the
#   request are in otelcol_exporter_sent_spans, and send_failed stays at nothing.
# Costs: dashboards and alerts on sent and failed stay green while a backend with a quota or a limit on attributes drops everything.
# Do: alert on the warning; compare with what the backend says it took.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

collector_binary receiver/otlpreceiver exporter/otlphttpexporter
# ExportTraceServiceResponse {partial_success {rejected_spans: 5, error_message: "quota"}}, as JSON and protobuf answers differ in their body only.
receiver backend --body $'\x0a\x09\x08\x05\x12\x05quota'
front="$(free_port)"
own="$(free_port)"
cat >"$work/config.yaml" <<YAML
receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:$front"}}}}
exporters: {otlp_http: {endpoint: "http://127.0.0.1:$(port backend)"}}
service:
  telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: $own}}}}]}}
  pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}
YAML
start "$work/collector.log" "$work/otelcol" --config "$work/config.yaml"
wait_for_port "$front"
send_span "$front" 5 >"$work/answer"
wait_for "$work/backend.jsonl"
sleep 1
get "http://127.0.0.1:$own/metrics" >"$work/metrics"

note "Collector 0.158.0, a backend that rejects all five spans with partial_success"
expect_line "counted as sent" "$work/metrics" '^otelcol_exporter_sent_spans.*\} 5$'
expect_no_line "counted as failed" "$work/metrics" '^otelcol_exporter_send_failed_spans.*\} [1-9]'
expect_line "the log" "$work/collector.log" 'Partial success response.*"message": "quota", "dropped_spans": 5'
finish
