#!/usr/bin/env bash
# NodeSDK 0.301 ignores metricReader and spanProcessor without a word and sends to localhost instead.
#
# Expected: an option that was removed is refused, or at least named in the log.
# What happens (@opentelemetry/sdk-node 0.301.0): the constructor reads metricReaders, spanProcessors and logRecordProcessors.
#   The older metricReader and spanProcessor are unknown properties now; JavaScript has nobody to complain (TypeScript does, unless
#   the object is built elsewhere). What was configured in code is dropped, and because nothing is configured then, the
#   default of the environment takes its place: OTLP to OTEL_EXPORTER_OTLP_ENDPOINT, or to localhost:4318.
# Costs: after an update data goes to another address than the one in the code, and the reader's own interval, temporality and
#   views are gone. OTEL_LOG_LEVEL=debug says nothing about the dropped options either.
# Do: metricReaders: [reader], spanProcessors: [processor] (tried below).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

node_runtime 26.10.0
node_packages @opentelemetry/api@1.10.0 @opentelemetry/sdk-node@0.301.0 @opentelemetry/sdk-metrics@3.1.0 @opentelemetry/sdk-trace@3.1.0 \
  @opentelemetry/exporter-metrics-otlp-proto@0.301.0 @opentelemetry/exporter-trace-otlp-proto@0.301.1
receiver code
receiver environment

cat >"$work/npm/app.cjs" <<'JS'
const { metrics, trace } = require('@opentelemetry/api');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { PeriodicExportingMetricReader } = require('@opentelemetry/sdk-metrics');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace');
const { OTLPMetricExporter } = require('@opentelemetry/exporter-metrics-otlp-proto');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');

const [url, plural] = process.argv.slice(2);
const reader = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter({ url: `${url}/v1/metrics` }) });
const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${url}/v1/traces` }) });
const sdk = new NodeSDK(
  plural ? { metricReaders: [reader], spanProcessors: [processor] } : { metricReader: reader, spanProcessor: processor },
);
sdk.start();
metrics.getMeter('shop').createCounter('orders').add(1);
trace.getTracer('shop').startSpan('order').end();
sdk.shutdown();
JS
settings=(
  OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port environment)"
  OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env OTEL_LOG_LEVEL=debug
)
alone "$node" "$work/npm/app.cjs" "http://127.0.0.1:$(port code)" >"$work/log" 2>&1
paths='all.map((request) => request.path).sort().join(" ")'

note "@opentelemetry/sdk-node 0.301.0 with metricReader and spanProcessor"
expect "reached the address in the code" "$(seen code "$paths")" ""
expect "reached the address in the environment" "$(seen environment "$paths")" "/v1/metrics /v1/traces"
expect_no_line "debug log about the options" "$work/log" 'metricReader|spanProcessor|unknown option|deprecated'

alone "$node" "$work/npm/app.cjs" "http://127.0.0.1:$(port code)" plural >"$work/log" 2>&1
note "the same with metricReaders and spanProcessors"
expect "reached the address in the code" "$(seen code "$paths")" "/v1/metrics /v1/traces"
finish
