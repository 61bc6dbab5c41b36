import { describe, expect, test } from 'vitest';
import type { FactTable } from '../../src/model/facts.ts';
import { NO_SECRETS } from '../../src/model/secret.ts';
import type { Target } from '../../src/model/target.ts';
import type { Context } from '../../src/probes/context.ts';
import { processes } from '../../src/probes/processes.ts';
import { sampleTarget } from '../../src/samples/facts.ts';
import { ownPortPair } from '../lab/ports.ts';
import { launch } from '../lab/process.ts';

const context: Context = {
  secrets: NO_SECRETS,
  secretValues: [],
  readFile: () => null,
  containerVariables: {},
  loadVendors: () => Promise.reject(new Error('not loaded here')),
  knownPrefixes: [],
  siblingPorts: (port) => [port + 1],
  signal: new AbortController().signal,
  remaining: () => 5_000,
};

const gateFor = (change: Partial<Target>) => processes.gate?.({ target: sampleTarget(change) });

const observe = async (port: number): Promise<FactTable['processes']> => {
  const fact = await processes.observe({ target: sampleTarget({ port }) }, context);
  if (fact === null) throw new Error('the fact is never missing');
  return fact;
};

describe('the fact processes', () => {
  test('is asked for on this machine only', () => {
    const absent = { absent: 'the receiver is not on this machine' };
    expect(gateFor({ host: 'localhost' })).toBe('go');
    expect(gateFor({ host: '::1' })).toBe('go');
    expect(gateFor({ host: 'collector' })).toEqual(absent);
    expect(gateFor({ url: null })).toEqual(absent);
    expect(gateFor({ proxy: { host: 'proxy', port: 3128, variable: 'http_proxy' } })).toEqual(absent);
  });

  test.skipIf(process.platform !== 'linux')('names who holds the port and its neighbours', async () => {
    const [port, sibling] = await ownPortPair();
    const code = `require('node:net').createServer().listen(${sibling}, '127.0.0.1', () => console.log('up'))`;
    const running = launch(process.execPath, ['-e', code], { environment: { OTEL_X: 'y' } });
    await running.waitForOutput(/up/);
    const fact = await observe(port);
    await running.stop();
    const holder = { network: 'own', pid: running.pid, name: 'node' };
    expect(fact).toEqual({
      listeners: [{ port: sibling, address: '127.0.0.1', scope: 'loopback', ...holder }],
    });
  });
});
