import { describe, expect, it } from 'vitest';
import type { SpanKind } from '../../src/model/telemetry.ts';
import { emptyDraft, REQUEST_PARTS } from '../../src/telemetry/request-attributes.ts';
import { requestOf } from '../../src/telemetry/request-shape.ts';
import type { Values } from './builders.ts';

const shapeOf = (kind: SpanKind, attributes: Values, name = 'x') => {
  const draft = emptyDraft();
  for (const [key, value] of Object.entries(attributes)) {
    const part = REQUEST_PARTS.get(key);
    if (part !== undefined) draft[part] = value;
  }
  return requestOf(draft, kind, name, false)?.shape ?? null;
};

const NOTHING = {
  method: null,
  host: null,
  port: null,
  path: null,
  rpc: null,
  destination: null,
  failed: false,
};

describe('what a span says of its request', () => {
  it.each<[what: string, kind: SpanKind, attributes: Values, shape: object]>([
    [
      'an HTTP client',
      'client',
      { 'http.request.method': 'get', 'url.full': 'http://me:pw@stock:8080/items?q=1#top' },
      { method: 'GET', host: 'stock', port: 8080, path: '/items' },
    ],
    ['a URL without port and path', 'client', { 'url.full': 'https://[::1]' }, { host: '::1', path: '/' }],
    [
      'an HTTP server by its host header',
      'server',
      { 'http.method': 'POST', 'http.target': '/a?b', 'http.host': 'shop:8000', 'net.peer.name': '10.0.0.9' },
      { method: 'POST', path: '/a', host: 'shop', port: 8000 },
    ],
    [
      'an HTTP server by new names',
      'server',
      { 'http.request.method': 'POST', 'url.path': '/a', 'server.address': 'shop', 'server.port': '8000' },
      { method: 'POST', path: '/a', host: 'shop', port: 8000 },
    ],
    ['an unknown method', 'client', { 'http.request.method': '_OTHER', 'url.path': '/' }, { path: '/' }],
    [
      'an RPC',
      'client',
      { 'rpc.system': 'grpc', 'rpc.service': 'shop.Stock', 'rpc.method': 'Get', 'rpc.grpc.status_code': 0n },
      { rpc: 'shop.Stock/Get' },
    ],
    [
      'a failed RPC',
      'server',
      { 'rpc.service': 's.S', 'rpc.grpc.status_code': 14n },
      { rpc: 's.S', failed: true },
    ],
    ['a message', 'producer', { 'messaging.destination.name': 'orders' }, { destination: 'orders' }],
    [
      'a message to the nameless exchange',
      'consumer',
      { 'messaging.destination': '', 'messaging.rabbitmq.routing_key': 'orders' },
      { destination: 'orders' },
    ],
    ['only a host', 'client', { 'server.address': 'stock' }, { host: 'stock' }],
    ['a failed answer', 'client', { 'url.path': '/', 'http.status_code': 500n }, { path: '/', failed: true }],
    [
      'values of a wrong type',
      'client',
      { 'url.path': '/', 'server.port': 'many', 'http.method': 5n },
      { path: '/' },
    ],
  ])('%s', (_, kind, attributes, shape) => {
    expect(shapeOf(kind, attributes)).toEqual({ ...NOTHING, ...shape });
  });

  it('may stand in its name', () => {
    expect(shapeOf('client', { 'url.path': '/items' }, 'HTTP GET')).toEqual({
      ...NOTHING,
      method: 'GET',
      path: '/items',
    });
    expect(shapeOf('server', {}, 'shop.v1.Stock/Get')).toEqual({ ...NOTHING, rpc: 'shop.v1.Stock/Get' });
  });

  it('is nothing for a span about something else', () => {
    expect(shapeOf('client', {})).toBeNull();
    expect(shapeOf('client', { 'db.system.name': 'mysql', 'server.address': 'db' })).toBeNull();
  });
});
