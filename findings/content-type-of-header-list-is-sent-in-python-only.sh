#!/usr/bin/env bash
# OTEL_EXPORTER_OTLP_HEADERS with a content-type or a content-encoding, as copied from an example of curl.
#
# Expected: the exporter knows what it sends; an entry that contradicts it is refused, or left out.
# What happens (Python 1.45.2, JavaScript 0.301.0, Go 1.47.0, Java 1.66.0; http/protobuf, no compression set):
#   content-type=application/json    Python sends its protobuf under that name; the other three send application/x-protobuf all the same.
#   content-encoding=gzip            all four announce gzip and send the body as it is.
#   content-length=5                 Python, Go and Java send the real length.
# Costs: a Collector answers 400 to Python alone with a list that works in three other services, and 400 to all four where
#   compression was meant: OTEL_EXPORTER_OTLP_COMPRESSION is what compresses.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders python js go java
receiver main

# header NAME VALUE LANGUAGE...: that header of the last request of each.
header() {
  local name="$1" value="$2" language found=()
  shift 2
  for language in "$@"; do
    settings=(
      OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_HEADERS="$name=$value"
      OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env
    )
    send "$language"
    found+=("$(seen main "String(all.at(-1).headers['$name'])")")
  done
  echo "${found[*]}"
}
note "$versions, in this order, as it arrives"
expect "content-type=application/json" "$(header content-type application/json python js go java)" \
  "application/json application/x-protobuf application/x-protobuf application/x-protobuf"
expect "content-encoding=gzip" "$(header content-encoding gzip python js go java)" "gzip gzip gzip gzip"
lengths="$(header content-length 5 python go java)"
expect "content-length=5 (Python, Go, Java): any of them 5" "$(grep -cw 5 <<<"$lengths" || true)" "0"
expect "requests in all" "$(seen main 'all.length')" "11"
finish
