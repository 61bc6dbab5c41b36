import { describe, expect, test } from 'vitest';
import { decodeNumber } from '../../../src/knowledge/messages/numbers.ts';

const SETTINGS = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 64, 0];
const json = (bytes: readonly number[]): string =>
  JSON.stringify({ rawPacket: { type: 'Buffer', data: bytes } });

describe('a number that is text', () => {
  test.each([
    ['FRAME_SIZE_ERROR: 4740180', 'HTT', 'protocol/grpc-to-http-port'],
    ['http2: frame too large, length 4740180', 'HTT', 'protocol/grpc-to-http-port'],
    ['stream error 0x485454', 'HTT', 'protocol/grpc-to-http-port'],
    ['grpc: received message larger than max (1213486160 vs. 4194304)', 'HTTP', 'protocol/grpc-to-http-port'],
    ['frame length 1347375956 exceeds the limit', 'POST', 'protocol/http-to-grpc-port'],
    ['frame length 1195725856 exceeds the limit', 'GET ', 'protocol/http-to-grpc-port'],
    ['frame length 1347569952 exceeds the limit', 'PRI ', 'protocol/grpc-to-http-port'],
    ['frame size: 0x485454502f312e31', 'HTTP/1.1', 'protocol/grpc-to-http-port'],
    ['invalid frame length 1008813135', '<!DO', 'protocol/not-otlp'],
  ])('%s', (text, spells, code) => {
    expect(decodeNumber(text)).toMatchObject({ spells, codes: expect.arrayContaining([code]) });
  });
});

describe('bytes', () => {
  test.each([
    json(SETTINGS),
    '<Buffer 00 00 06 04 00 00 00 00 00 00 05 00 00 40 00>',
    'malformed HTTP response "\\x00\\x00\\x06\\x04\\x00\\x00\\x00\\x00\\x00"',
    'malformed HTTP response \\"\\\\x00\\\\x00\\\\x06\\\\x04\\\\x00\\\\x00\\"',
    '"rawPacket":"\\u0000\\u0000\\u0006\\u0004\\u0000"',
    json([0, 0, 0, 4, 1, 0, 0, 0, 0]),
  ])('%s begin an HTTP/2 connection', (text) => {
    expect(decodeNumber(text)).toMatchObject({ spells: 'SETTINGS', codes: ['protocol/http-to-grpc-port'] });
  });

  test.each([
    [json([21, 3, 1, 0, 2, 2, 70]), 'alert protocol_version'],
    ['malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02\\x0a"', 'alert unexpected_message'],
    ['malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02\\n"', 'alert unexpected_message'],
    ['malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02F"', 'alert protocol_version'],
    ['frame length 352518912', 'alert'],
  ])('%s are a TLS alert', (text, spells) => {
    expect(decodeNumber(text)).toMatchObject({ spells, codes: ['tls/required'] });
  });

  test('a TLS handshake where none is awaited', () => {
    expect(decodeNumber(json([22, 3, 1, 2, 0, 1]))).toMatchObject({ codes: ['tls/plaintext-server'] });
  });

  test('an HTTP answer', () => {
    const bytes = [...Buffer.from('HTTP/1.1 400 Bad Request\r\n')];
    expect(decodeNumber(json(bytes))?.spells).toBe('HTTP/1.1 400 Bad Request');
  });
});

test.each([
  'FRAME_SIZE_ERROR: 16384',
  'grpc: received message larger than max (4200000 vs. 4194304)',
  'order 1213486160 shipped',
  'at 0xc000123456',
  '',
  json([1, 2, 3, 4]),
  '9'.repeat(50_000),
  '\\x00'.repeat(20_000).slice(0, 5),
])('%s is nothing but itself', (text) => {
  expect(decodeNumber(text)).toBeNull();
});
