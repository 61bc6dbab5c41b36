import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { collect } from '../../src/receiver/body.ts';
import { type Context, IN_FLIGHT_LIMIT } from '../../src/receiver/context.ts';

const contextWith = (bytes: number): Context => ({ inFlight: { bytes, requests: 0 } }) as Context;

const chunks = (...sizes: number[]): Readable => Readable.from(sizes.map((size) => Buffer.alloc(size)));

test('all bodies together are limited, and each gives back what it took', async () => {
  const context = contextWith(IN_FLIGHT_LIMIT - 10);
  expect(await collect(chunks(5, 5), 100, context)).toEqual({ body: Buffer.alloc(10) });
  expect(context.inFlight.bytes).toBe(IN_FLIGHT_LIMIT - 10);
  expect(await collect(chunks(5, 6), 100, context)).toEqual({ failed: 'overloaded', received: 11 });
  expect(await collect(chunks(101), 100, contextWith(0))).toEqual({
    failed: 'body-too-large',
    received: 101,
  });
  expect(context.inFlight.bytes).toBe(IN_FLIGHT_LIMIT - 10);
});

test('a body that breaks off is told with what came', async () => {
  const body = new Readable({ read: () => undefined });
  body.push(Buffer.alloc(3));
  setImmediate(() => body.destroy(new Error('reset')));
  expect(await collect(body, 100, contextWith(0))).toEqual({ failed: 'truncated', received: 3 });
});
