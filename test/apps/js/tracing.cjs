'use strict';

/** Set-up by hand: `node --require ./tracing.cjs APP`. */
const { context, ROOT_CONTEXT } = require('@opentelemetry/api');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { ExpressInstrumentation } = require('@opentelemetry/instrumentation-express');
const { UndiciInstrumentation } = require('@opentelemetry/instrumentation-undici');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { fault } = require('./faults.cjs');

/** Libraries that are instrumented: none where the applications do it by hand. */
function instrumentations() {
  if (process.argv.includes('by-hand')) return [];
  const server = [new HttpInstrumentation(), new ExpressInstrumentation()];
  return fault === 'fetch-not-instrumented' ? server : [...server, new UndiciInstrumentation()];
}

const options = { instrumentations: instrumentations() };
if (fault === 'name-in-code') options.serviceName = 'template';
if (fault === 'resource-in-code') {
  options.resource = resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'shop' });
  options.autoDetectResources = false;
}
if (fault === 'endpoint-in-code') {
  const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
  const url = `http://127.0.0.1:${process.env.ELSEWHERE_PORT}/v1/traces`;
  options.traceExporter = new OTLPTraceExporter({ url, timeoutMillis: 1_000 });
}
if (fault === 'exporter-with-fetch') options.spanProcessors = [postingProcessor()];

/** Posts finished spans a tick later and outside of every context, 40 times at most. */
function postingProcessor() {
  const { JsonTraceSerializer } = require('@opentelemetry/otlp-transformer');
  const base = process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? 'http://127.0.0.1:4318';
  const waiting = new Set();
  let left = 40;
  const post = async (span) => {
    const body = JsonTraceSerializer.serializeRequest([span]);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${base.replace(/\/$/, '')}/v1/traces`, { method: 'POST', headers, body });
    await answer.text();
  };
  return {
    onStart() {},
    onEnd(span) {
      if (left-- <= 0) return;
      const sent = context.with(ROOT_CONTEXT, () => post(span).catch(() => undefined));
      waiting.add(sent);
      sent.then(() => waiting.delete(sent));
    },
    forceFlush: async () => void (await Promise.all(waiting)),
    shutdown: async () => void (await Promise.all(waiting)),
  };
}

const sdk = new NodeSDK(options);
sdk.start();
if (fault !== 'no-shutdown') process.once('beforeExit', () => sdk.shutdown().catch(() => undefined));
