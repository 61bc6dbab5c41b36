'use strict';

/** A shop in express that asks the stock service with fetch (or http), and calls itself. */
const http = require('node:http');
const { once } = require('node:events');
const net = require('node:net');
const { setTimeout: sleep } = require('node:timers/promises');
const { context, propagation, SpanKind, trace } = require('@opentelemetry/api');
const express = require('express');
const { calls, fault, host } = require('./faults.cjs');
const { annotate, finish } = require('./spans.cjs');

const tracer = trace.getTracer('shop');
const url = `http://${host}:${process.env.STOCK_PORT}/items/7`;
const byHttp = process.argv.includes('http');

const viaHttp = () =>
  new Promise((resolve, reject) => {
    http
      .get(url, (answer) => {
        let text = '';
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve(text));
      })
      .on('error', reject);
  });

const viaFetch = async () => (await fetch(url)).text();

const askStock = () => (byHttp ? viaHttp() : viaFetch());

async function placeOrder() {
  return tracer.startActiveSpan('place order', async (span) => {
    annotate(span);
    if (fault === 'not-awaited') {
      const asked = askStock();
      finish(span);
      return asked;
    }
    try {
      return await askStock();
    } finally {
      finish(span);
    }
  });
}

/** With spans of its own only: what a client library would do otherwise. */
async function placeOrderByHand() {
  const attributes = { 'http.request.method': 'GET', 'url.full': url, 'server.address': host };
  const span = tracer.startSpan('GET', { kind: SpanKind.CLIENT, attributes });
  const headers = {};
  if (fault !== 'without-inject') propagation.inject(trace.setSpan(context.active(), span), headers);
  const answer = await fetch(url, { headers });
  span.end();
  return answer.text();
}

/** Asks without being instrumented, so that the shop's spans are the first of their traces. */
const call = (port, path) =>
  new Promise((resolve, reject) => {
    const socket = net.connect(port, host, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('error', reject);
    socket.on('close', () => (text.startsWith('HTTP/1.1 200') ? resolve() : reject(new Error(text))));
  });

async function ready(port) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const socket = net.connect(port, host);
    const there = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (there) return;
    await sleep(50);
  }
  throw new Error('the stock service is not there');
}

async function main() {
  const app = express();
  const handle = process.argv.includes('by-hand') ? placeOrderByHand : placeOrder;
  app.get('/order', async (_, answer) => answer.send(await handle()));
  const server = app.listen(0, host);
  await once(server, 'listening');
  await ready(Number(process.env.LISTEN_PORT));
  for (let number = 0; number < calls; number++) await call(server.address().port, '/order');
  server.close();
  await sleep(50);
  if (fault === 'exit-at-once') process.exit(0);
  if (fault === 'exception') throw new Error('the disk is full');
}

main();
