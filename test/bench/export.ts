import { bytes, fixed64, number } from '../receiver/encode.ts';

/** A body of an export as it is replayed, and where the trace ids stand in it. */
export interface Canned {
  readonly body: Buffer;
  /** Offsets of the 16 bytes of each trace id. */
  readonly traceIds: readonly number[];
}

/** Spans of a body, and of a trace in it. */
export const SPANS = 100;
const SPANS_PER_TRACE = 4;

const MILLISECOND = 1_000_000n;

const text = (key: string, value: string): Buffer => bytes(9, bytes(1, key), bytes(2, bytes(1, value)));

const integer = (key: string, value: number): Buffer => bytes(9, bytes(1, key), bytes(2, number(3, value)));

const resource = (key: string, value: string): Buffer => bytes(1, bytes(1, key), bytes(2, bytes(1, value)));

/** Stands for the trace id of a trace until the offsets are known. */
const mark = (trace: number): Buffer => Buffer.from(`TRACE-ID-${String(trace).padStart(7, '0')}`, 'latin1');

const idOf = (index: number): Buffer => {
  const id = Buffer.alloc(8);
  id.writeUInt32BE(0x5eed0000 + index, 0);
  id.writeUInt32BE(index + 1, 4);
  return id;
};

/** A server span, its two children and a client span under one of them. */
const spanOf = (index: number, now: bigint): Buffer => {
  const place = index % SPANS_PER_TRACE;
  const kind = [2, 1, 1, 3][place] ?? 1;
  const start = now - BigInt(100 - place) * MILLISECOND;
  return bytes(
    2,
    bytes(1, mark(Math.floor(index / SPANS_PER_TRACE))),
    bytes(2, idOf(index)),
    ...(place === 0 ? [] : [bytes(4, idOf(index - (place === 3 ? 1 : place)))]),
    bytes(5, ['GET /orders/{id}', 'load order', 'render', 'SELECT orders'][place] ?? ''),
    number(6, kind),
    fixed64(7, start),
    fixed64(8, start + BigInt(40 - place * 5) * MILLISECOND),
    text('http.request.method', 'GET'),
    text('url.path', `/orders/${index}`),
    text('http.route', '/orders/{id}'),
    text('server.address', 'shop.example.com'),
    integer('server.port', 8080),
    integer('http.response.status_code', 200),
    text('user_agent.original', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36'),
    text('network.protocol.version', '1.1'),
    text('shop.customer.tier', 'gold'),
    integer('shop.order.items', index),
  );
};

/** One export of 100 spans with ten attributes each. */
export const cannedExport = (now: bigint): Canned => {
  const spans = Array.from({ length: SPANS }, (_, index) => spanOf(index, now));
  const body = bytes(
    1,
    bytes(1, resource('service.name', 'shop'), resource('telemetry.sdk.language', 'go')),
    bytes(2, bytes(1, bytes(1, 'shop/tracing'), bytes(2, '1.0.0')), ...spans),
  );
  const traceIds: number[] = [];
  for (let at = body.indexOf('TRACE-ID-'); at >= 0; at = body.indexOf('TRACE-ID-', at + 16))
    traceIds.push(at);
  return { body, traceIds };
};
