#!/usr/bin/env bash
# force_flush() answers True in Python and success in Java when everything was lost.
#
# Expected: a start-up check that sends a span and asks for a flush learns whether it arrived.
# What happens (Python 1.45.2, JavaScript 0.301.0, Go 1.47.0, Java 1.66.0; a receiver that answers 404 to everything): Python answers True and Java's
#   CompletableResultCode.isSuccess() is true: both mean "the queue is empty". Go returns the error. JavaScript rejects, with an
#   array of errors, so error.message is undefined and `catch (error)` that prints it says nothing.
# Costs: smoke tests and readiness checks built on the flush are green without a receiver.
# Do: ask the exporter (its export result), the SDK's own metrics, or the backend.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders python js go java
receiver main --status 404
settings=(
  OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
  OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env
)
note "$versions, each request answered 404"
send python
expect_line "Python" "$work/python.log" '^flush: True'
send java
expect_line "Java" "$work/java.log" '^flush: true'
send go
expect_line "Go" "$work/go.log" '^flush: traces export: failed to send to .*: 404 Not Found'
send js
expect_line "JavaScript" "$work/js.log" '^flush: rejected with an array: OTLPExporterError: Not Found, its message: undefined'
expect "requests in all" "$(seen main 'all.length')" "4"
finish
