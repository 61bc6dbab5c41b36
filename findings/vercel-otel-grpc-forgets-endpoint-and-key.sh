#!/usr/bin/env bash
# @vercel/otel with OTEL_EXPORTER_OTLP_PROTOCOL=grpc sends to localhost, without the configured headers.
#
# Expected: a protocol that it cannot speak falls back to HTTP at the same endpoint, or fails.
# What happens (@vercel/otel 2.1.3): it warns "Unsupported OTLP traces protocol: grpc. Using http/protobuf." (through diag, so at OTEL_LOG_LEVEL=debug
#   only in practice) and builds the exporter without any of the environment: OTEL_EXPORTER_OTLP_ENDPOINT and _HEADERS are forgotten, and the spans go to http://localhost:4318/v1/traces.
# Costs: every trace of a Next.js application whose platform sets grpc for all services; on a machine with a local Collector the data lands there.
# Do: OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf with the HTTP port for this service (tried below).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

node_packages @vercel/otel@2.1.3 @opentelemetry/api@1.9.1 @opentelemetry/api-logs@0.203.0 @opentelemetry/instrumentation@0.203.0 \
  @opentelemetry/resources@2.0.1 @opentelemetry/sdk-logs@0.203.0 @opentelemetry/sdk-metrics@2.0.1 @opentelemetry/sdk-trace-base@2.0.1
receiver configured
cat >"$work/npm/app.mjs" <<'JS'
import { trace } from '@opentelemetry/api';
import { registerOTel } from '@vercel/otel';

// Tells where the exporter goes; what goes to localhost:4318 is answered here.
const connect = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = String(input?.url ?? input);
  console.log('export to', url, 'x-key:', new Headers(init?.headers).get('x-key'));
  return url.includes(':4318') ? Promise.resolve(new Response('')) : connect(input, init);
};
registerOTel({ serviceName: 'shop' });
trace.getTracer('shop').startSpan('order').end();
const provider = trace.getTracerProvider();
await (provider.getDelegate?.() ?? provider).forceFlush().catch(() => {});
JS
settings=(
  OTEL_EXPORTER_OTLP_PROTOCOL=grpc OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port configured)" OTEL_EXPORTER_OTLP_HEADERS=x-key=secret
)
alone node "$work/npm/app.mjs" >"$work/log" 2>&1
note "@vercel/otel 2.1.3"
expect "grpc: requests at the configured address" "$(seen configured 'all.length')" "0"
expect_line "grpc: where it goes" "$work/log" '^export to http://localhost:4318/v1/traces x-key: null'
expect_no_line "grpc: a warning without OTEL_LOG_LEVEL" "$work/log" 'Unsupported OTLP'
alone OTEL_LOG_LEVEL=debug "${settings[@]}" node "$work/npm/app.mjs" >"$work/log" 2>&1
expect_line "grpc with OTEL_LOG_LEVEL=debug" "$work/log" 'Unsupported OTLP traces protocol: grpc. Using http/protobuf'
alone "${settings[@]}" OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf node "$work/npm/app.mjs" >"$work/log" 2>&1
expect "http/protobuf: requests and key" "$(seen configured 'all.map((request) => request.path + " " + request.headers["x-key"]).join()')" "/v1/traces secret"
finish
