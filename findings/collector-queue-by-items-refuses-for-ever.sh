#!/usr/bin/env bash
# Counting the Collector's queue in items makes it a thousand times smaller, and a batch that does not fit is asked for again and again.
#
# Expected: sending_queue: {sizer: items} changes the unit of the count; a full queue is a passing state, which the answer 503 says.
# What happens (Collector 0.158.0): queue_size stays at its default of 1000, which was 1000 requests and is 1000 spans now. A request of 1001 spans
#   can never be queued ("element size too large"), yet the receiver answers 503, which means "later": exporters send the same batch until they give up,
#   and count it as an unavailable receiver. 1000 spans pass.
# Costs: the larger the batches (a batch processor makes 8192), the more certain the loss, with an empty queue and a healthy backend.
# Do: set queue_size whenever sizer is set: some multiple of the largest batch.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

collector_binary receiver/otlpreceiver exporter/otlphttpexporter
receiver backend
front="$(free_port)"
cat >"$work/config.yaml" <<YAML
receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:$front"}}}}
exporters: {otlp_http: {endpoint: "http://127.0.0.1:$(port backend)", sending_queue: {sizer: items}}}
service: {telemetry: {metrics: {level: none}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
YAML
start "$work/collector.log" "$work/otelcol" --config "$work/config.yaml"
wait_for_port "$front"

note "Collector 0.158.0, sending_queue: {sizer: items}, an empty queue"
expect "answer to 1000 spans" "$(send_span "$front" 1000)" "200"
expect "answer to 1001 spans" "$(send_span "$front" 1001)" "503"
expect "answer to 1001 spans, once more" "$(send_span "$front" 1001)" "503"
expect_line "the log" "$work/collector.log" '"error": "element size too large".*"rejected_items": 1001'
finish
