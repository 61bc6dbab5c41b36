#!/usr/bin/env bash
# Java reports every HTTP error page in front of a gRPC receiver as "Unsupported gRPC message encoding".
#
# Expected: gRPC clients turn the HTTP status of a proxy into a gRPC status (the http-grpc-status-mapping): 401 UNAUTHENTICATED, 403 PERMISSION_DENIED,
#   404 UNIMPLEMENTED, 503 UNAVAILABLE, which is tried again.
# What happens (opentelemetry-exporter-otlp 1.66.0 with its OkHttp sender): 401, 403, 404, 413, 429 and 503 all end in the same line, status code 13 (INTERNAL),
#   "Unsupported gRPC message encoding: null", because the page is parsed as a gRPC message before the status is looked at. A 503 is not tried again. Go prints status, words and page for the same answer.
# Costs: an expired key, a wrong route and a restarting proxy look like one broken encoder, and what a retry would save is lost.
# Do: repeat the export over http/protobuf, or with grpcurl or curl --http2-prior-knowledge, to see the status.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders java go
note "opentelemetry-exporter-otlp 1.66.0 over gRPC; each status is the answer of a proxy, with a page"
for status in 401 403 404 413 429 503; do
  receiver "$status" --status "$status" --header 'content-type: text/html' --body '<html><h1>from the proxy</h1></html>'
  settings=(
    OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port "$status")" OTEL_EXPORTER_OTLP_PROTOCOL=grpc OTEL_EXPORTER_OTLP_TIMEOUT=30000
    OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
  )
  send java
  expect_line "$status" "$work/java.log" 'gRPC status code 13. Error message: Unsupported gRPC message encoding: null'
  expect "$status, requests" "$(seen "$status" 'all.length')" "1"
  expect_no_line "$status, the status in the log" "$work/java.log" "HTTP.*$status|status code $status"
done
send go
expect_line "503 in Go" "$work/go.log" 'unexpected HTTP status code received from server: 503'
finish
