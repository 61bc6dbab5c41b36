#!/usr/bin/env bash
# JavaScript throws all of OTEL_RESOURCE_ATTRIBUTES away, the service's name too, when one value is longer than 255 characters.
#
# Expected: a value that is too long for somebody is cut, or left out, or kept; the other attributes stay.
# What happens (@opentelemetry/sdk-node 0.301.0): one value of 256 characters (an image digest list, a command line, a description that an
#   operator writes there) and every attribute of the variable is gone: service.name becomes unknown_service:<program>. The message is at level debug.
#   Python 1.45.2, Go 1.47.0 and Java 1.66.0 send all of them, the long one whole.
# Costs: the spans arrive under another service, in no environment, and nobody is told; it begins with a deployment that changed no code.
# Do: keep values short; give the name in OTEL_SERVICE_NAME, which is read apart; look for unknown_service.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders python js go java
long="$(printf 'x%.0s' $(seq 256))"

# attributes_of LANGUAGE VALUE: sends with a resource attribute of that value, tells which name and environment arrive.
attributes_of() {
  settings=(
    OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port "$1-${#2}")" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
    OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
    OTEL_RESOURCE_ATTRIBUTES="service.name=shop-service,deployment.environment.name=live,app.note=$2"
  )
  send "$1"
  seen "$1-${#2}" '["shop-service", "live", "unknown_service"].filter((word) => text(all[0]).includes(word)).join(" ")'
}

receiver js-255
for language in js python go java; do receiver "$language-256"; done

note "$versions; a value of 255 and of 256 characters beside service.name"
expect "JavaScript, 255" "$(attributes_of js "${long:1}")" "shop-service live"
expect "JavaScript, 256" "$(attributes_of js "$long")" "unknown_service"
expect_no_line "a word of it in the log" "$work/js.log" 'RESOURCE_ATTRIBUTES|255|too long'
for language in python go java; do
  expect "$language, 256" "$(attributes_of "$language" "$long")" "shop-service live"
done
finish
