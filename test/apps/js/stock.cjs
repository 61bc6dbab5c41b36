'use strict';

/** The stock service in express: answers so many calls and ends. */
const { propagation, context, ROOT_CONTEXT, SpanKind, trace } = require('@opentelemetry/api');
const express = require('express');
const { calls, fault, host } = require('./faults.cjs');

const tracer = trace.getTracer('stock');
const app = express();
const byHand = process.argv.includes('by-hand');
let left = calls;

const lookUp = (answer) =>
  tracer.startActiveSpan('look up item', (span) => {
    setTimeout(() => {
      span.end();
      answer.json({ left: 3 });
    }, 2);
  });

const asServer = (request, answer) => {
  const parent =
    fault === 'without-extract' ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, request.headers);
  const attributes = { 'http.request.method': 'GET', 'url.path': request.path };
  const span = tracer.startSpan('GET /items/:id', { kind: SpanKind.SERVER, attributes }, parent);
  answer.on('finish', () => span.end());
  context.with(trace.setSpan(parent, span), () => lookUp(answer));
};

app.get('/items/:id', (request, answer) => {
  answer.set('connection', 'close');
  answer.on('finish', () => {
    left -= 1;
    if (left === 0) setTimeout(() => server.close(), 50);
  });
  if (byHand) asServer(request, answer);
  else lookUp(answer);
});

const server = app.listen(Number(process.env.LISTEN_PORT), host);
setTimeout(() => server.close(), 20_000).unref();
