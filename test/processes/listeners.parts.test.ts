import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { treeSockets } from '../../src/processes/connections.ts';
import { listListeners } from '../../src/processes/listeners.ts';
import { parseTcpTable } from '../../src/processes/sockets.ts';
import { withNamespaces } from '../lab/namespace.ts';
import { describeWith } from '../lab/parts.ts';
import { ownPort, portOf } from '../lab/ports.ts';
import { launch } from '../lab/process.ts';
import { procTree } from './proc-tree.ts';

// Recorded on Linux 6.18, x86-64: 127.0.0.1:4317 and 192.168.1.4:4317 listening, and connections to and from there.
const loopback =
  '   0: 0100007F:10DD 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1077 1 00000000f7d56b66 100 0 0 10 0';
const address =
  '   1: 0401A8C0:10DD 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1078 1 00000000f7d56b67 100 0 0 10 0';
const incoming =
  '   2: 0100007F:10DD 0100007F:E774 01 00000000:00000000 03:000001E5 00000000     0        0 1079 3 000000002d766cbf';
const outgoing =
  '   3: 0401A8C0:E834 07006464:01BB 01 00000000:00000000 03:000001E8 00000000  1000        0 1080 3 00000000b8367071';
const waiting =
  '   4: 0100007F:5F62 0100007F:E830 06 00000000:00000000 03:000001E8 00000000     0        0 0 3 00000000a5e4b27f';
// [::]:4318, [::1]:4318 listening, ::ffff:127.0.0.1 connected to ::ffff:10.0.0.7:4318.
const all6 =
  '   0: 00000000000000000000000000000000:10DE 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2001 1 0000000000000000 100 0 0 10 0';
const loopback6 =
  '   1: 00000000000000000000000001000000:10DE 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2002 1 0000000000000000 100 0 0 10 0';
const mapped6 =
  '   2: 0000000000000000FFFF00000100007F:D431 0000000000000000FFFF00000700000A:10DE 01 00000000:00000000 00:00000000 00000000     0        0 2003 1 0000000000000000 20 4 30 10 -1';

const other = 'net:[4026532200]';

describe('a recorded table of sockets', () => {
  test('has both address families, and lines that make no sense', () => {
    const text = ['  sl  local_address', loopback, 'nonsense', waiting, all6, loopback6, mapped6].join('\n');
    expect(parseTcpTable(text).map(({ local, remote, state }) => [local, remote.port, state])).toEqual([
      [{ address: '127.0.0.1', port: 4317 }, 0, 'listening'],
      [{ address: '127.0.0.1', port: 24418 }, 59440, 'other'],
      [{ address: '::', port: 4318 }, 0, 'listening'],
      [{ address: '::1', port: 4318 }, 0, 'listening'],
      [{ address: '127.0.0.1', port: 54321 }, 4318, 'established'],
    ]);
  });
});

describe('listeners of a recorded machine', () => {
  test('are named with their process and the address that they are bound to', () => {
    const tcp = [loopback, address, incoming, waiting];
    const root = procTree({
      self: { tcp, tcp6: [all6] },
      11: { name: 'worker', sockets: [1079] },
      12: { name: 'otelcol', tcp, sockets: [1077, 1078] },
      13: { name: 'otelcol', tcp, sockets: [1077] },
    });
    const common = { network: 'own', pid: 12, name: 'otelcol' };
    expect(listListeners([4317, 4318], root)).toEqual([
      { port: 4317, address: '127.0.0.1', scope: 'loopback', ...common },
      { port: 4317, address: '192.168.1.4', scope: 'address', ...common },
      // Nobody who may be seen holds it: another user's process.
      { port: 4318, address: '::', scope: 'all', network: 'own', pid: null, name: null },
    ]);
    expect(listListeners([4319], root)).toEqual([]);
  });

  test('are found in the other networks too, each read once', () => {
    const root = procTree({
      self: {},
      20: { name: 'pause', network: other, tcp6: [loopback6] },
      21: { name: 'collector', network: other, tcp6: [loopback6], sockets: [2002] },
    });
    expect(listListeners([4318], root)).toEqual([
      { port: 4318, address: '::1', scope: 'loopback', network: 'other', pid: 21, name: 'collector' },
    ]);
  });

  test('are none where nothing can be read', () => {
    expect(listListeners([4317], '/nonexistent')).toEqual([]);
  });
});

