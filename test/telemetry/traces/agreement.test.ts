import { describe, expect, test } from 'vitest';
import {
  calledOf,
  comparedRequest,
  compareRequests,
  compareServers,
  isProbe,
} from '../../../src/telemetry/traces/agreement.ts';
import { request } from './builders.ts';

type Shape = Parameters<typeof request>[0];

const agreementOf = (caller: Shape, callee: Shape) =>
  compareRequests(comparedRequest(request(caller)), comparedRequest(request(callee)));

const serversOf = (caller: Shape, callee: Shape) => {
  const [a, b] = [comparedRequest(request(caller)), comparedRequest(request(callee))];
  return a && b && compareServers(a, b);
};

describe('two requests', () => {
  test.each<readonly [Shape, Shape, string]>([
    [{ path: '/items' }, { path: '/items' }, 'agree'],
    [{ path: '/items/' }, { path: '/items' }, 'agree'],
    [{ path: '/api/items' }, { path: '/items' }, 'agree'],
    [{ path: '/items' }, { path: '/api/items' }, 'agree'],
    [{ path: '/items/7' }, { path: '/items/:id' }, 'agree'],
    [{ path: '/items/7' }, { path: '/items/<int:id>' }, 'agree'],
    [{ path: '/' }, { path: '/' }, 'agree'],
    [{ path: '/' }, { path: '/items' }, 'contradict'],
    [{ path: '/items/7' }, { path: '/items/8' }, 'contradict'],
    [{ path: '/aitems' }, { path: '/items' }, 'contradict'],
    [{ method: 'GET', path: '/items' }, { method: 'POST', path: '/items' }, 'contradict'],
    [{ method: 'GET' }, { path: '/items' }, 'silent'],
    [{ host: 'b', port: 80 }, { host: 'b', port: 80, path: '/items' }, 'agree'],
    [{ host: 'c', port: 80 }, { host: 'b', port: 80, path: '/items' }, 'contradict'],
    [{ destination: 'a' }, { destination: 'a' }, 'agree'],
    [{ destination: 'a' }, { destination: 'b' }, 'contradict'],
    [{ rpc: 'a.B/C' }, { rpc: 'a.B/C' }, 'agree'],
    [{ rpc: 'a.B' }, { rpc: 'a.B/C' }, 'agree'],
    [{ rpc: 'a.B/C' }, { rpc: 'a.B/D' }, 'contradict'],
    [{ method: 'POST', path: '/a.B/C' }, { rpc: 'a.B/C' }, 'agree'],
    [{ method: 'GET', path: '/items' }, { rpc: 'a.B/C' }, 'contradict'],
  ])('%o and %o: %s', (caller, callee, expected) => {
    expect(agreementOf(caller, callee)).toBe(expected);
  });

  test('of which one is not known are silent', () => {
    expect(compareRequests(null, comparedRequest(request({ path: '/' })))).toBe('silent');
  });
});

describe('two servers', () => {
  test.each<readonly [Shape, Shape, string]>([
    [{ host: 'b', port: 80 }, { host: 'B', port: 80 }, 'same'],
    [{ host: 'b', port: 80 }, { host: 'b', port: 8080 }, 'same'],
    [{ host: 'localhost', port: 80 }, { host: '127.0.0.1', port: 80 }, 'same'],
    [{ host: 'localhost', port: 80 }, { host: 'localhost', port: 81 }, 'other'],
    [{ host: 'localhost', port: 80 }, { host: 'b-7f9', port: 80 }, 'open'],
    [{ host: '10.0.0.5', port: 80 }, { host: 'b', port: 80 }, 'open'],
    [{ host: '10.0.0.5', port: 80 }, { host: '10.0.0.6', port: 80 }, 'other'],
    [{ host: 'c', port: 80 }, { host: 'b', port: 80 }, 'other'],
    [{ host: '10.0.0.5', port: 80 }, { host: 'b', port: 81 }, 'other'],
    [{ port: 80 }, { host: 'b', port: 80 }, 'same'],
    [{ host: 'b' }, { path: '/' }, 'open'],
  ])('%o and %o: %s', (caller, callee, expected) => {
    expect(serversOf(caller, callee)).toBe(expected);
  });
});

test.each([
  ['/healthz', true],
  ['/api/health/', true],
  ['/metrics', true],
  ['/orders/status', true],
  ['/items', false],
  ['/healthz/items', false],
  ['/backup', false],
])('%s is asked by everybody: %s', (path, expected) => {
  expect(isProbe(request({ path }))).toBe(expected);
  expect(isProbe(request({ rpc: 'grpc.health.v1.Health/Check' }))).toBe(true);
});

test.each<readonly [Shape, string | null]>([
  [{ method: 'GET', host: 'b', port: 8080, path: '/items' }, 'GET http://b:8080/items'],
  [{ method: 'GET', host: 'b', port: 443, path: '/items' }, 'GET https://b:443/items'],
  [{ method: 'GET', path: '/items' }, 'GET /items'],
  [{ host: 'b', port: 6379 }, 'b:6379'],
  [{ rpc: 'a.B/C', host: 'b', port: 50_051 }, 'a.B/C at b:50051'],
  [{ rpc: 'a.B/C' }, 'a.B/C'],
  [{ destination: 'orders', host: 'broker' }, 'orders'],
  [{ method: 'GET' }, null],
])('%o is told as %s', (shape, expected) => {
  expect(calledOf(request(shape))).toBe(expected);
});
