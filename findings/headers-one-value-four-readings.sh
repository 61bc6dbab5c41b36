#!/usr/bin/env bash
# One OTEL_EXPORTER_OTLP_HEADERS, four different API keys on the wire.
#
# Expected: the variable is a list of key=value with percent-encoding; a value of letters, digits and usual signs arrives as it is.
# What happens (Python 1.45.2, JavaScript 0.301.0, Go 1.47.0, Java 1.66.0):
#   +   Java decodes the value as a web form: a plus sign, which base64 keys have, becomes a blank.
#   ;   JavaScript cuts the value there (the metadata of W3C Baggage); Python drops the header; Go and Java keep it.
#   "   quotes around the value: Python drops the header, the others send the quotes.
#   empty value: Python and Go send an empty header, JavaScript and Java leave the header out.
# Costs: 401 in one language with the key that works in the other three; in Python the header is missing and a warning is all there is.
# Do: percent-encode everything but letters and digits (%2B, %3B): all four decode that (last line below).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders python js go java
receiver main

# key VALUE: x-key as python / js / go / java send it.
key() {
  local language seen_keys=()
  for language in python js go java; do
    settings=(
      OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_HEADERS="x-key=$1"
      OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env
    )
    send "$language"
    seen_keys+=("$(seen main 'const value = all.at(-1).headers["x-key"]; value === undefined ? "(none)" : `<${value}>`')")
  done
  echo "${seen_keys[*]}"
}
note "$versions, in this order: x-key as it arrives"
expect "one+two" "$(key 'one+two')" "<one+two> <one+two> <one+two> <one two>"
expect "one;two" "$(key 'one;two')" "(none) <one> <one;two> <one;two>"
expect '"one two"' "$(key '"one two"')" '(none) <"one two"> <"one two"> <"one two">'
expect "(empty),x-other=1" "$(key ',x-other=1')" "<> (none) <> (none)"
expect "one%2Btwo%3Bthree" "$(key 'one%2Btwo%3Bthree')" "<one+two;three> <one+two;three> <one+two;three> <one+two;three>"
expect "requests in all" "$(seen main 'all.length')" "20"
finish
