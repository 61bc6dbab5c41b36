import { describe, expect, test } from 'vitest';
import { exceptionsOf } from '../../src/probes/proxy.ts';
import { requestsCertificate } from '../../src/probes/wire/overhear.ts';
import { loginHeader } from '../../src/probes/wire/tunnel.ts';
import { sampleGrpcTarget, sampleTarget } from '../../src/samples/facts.ts';

const message = (type: number, length = 4): Buffer =>
  Buffer.from([type, 0, 0, length, ...Array(length).fill(0)]);
const handshake = (...messages: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(messages);
  return Buffer.concat([Buffer.from([22, 3, 3, body.length >> 8, body.length & 255]), body]);
};
const alert = Buffer.from([21, 3, 3, 0, 2, 2, 40]);

describe('what a server says before it ends a handshake', () => {
  test.each([
    ['nothing but an alert: it asked for no certificate', alert, false],
    ['nothing at all', Buffer.alloc(0), false],
    ['its flight of TLS 1.2 without a request', handshake(message(2), message(11), message(14)), false],
    ['its flight with a request', handshake(message(2), message(11), message(13), message(14)), true],
    [
      'a request in a record of its own',
      Buffer.concat([handshake(message(2)), handshake(message(11)), handshake(message(13)), alert]),
      true,
    ],
    ['a hello alone, as with TLS 1.3: the rest is encrypted', handshake(message(2)), null],
    ['a record that is cut off', handshake(message(2), message(13)).subarray(0, 7), false],
  ])('%s', (_, bytes, expected) => {
    expect(requestsCertificate(bytes)).toBe(expected);
  });
});

describe('the list of hosts that are reached without a proxy', () => {
  test('is the one that libraries ask first', () => {
    const variables = { NO_PROXY: 'a', no_proxy: 'b', no_grpc_proxy: 'c' };
    expect(exceptionsOf(sampleTarget(), variables)).toEqual({ variable: 'no_proxy', value: 'b' });
    expect(exceptionsOf(sampleGrpcTarget(), variables)).toEqual({ variable: 'no_grpc_proxy', value: 'c' });
  });

  test('is none when it is blank', () => {
    expect(exceptionsOf(sampleTarget(), { NO_PROXY: ' ' })).toBeNull();
  });
});

describe('the login of a proxy', () => {
  test('is decoded where it can be', () => {
    const basic = (text: string) => `Proxy-Authorization: Basic ${Buffer.from(text).toString('base64')}\r\n`;
    expect(loginHeader(new URL('http://proxy:3128'))).toBe('');
    expect(loginHeader(new URL('http://user:a%40b@proxy:3128'))).toBe(basic('user:a@b'));
    expect(loginHeader(new URL('http://user:100%@proxy:3128'))).toBe(basic('user:100%'));
  });
});
