import dns from 'node:dns';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Address } from '../../src/model/facts.ts';
import { boundLookups, lookUpWith, type NameSystem } from '../../src/probes/wire/lookup.ts';

const ADDRESS: Address = { address: '192.0.2.1', family: 4 };

/** A machine whose lookup would wait for a silent name server for ever; what was asked of it is kept. */
const machine = (change: Partial<NameSystem> & { readonly answering?: readonly string[] } = {}) => {
  const asked: string[] = [];
  const { answering = ['a', 'b'], ...given } = change;
  const system: NameSystem = {
    servers: ['a', 'b'],
    knows: () => false,
    ask: (server, _host, ms) => {
      asked.push(server);
      if (answering.includes(server)) return Promise.resolve(true);
      return new Promise((_, reject) => void setTimeout(() => reject(new Error('silent')), ms));
    },
    lookUp: async () => {
      asked.push('system');
      return answering.length === 2 ? [ADDRESS] : new Promise(() => undefined);
    },
    lookUpApart: (_host, ms) => new Promise((resolve) => void setTimeout(() => resolve(null), ms)),
    ...given,
  };
  return { system, asked };
};

test('an address needs no lookup', async () => {
  const { system, asked } = machine();
  expect(await lookUpWith(system, '::1', 1_000)).toMatchObject({ literal: true, addresses: [{ family: 6 }] });
  expect(asked).toEqual([]);
});

test('a name that is known here is not asked for', async () => {
  const { system, asked } = machine({ knows: () => true });
  expect(await lookUpWith(system, 'localhost', 1_000)).toMatchObject({ addresses: [ADDRESS], code: null });
  expect(asked).toEqual(['system']);
});

test('the system is asked when every name server says something', async () => {
  const { system, asked } = machine();
  expect(await lookUpWith(system, 'collector', 1_000)).toMatchObject({ addresses: [ADDRESS], code: null });
  expect(asked).toEqual(['a', 'b', 'system']);
});

test('two dead name servers are told, and the system is never asked: nothing could end that', async () => {
  const { system, asked } = machine({ answering: [] });
  expect(await lookUpWith(system, 'collector', 400)).toEqual({
    ...{ host: 'collector', literal: false, addresses: [] },
    ...{ code: 'ETIMEOUT', silent: ['a', 'b'] },
  });
  expect(asked).toEqual(['a', 'b']);
});

test('one of two that is dead leaves the word to the system, in a process of its own', async () => {
  const { system, asked } = machine({ answering: ['b'], lookUpApart: async () => [ADDRESS] });
  expect(await lookUpWith(system, 'collector', 5_000)).toMatchObject({ addresses: [ADDRESS], code: null });
  const unknown = machine({ answering: ['b'] });
  expect(await lookUpWith(unknown.system, 'collector', 400)).toMatchObject({
    code: 'EAI_AGAIN',
    silent: ['a'],
  });
  expect([...asked, ...unknown.asked]).not.toContain('system');
});

test('a name that does not come from a name server is found although all are dead', async () => {
  const { system } = machine({ answering: [], lookUpApart: async () => [ADDRESS] });
  expect(await lookUpWith(system, 'printer.local', 5_000)).toMatchObject({
    addresses: [ADDRESS],
    code: null,
  });
});

test('where the name servers are not known, the system is asked', async () => {
  const { system, asked } = machine({ servers: [] });
  expect(await lookUpWith(system, 'collector', 1_000)).toMatchObject({ addresses: [ADDRESS] });
  expect(asked).toEqual(['system']);
});

test('a name server that drops questions for IPv6 would hold the system up, which is asked in a process of its own', async () => {
  const half = machine({ ask: async () => false, lookUpApart: async () => [ADDRESS] });
  expect(await lookUpWith(half.system, 'collector', 1_000)).toMatchObject({
    addresses: [ADDRESS],
    code: null,
  });
  const unknown = machine({ ask: async () => false });
  expect(await lookUpWith(unknown.system, 'collector', 400)).toMatchObject({
    ...{ addresses: [], code: 'ETIMEOUT' },
  });
  expect([...half.asked, ...unknown.asked]).not.toContain('system');
});

describe('lookups of libraries', () => {
  const original = { lookup: dns.lookup, promised: dns.promises.lookup };

  beforeEach(boundLookups);

  afterEach(() => {
    Object.assign(dns, { lookup: original.lookup });
    Object.assign(dns.promises, { lookup: original.promised });
  });

  test('give what those of Node give', async () => {
    const wanted = await original.promised('localhost', { all: true });
    expect(await dns.promises.lookup('localhost', { all: true })).toEqual(wanted);
    expect(await dns.promises.lookup('127.0.0.1')).toEqual({ address: '127.0.0.1', family: 4 });
    await expect(dns.promises.lookup('::1', { family: 4 })).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  test('are those of connections that name none', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const asked = vi.fn(dns.lookup);
    Object.assign(dns, { lookup: asked });
    const socket = connect((server.address() as AddressInfo).port, 'localhost');
    await once(socket, 'connect');
    socket.destroy();
    server.close();
    expect(asked.mock.calls.map(([host]) => host)).toEqual(['localhost']);
  });
});
