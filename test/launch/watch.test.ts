import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startApplication } from '../../src/launch/start.ts';
import { watchConnections } from '../../src/launch/watch.ts';
import { loopback, portOf } from '../lab/ports.ts';
import { waitFor } from '../lab/wait.ts';
import { collecting, quiet } from './kit.ts';

const local = { address: '10.0.0.1', port: 40_000 };

const seen = (...remotes: readonly (readonly [string, number])[]) => ({
  made: remotes.map(([address, port]) => ({
    ...{ pid: 1, state: 'established' as const, local, remote: { address, port } },
  })),
  listening: [8080],
  asked: [],
});

describe('connections elsewhere', () => {
  it('are told once each, without our ports and those of the command itself', () => {
    const look = () =>
      seen(
        ['127.0.0.1', 5000],
        ['127.0.0.1', 8080],
        ['::1', 5000],
        ['10.0.0.9', 5432],
        ['10.0.0.9', 5432],
        ['10.0.0.9', 4317],
      );
    const connections = watchConnections(1, [5000], { platform: 'linux', look });
    connections.stop();
    expect(connections.facts()).toEqual({
      connectionsSeen: true,
      askedAt: null,
      elsewhere: [
        { address: '10.0.0.9', port: 5432, otlp: false },
        { address: '10.0.0.9', port: 4317, otlp: true },
      ],
    });
  });

  it('are bounded, and those of telemetry are kept', () => {
    const many = Array.from({ length: 500 }, (_, index) => ['10.0.0.9', 10_000 + index] as const);
    const connections = watchConnections(1, [], {
      platform: 'linux',
      look: () => seen(...many, ['10.1.1.1', 4318]),
    });
    connections.stop();
    const { elsewhere } = connections.facts();
    expect(elsewhere).toHaveLength(101);
    expect(elsewhere.at(-1)).toEqual({ address: '10.1.1.1', port: 4318, otlp: true });
  });

  it('to a port of the command are kept after they are over', () => {
    const asked = [[8080], []];
    const look = () => ({ ...seen(), asked: asked.shift() ?? [] });
    const connections = watchConnections(1, [], { platform: 'linux', look });
    connections.stop();
    expect(asked).toEqual([]);
    expect(connections.facts()).toEqual({ elsewhere: [], connectionsSeen: true, askedAt: 8080 });
  });

  it('are not known on another system', () => {
    const connections = watchConnections(process.pid, [], { platform: 'darwin' });
    connections.stop();
    expect(connections.facts()).toEqual({ elsewhere: [], connectionsSeen: false, askedAt: null });
  });

  it.runIf(process.platform === 'linux')('of a real process and its children are seen', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined));
    server.listen(0, loopback);
    await once(server, 'listening');
    const port = portOf(server);
    const child = `const s = require('net').connect(${port}, '127.0.0.1'); s.on('connect', () => console.log('ready'));`;
    const out = collecting();
    const running = await startApplication({
      ...quiet(['sh', '-c', '"$NODE" -e "$CHILD"; true'], {
        environment: { PATH: process.env.PATH ?? '', NODE: process.execPath, CHILD: child },
      }),
      to: { stdout: out.stream, stderr: out.stream },
    });
    const connections = watchConnections(running.pid, []);
    const others = watchConnections(running.pid, [port]);
    await waitFor(
      () => connections.facts().elsewhere.length > 0,
      () => `a connection; ${out.bytes()}`,
    );
    connections.stop();
    others.stop();
    expect(connections.facts().elsewhere).toEqual([{ address: '127.0.0.1', port, otlp: false }]);
    expect(others.facts().elsewhere).toEqual([]);
    await running.stop(0);
    await running.exited;
    server.close();
  });
});