describe('connections of a recorded process', () => {
  test('are those that it and its descendants made', () => {
    const tcp = [loopback, incoming, outgoing];
    const root = procTree({
      30: { parent: 1, tcp, sockets: [1077, 1079] },
      31: { parent: 30, tcp },
      32: { parent: 31, tcp, sockets: [1080] },
      33: { parent: 1, tcp, tcp6: [mapped6], sockets: [2003] },
    });
    expect(treeSockets(30, root).made).toEqual([
      {
        pid: 32,
        state: 'established',
        local: { address: '192.168.1.4', port: 59444 },
        remote: { address: '100.100.0.7', port: 443 },
      },
    ]);
    expect(treeSockets(33, root).made.map(({ remote }) => remote)).toEqual([
      { address: '10.0.0.7', port: 4318 },
    ]);
    expect(treeSockets(34, root)).toEqual({ made: [], listening: [], asked: [] });
  });
});

describe('connections of a recorded process that are not established', () => {
  test('are told while they are made or being closed', () => {
    const inState = (state: string, inode: number): string =>
      outgoing.replace(/ 01 /, ` ${state} `).replace(/\b1080\b/, String(inode));
    const tcp = [inState('02', 1080), inState('08', 1081), inState('06', 0), inState('0B', 1082)];
    const root = procTree({ 30: { tcp, sockets: [1080, 1081, 1082] } });
    expect(treeSockets(30, root).made.map(({ state }) => state)).toEqual(['connecting', 'closing']);
  });

  test('are told with the ports that the process listens on', () => {
    const root = procTree({ 30: { tcp: [loopback, incoming], sockets: [1077, 1079] } });
    expect(treeSockets(30, root)).toEqual({ made: [], listening: [4317], asked: [4317] });
  });
});

const serve = (port: number, host: string): string =>
  `require('node:net').createServer().listen(${port}, '${host}', () => console.log('up'))`;

describe.skipIf(process.platform !== 'linux')('real processes', () => {
  test('a listener is found with its process', async () => {
    const port = await ownPort();
    const running = launch(process.execPath, ['-e', serve(port, '127.0.0.1')]);
    await running.waitForOutput(/up/);
    const found = listListeners([port]);
    await running.stop();
    expect(found).toEqual([
      { port, address: '127.0.0.1', scope: 'loopback', network: 'own', pid: running.pid, name: 'node' },
    ]);
    expect(listListeners([port])).toEqual([]);
  });

  test('the connection of a child of a child is found', async () => {
    const peers: Socket[] = [];
    const server = createServer((peer) => void peers.push(peer)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = portOf(server);
    const code = `require('node:net').connect(${port}, '127.0.0.1', () => console.log('up'))`;
    const running = launch('sh', ['-c', `"${process.execPath}" -e "${code}"; true`]);
    await running.waitForOutput(/up/);
    const found = treeSockets(running.pid).made;
    const own = connect(port, '127.0.0.1');
    await once(own, 'connect');
    const mine = treeSockets(process.pid).made.filter(({ pid }) => pid === process.pid);
    // Ends the one that connected, and with it the shell.
    for (const peer of peers) peer.destroy();
    own.destroy();
    await running.exited;
    server.close();
    expect(found.map(({ remote }) => remote)).toEqual([{ address: '127.0.0.1', port }]);
    expect(found[0]?.pid).not.toBe(running.pid);
    expect(mine.filter(({ remote }) => remote.port === port)).toHaveLength(1);
  });
});

describeWith(['ip'], 'another network', () => {
  test('its listeners are seen from ours', () =>
    withNamespaces(1, async ([namespace]) => {
      const running = namespace?.launch(process.execPath, ['-e', serve(43_179, '::')]);
      await running?.waitForOutput(/up/);
      expect(listListeners([43_179])).toEqual([
        { port: 43_179, address: '::', scope: 'all', network: 'other', pid: running?.pid, name: 'node' },
      ]);
      await running?.stop();
    }));
});
