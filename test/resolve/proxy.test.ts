import { describe, expect, test } from 'vitest';
import { isLoopback } from '../../src/model/loopback.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import {
  chooseProxy,
  type Matching,
  type ProxyQuestion,
  type ProxyRules,
  readProxy,
} from '../../src/resolve/proxy.ts';

const RULES: ProxyRules = {
  variables: {
    http: ['http_proxy', 'HTTP_PROXY'],
    https: ['https_proxy', 'HTTPS_PROXY'],
    grpc: ['grpc_proxy', 'https_proxy'],
  },
  exceptions: { http: ['no_proxy', 'NO_PROXY'], grpc: ['no_grpc_proxy', 'no_proxy'] },
};

const destination = (change: Partial<ProxyQuestion> = {}): ProxyQuestion => ({
  host: 'collector.example.com',
  port: 4318,
  secure: false,
  grpc: false,
  ...change,
});

const chosen = (
  variables: Readonly<Record<string, string>>,
  change: Partial<ProxyQuestion> = {},
  rules: ProxyRules = RULES,
): string | null => {
  const proxy = chooseProxy(mergeLayers([environmentLayer(variables)]), rules, destination(change));
  return proxy && `${proxy.variable} ${proxy.url.host}`;
};

const PROXY = { http_proxy: 'http://proxy:3128' };

describe('the variable', () => {
  test('is that of the scheme and protocol, the first one that is set', () => {
    const all = {
      HTTP_PROXY: 'http://upper:1',
      http_proxy: 'http://lower:1',
      https_proxy: 'http://secure:1',
      grpc_proxy: 'http://grpc:1',
    };
    expect(chosen(all)).toBe('http_proxy lower:1');
    expect(chosen(all, { secure: true })).toBe('https_proxy secure:1');
    expect(chosen(all, { grpc: true })).toBe('grpc_proxy grpc:1');
  });

  test('counts as unset when it is empty', () => {
    expect(chosen({ http_proxy: ' ', HTTP_PROXY: 'http://upper:1' })).toBe('HTTP_PROXY upper:1');
  });

  test('hides those behind it where an empty one does so', () => {
    const rules: ProxyRules = { ...RULES, emptyHides: true };
    expect(chosen({ http_proxy: '', HTTP_PROXY: 'http://upper:1' }, {}, rules)).toBeNull();
  });

  test('may lack the scheme', () => {
    expect(chosen({ http_proxy: 'proxy:3128' })).toBe('http_proxy proxy:3128');
  });

  test('is none when it is no URL', () => {
    expect(chosen({ http_proxy: 'http://' })).toBeNull();
    expect(chosen({})).toBeNull();
  });

  test('that is no URL keeps an SDK from sending where it takes it for an error', () => {
    const rules: ProxyRules = { ...RULES, invalid: { http: 'sends-nothing', grpc: 'ignored' } };
    const environment = mergeLayers([environmentLayer({ http_proxy: 'http://' })]);
    expect(readProxy(environment, rules, destination())).toEqual({
      proxy: null,
      broken: { variable: 'http_proxy', why: 'not-a-proxy-url' },
    });
  });
});

describe('this machine itself', () => {
  test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '::1', 'app.localhost'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
    expect(chosen(PROXY, { host })).toBeNull();
  });

  test.each(['localhost.example.com', '128.0.0.1', '10.127.0.1', '::2', ''])('is not %j', (host) => {
    expect(isLoopback(host)).toBe(false);
  });

  test('goes through the proxy where the SDK makes no exception of it', () => {
    const rules: ProxyRules = { ...RULES, loopback: { http: 'proxied', grpc: 'direct' } };
    expect(chosen(PROXY, { host: 'localhost' }, rules)).toBe('http_proxy proxy:3128');
  });
});

describe('an exception', () => {
  test.each([
    ['collector.example.com', 'collector.example.com'],
    ['COLLECTOR.example.COM', 'collector.example.com'],
    ['example.com', 'collector.example.com'],
    ['.example.com', 'collector.example.com'],
    ['*.example.com', 'collector.example.com'],
    ['*', 'anything.at.all'],
    ['other, example.com', 'collector.example.com'],
    ['other example.com', 'collector.example.com'],
    ['collector.example.com:4318', 'collector.example.com'],
    ['10.0.0.0/8', '10.1.2.3'],
    ['192.168.1.0/24', '192.168.1.77'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:4318', '2001:db8::1'],
  ])('%s covers %s', (exceptions, host) => {
    expect(chosen({ ...PROXY, no_proxy: exceptions }, { host })).toBeNull();
  });

  test.each([
    ['ample.com', 'collector.example.com'],
    ['collector.example.com.org', 'collector.example.com'],
    ['collector.example.com:9999', 'collector.example.com'],
    ['other.com', 'collector.example.com'],
    ['.', 'collector.example.com'],
    [' , ', 'collector.example.com'],
    ['192.168.1.0/24', '192.168.2.77'],
    ['2001:db8::1', '2001:db8::2'],
    ['[2001:db8::1]:9999', '2001:db8::1'],
  ])('%s does not cover %s', (exceptions, host) => {
    expect(chosen({ ...PROXY, no_proxy: exceptions }, { host })).not.toBeNull();
  });

  test('is looked for in the variable of the protocol first', () => {
    const variables = { grpc_proxy: 'http://proxy:1', no_grpc_proxy: 'other.com', no_proxy: '*' };
    expect(chosen(variables, { grpc: true })).toBe('grpc_proxy proxy:1');
  });

  test('is any end of the name where the SDK compares so', () => {
    const lenient: Matching = {
      ...{ blanks: 'keep', suffix: true, all: true, glob: false, port: false },
      ...{ addressPort: false, apex: true, brackets: true, network6: false },
    };
    const rules: ProxyRules = { ...RULES, matching: { http: lenient, grpc: lenient } };
    expect(chosen({ ...PROXY, no_proxy: 'ample.com' }, {}, rules)).toBeNull();
  });
});
