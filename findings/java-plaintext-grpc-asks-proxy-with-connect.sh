#!/usr/bin/env bash
# Java's exporter asks the JVM's web proxy to tunnel plaintext gRPC to the Collector next door.
#
# Expected: -Dhttp.proxyHost is for the application's web calls; gRPC without TLS inside of the cluster does not pass a web proxy,
#   and if it did, it would be as an ordinary http request.
# What happens (opentelemetry-exporter-otlp 1.66.0 with OkHttp 5.5.0): OkHttp asks the JVM's ProxySelector for http://collector:4317, and since it wants
#   HTTP/2 without TLS from the start, it opens a tunnel: CONNECT collector:4317. Most proxies allow CONNECT to port 443 only
#   (squid's SSL_ports, tinyproxy's ConnectPort) and refuse. Over http/protobuf the same settings send an ordinary POST through the proxy,
#   which works. HTTP_PROXY in the environment, which the other SDKs obey, is not read. Single labels such as collector are no
#   exception either; localhost and 127.* are.
# Costs: traces are lost in production only, where the JVM has a proxy; the error is about CONNECT, and nobody asked for one.
# Do: -Dhttp.nonProxyHosts='localhost|127.*|collector|*.svc.cluster.local' (tried below).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

senders java
receiver proxy

# through PROTOCOL JAVA_OPTIONS...: what the proxy saw of one span.
through() {
  local before protocol="$1"
  shift
  before="$(seen proxy 'all.length')"
  settings=(
    OTEL_EXPORTER_OTLP_ENDPOINT=http://collector.invalid:4320 OTEL_EXPORTER_OTLP_PROTOCOL="$protocol" OTEL_EXPORTER_OTLP_TIMEOUT=30000
    OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none JAVA_TOOL_OPTIONS="$*" HTTP_PROXY="http://127.0.0.1:$(port proxy)"
  )
  send java
  seen proxy "all.slice($before).map((request) => request.method + ' ' + request.path).join(' ')"
}
proxy="-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=$(port proxy)"

note "opentelemetry-exporter-otlp 1.66.0, endpoint http://collector.invalid:4320"
expect "http/protobuf, -Dhttp.proxyHost" "$(through http/protobuf "$proxy")" "POST http://collector.invalid:4320/v1/traces"
expect "grpc, -Dhttp.proxyHost" "$(through grpc "$proxy")" "CONNECT collector.invalid:4320"
expect_line "the log" "$work/java.log" 'Unexpected response code for CONNECT: 403'
expect "grpc, http.nonProxyHosts names the host" "$(through grpc "$proxy" -Dhttp.nonProxyHosts=*.invalid)" ""
expect "grpc, HTTP_PROXY only" "$(through grpc)" ""
finish
