#!/usr/bin/env bash
# probabilistic_sampler at 50 % drops 100 % of the logs that belong to no trace.
#
# Expected: half of the log records stay.
# What happens (Collector 0.158.0 with the contrib processor): the sampler decides by the trace id. Records without one (start-up lines, cron jobs, everything read from files) have no
#   randomness, and fail_closed is true by default: every one of them is dropped, without a line in the log. Only the processor's own count says missing_randomness.
# Costs: "sampling to save money" removes whole services from the logs.
# Do: attribute_source: record with from_attribute for logs, or fail_closed: false (keeps all of them; tried below).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

collector_binary receiver/otlpreceiver exporter/otlphttpexporter contrib/processor/probabilisticsamplerprocessor
node -e '
  const logRecords = Array.from({ length: 100 }, (_, i) => ({ timeUnixNano: "1790000000000000000", body: { stringValue: `line ${i}` } }));
  process.stdout.write(JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] }));
' >"$work/logs.json"

# sample OPTIONS: sets left to how many of 100 records without a trace id are left.
sample() {
  local front own
  front="$(free_port)"
  own="$(free_port)"
  cat >"$work/config.yaml" <<YAML
receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:$front"}}}}
processors: {probabilistic_sampler: {sampling_percentage: 50$1}}
exporters: {otlp_http: {endpoint: "http://127.0.0.1:$(port backend)"}}
service:
  telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: $own}}}}]}}
  pipelines: {logs: {receivers: [otlp], processors: [probabilistic_sampler], exporters: [otlp_http]}}
YAML
  start "$work/collector.log" "$work/otelcol" --config "$work/config.yaml"
  wait_for_port "$front"
  post "http://127.0.0.1:$front/v1/logs" "$work/logs.json" >/dev/null
  sleep 1
  get "http://127.0.0.1:$own/metrics" >"$work/metrics"
  left="$(grep -E '^otelcol_processor_outgoing_items' "$work/metrics" | sed 's/.* //')"
}
receiver backend
note "Collector 0.158.0, probabilistic_sampler with sampling_percentage: 50, 100 log records without a trace id"
sample ''
expect "records left" "$left" "0"
expect_line "its own count" "$work/metrics" 'count_logs_sampled.*policy="missing_randomness".*sampled="false".* 100$'
expect_no_line "a word in the log" "$work/collector.log" 'missing|randomness|dropp'
sample ', fail_closed: false'
expect "records left with fail_closed: false" "$left" "100"
finish
