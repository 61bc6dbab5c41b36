#!/usr/bin/env bash
# A receiver that asks politely for 15 seconds of patience loses the batch in three of four SDKs.
#
# Expected: 429 with Retry-After: 15 makes an exporter wait 15 seconds and send again; the receiver here takes the second try.
# What happens (export time-out at its default of 10 s): Python and JavaScript compare the wait with what is left of the time-out and give up
#   at once, after a single request. Java's thread sleeps the whole 15 s, far over its own time-out, and then drops the batch without a second
#   request. Go alone waits and delivers. Without the header all four would have tried again within seconds.
# Costs: one overloaded minute of a receiver becomes a gap; in Java the exporting thread stands still meanwhile.
# Do: let receivers and gateways ask for less than the exporters' time-out, or raise OTEL_EXPORTER_OTLP_TIMEOUT (Python: seconds) above it.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders python js go java
note "$versions; the first answer is 429 with Retry-After: 15, the next 200"
for language in python js go java; do
  receiver "$language" --status 429 --header 'retry-after: 15' --times 1
  settings=(
    OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port "$language")" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
    OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env
  )
  send "$language"
done
gaps='all.map((request) => Math.round((request.at - all[0].at) / 1000)).join(" ")'
expect "Python, seconds at which requests came" "$(seen python "$gaps")" "0"
expect_line "Python" "$work/python.log" 'Failed to export spans batch due to timeout, max retries or shutdown'
expect "JavaScript, seconds at which requests came" "$(seen js "$gaps")" "0"
expect "Go, seconds at which requests came" "$(seen go "$gaps")" "0 15"
expect_line "Go" "$work/go.log" '^flush: <nil> after 1[5-9] s'
expect "Java, seconds at which requests came" "$(seen java "$gaps")" "0"
expect_line "Java" "$work/java.log" '^flush: true after 1[5-9] s'
expect_line "Java" "$work/java.log" 'Failed to export 1 spans'
finish
