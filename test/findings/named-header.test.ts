import { describe, expect, test } from 'vitest';
import { namedHeader } from '../../src/findings/named-header.ts';

describe('the header that a server misses', () => {
  test.each([
    ['Missing required header: X-Workspace', 'x-workspace'],
    ['Missing X-API-Key header', 'x-api-key'],
    [
      '{"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request","message":"headers must have required property \'x-shop-id\'"}',
      'x-shop-id',
    ],
    ["Required request header 'X-Tenant-Id' for method parameter type String is not present", 'x-tenant-id'],
    [
      '{"title":"One or more validation errors occurred.","errors":{"X-Shop":["The X-Shop field is required."]}}',
      'x-shop',
    ],
    ['{"message":"Missing header \\"x-shop-id\\""}', 'x-shop-id'],
    ['{"error":"Header \\u0027x-shop-id\\u0027 is required"}', 'x-shop-id'],
    ['the x-shop-id header must be set', 'x-shop-id'],
    ['missing metadata key x-shop-id', 'x-shop-id'],
    ['header x_shop_id not found', 'x_shop_id'],
    ['please provide a valid apikey header', 'apikey'],
  ])('%s', (text, expected) => {
    expect(namedHeader(text)).toBe(expected);
  });

  test.each([
    'no header found',
    'Missing required header: Content-Type',
    'the Transfer-Encoding header is not supported',
    'invalid header x-shop-id',
    'header too large',
    'The name field is required',
    'no route for this request',
    'required header is missing',
    'request header or cookie too large',
  ])('none in: %s', (text) => {
    expect(namedHeader(text)).toBeNull();
  });

  test('is found in time that grows with the text', () => {
    expect(namedHeader(`${'missing the '.repeat(20_000)}header`)).toBeNull();
    expect(namedHeader('x-'.repeat(50_000))).toBeNull();
  });
});
