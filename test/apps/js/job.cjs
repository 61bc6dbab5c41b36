'use strict';

/** A job without a server: one trace of a few rows. */
const { setTimeout: sleep } = require('node:timers/promises');
const { trace } = require('@opentelemetry/api');
const { fault } = require('./faults.cjs');
const { annotate, finish } = require('./spans.cjs');

const tracer = trace.getTracer('jobs');

const row = (number) =>
  tracer.startActiveSpan('row', async (span) => {
    span.setAttribute('shop.row', number);
    await sleep(1);
    span.end();
  });

const nightly = () =>
  tracer.startActiveSpan('nightly job', async (job) => {
    annotate(job);
    for (let number = 0; number < 5; number++) await row(number);
    finish(job);
  });

nightly().then(() => {
  if (fault === 'exit-at-once') process.exit(0);
  if (fault === 'exception') throw new Error('the disk is full');
  if (fault === 'killed') process.kill(process.pid, 'SIGSEGV');
});
