'use strict';

const { trace } = require('@opentelemetry/api');
const { fault } = require('./faults.cjs');

const tracer = trace.getTracer('shop');

/** What an application does to a span of its own, right or wrong as the fault has it. */
exports.annotate = (span) => {
  span.setAttribute('shop.order.id', 7);
  if (fault === 'many-attributes') {
    for (let number = 0; number < 200; number++) span.setAttribute(`shop.field.${number}`, number);
  } else if (fault === 'object-attribute') span.setAttribute('shop.order', { number: 7 });
  else if (fault === 'date-attribute') span.setAttribute('shop.order.at', new Date());
  else if (fault === 'class-attribute') span.setAttribute('shop.order.lines', new Map([['apples', 2]]));
  else if (fault === 'deprecated-names')
    span.setAttributes({ 'http.method': 'GET', 'http.status_code': 200 });
  else if (fault === 'bad-names') span.setAttributes({ 'Order Id': 7, 'HTTP.REQUEST.METHOD': 'GET' });
  else if (fault === 'clock-ahead') {
    const begin = Date.now() + 3_600_000;
    tracer.startSpan('price check', { startTime: begin }).end(begin + 1_000);
  } else if (fault === 'clock-in-seconds') {
    const begin = Math.floor(Date.now() / 1_000);
    tracer.startSpan('price check', { startTime: [0, begin] }).end([0, begin + 20]);
  }
};

/** Ends a span. */
exports.finish = (span) => {
  if (fault === 'never-ended') return;
  span.end();
  if (fault === 'ended-twice') span.end();
  if (fault === 'set-after-end') span.setAttribute('shop.order.done', true);
};
