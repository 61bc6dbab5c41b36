#!/usr/bin/env bash
# NODE_USE_ENV_PROXY=1 of newer Node releases sends everything through HTTP_PROXY but the OTLP exporter.
#
# Expected: with NODE_USE_ENV_PROXY=1 (or --use-env-proxy) Node's own http and fetch honour HTTP_PROXY and NO_PROXY; the exporter uses node:http,
#   so it does as well.
# What happens (Node 26.10.0, @opentelemetry/exporter-trace-otlp-proto 0.301.1): the switch changes http.globalAgent and fetch. The exporter makes an
#   http.Agent of its own to keep connections open, and an agent made by hand asks no proxy. In one process fetch() and
#   http.get() arrive at the proxy, the span does not: the exporter looks the receiver's name up itself.
# Costs: all telemetry of a container that reaches the world through a proxy only, while the application's own calls work;
#   the error (ENOTFOUND, or a time-out) points at DNS or the receiver.
# Do: a Collector on this side of the proxy, or an agentFactory for the exporter that knows the proxy.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

node_runtime 26.10.0
node_packages @opentelemetry/sdk-trace@3.1.0 @opentelemetry/exporter-trace-otlp-proto@0.301.1 @opentelemetry/api@1.10.0
receiver proxy
cat >"$work/npm/app.cjs" <<'JS'
const http = require('node:http');
const { TracerProvider, BatchSpanProcessor } = require('@opentelemetry/sdk-trace');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');

const tell = (name) => (value) => console.log(`${name}: ${value.statusCode ?? value.status ?? value.cause?.code ?? String(value)}`);
async function main() {
  await new Promise((done) => {
    http.get('http://receiver.invalid/http-get', (answer) => done(tell('http.get')(answer)));
  });
  await fetch('http://receiver.invalid/fetch').then(tell('fetch'));
  const exporter = new OTLPTraceExporter({ url: 'http://receiver.invalid/v1/traces', timeoutMillis: 500 });
  const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] });
  provider.getTracer('shop').startSpan('order').end();
  await provider.forceFlush().then(() => console.log('span: sent'), tell('span'));
}
main();
JS
settings=(NODE_USE_ENV_PROXY=1 HTTP_PROXY="http://127.0.0.1:$(port proxy)")
alone "$node" "$work/npm/app.cjs" >"$work/out" 2>&1

note "Node 26.10.0 with NODE_USE_ENV_PROXY=1 HTTP_PROXY=..., exporter 0.301.1, a name that only the proxy could know"
expect_line "http.get" "$work/out" '^http.get: 200$'
expect_line "fetch" "$work/out" '^fetch: 200$'
expect_line "the exporter" "$work/out" '^span: .*(ENOTFOUND|EAI_AGAIN)'
expect "what the proxy saw" "$(seen proxy 'all.map((request) => request.path).join(" ")')" \
  "http://receiver.invalid/http-get http://receiver.invalid/fetch"
finish
