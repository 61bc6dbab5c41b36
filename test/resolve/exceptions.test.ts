import { describe, expect, test } from 'vitest';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { chooseProxy } from '../../src/resolve/proxy.ts';
import { findSdk } from '../../src/resolve/sdks/index.ts';

/** Columns: Python gRPC, JS gRPC, Go gRPC, Python http, Go http. `d` goes direct, `P` through the proxy, as measured. */
const WAYS = [
  ['python', true],
  ['js', true],
  ['go', true],
  ['python', false],
  ['go', false],
] as const;

const PROXIES = {
  ...{ http_proxy: 'http://proxy:3128', HTTP_PROXY: 'http://proxy:3128' },
  ...{ https_proxy: 'http://proxy:3128', HTTPS_PROXY: 'http://proxy:3128' },
};

function goes(host: string, list: string): string {
  return WAYS.map(([name, grpc]) => {
    const environment = mergeLayers([environmentLayer({ ...PROXIES, no_proxy: list, NO_PROXY: list })]);
    const sdk = findSdk(name);
    if (sdk === undefined) throw new Error(`no SDK ${name}`);
    const question = { host, port: 4318, secure: false, grpc };
    return chooseProxy(environment, sdk.proxy, question) === null ? 'd' : 'P';
  }).join(' ');
}

describe('exceptions from the proxy', () => {
  test.each([
    ['otel.test', 'd d d d d'],
    ['.test', 'd d d d d'],
    ['test', 'd d d d d'],
    ['.otel.test', 'd P P d P'],
    ['*', 'P P d d d'],
    ['foo,*', 'P P d P d'],
    ['*.test', 'P P d P d'],
    ['otel.test:4318', 'P P d d d'],
    ['foo, otel.test', 'd P d d d'],
    ['foo otel.test', 'P P P P P'],
    ['foo;otel.test', 'P P P P P'],
    ['OTEL.TEST', 'd P d d d'],
    ['tel.test', 'P d P P P'],
  ])('a name, %s', (list, expected) => {
    expect(goes('otel.test', list)).toBe(expected);
  });

  test.each([
    ['10.66.0.5', 'd d d d d'],
    ['10.66.0.0/16', 'd d d d d'],
    ['10.66.0.5/32', 'd d d d d'],
    ['10.66.0.5:4318', 'P P d P d'],
    ['10.66.0.*', 'P P P P P'],
    ['10.66.', 'P P P P P'],
    ['foo, 10.0.0.0/8', 'd P d d d'],
  ])('an address, %s', (list, expected) => {
    expect(goes('10.66.0.5', list)).toBe(expected);
  });

  test.each([
    ['fd00::5', 'd d d d d'],
    ['[fd00::5]', 'P P P P P'],
    ['fd00::/8', 'd P d P d'],
    ['[fd00::5]:4318', 'P P d P d'],
  ])('an IPv6 address, %s', (list, expected) => {
    expect(goes('fd00::5', list)).toBe(expected);
  });
});

test('Go asks any proxy for a tunnel in plain HTTP over gRPC', () => {
  const environment = mergeLayers([environmentLayer({ HTTPS_PROXY: 'socks5://proxy:1080' })]);
  const go = findSdk('go');
  const question = { host: 'otel.test', port: 4317, secure: true, grpc: true };
  expect(go && chooseProxy(environment, go.proxy, question)?.url.href).toBe('http://proxy:1080/');
});
