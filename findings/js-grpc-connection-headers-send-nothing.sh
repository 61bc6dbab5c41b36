#!/usr/bin/env bash
# One header name of HTTP/1.1 in OTEL_EXPORTER_OTLP_HEADERS, and JavaScript sends nothing over gRPC, while the same setting delivers over HTTP.
#
# Expected: a header that HTTP/2 has no use for is dropped, as Java does, or refused once with its name.
# What happens (JavaScript 0.301.0, grpc-js as it brings it, Node 26.10.0): with keep-alive or upgrade in the list no request leaves over gRPC. The
#   library calls the refusal of Node's HTTP/2 a lost connection and tries again at once, thousands of times, until the time-out of 10 s, which is all that
#   the error tells. Over http/protobuf the same list is sent as it is, and the span arrives.
# Costs: a change of the protocol, and nothing else, loses everything; each export keeps the event loop busy for 10 s.
# Do: take connection, keep-alive, proxy-connection, transfer-encoding and upgrade out of the list.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders js
note "$versions: requests that arrive with this list of headers"
for protocol in grpc http/protobuf; do
  for header in none keep-alive=5 upgrade=h2c; do
    name="$(echo "$protocol-$header" | tr -c 'a-z0-9\n' -)"
    receiver "$name"
    settings=(
      OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port "$name")" OTEL_EXPORTER_OTLP_PROTOCOL="$protocol"
      OTEL_EXPORTER_OTLP_HEADERS="x-tenant=shop$([ "$header" = none ] || echo ",$header")"
      OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env
    )
    send js
    stated=1
    [ "$protocol" = grpc ] && [ "$header" != none ] && stated=0
    expect "$protocol, $header" "$(seen "$name" 'all.length')" "$stated"
    [ "$stated" = 1 ] || expect_line "$protocol, $header, said" "$work/js.log" 'DEADLINE_EXCEEDED.*previous attempts: [0-9]{3,}'
  done
done
finish
