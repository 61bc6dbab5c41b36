import { describe, expect, test } from 'vitest';
import { isMadeUp, isOutOfPlace, isVendorToken } from '../../src/text/tokens.ts';

describe('a token of a vendor', () => {
  test.each(['sk-ab12cd34ef56', 'glc_eyJvIjoiMTIz', 'hf_a1b2c3d4e5', 'AKIAZK29WVQ7CAN4'])('%s', (word) =>
    expect(isVendorToken(word)).toBe(true),
  );
  test.each(['auth_service_v2', 'npm_lifecycle_event', 'sk-collector', 'hf_gateway'])('not %s', (word) =>
    expect(isVendorToken(word)).toBe(false),
  );
});

describe('a word that is made up', () => {
  test.each(['k3y5Cnry8Q2z9W1x', 'pq7zk29wvQ7cAn4rYx81Lm0Pq', 'c4a4a12f-0e1d-42c3-b4a5-968778695a4b'])(
    '%s',
    (word) => expect(isMadeUp(word)).toBe(true),
  );
  test.each([
    ...['parentbased_traceidratio', 'base2_exponential_bucket_histogram', 'opentelemetry-collector'],
    ...['2026-11-30T20:46:15Z', 'release-2026.11.30', 'otlp-gateway-prod-eu-west-0', 'v1beta1-2024-10-01'],
  ])('not %s', (word) => expect(isMadeUp(word)).toBe(false));
});

describe('a word out of place', () => {
  test.each(['Tr0ub4dor&3zz', 'ab12cd34'])('%s', (word) => expect(isOutOfPlace(word)).toBe(true));
  test.each([
    ...['gprc', 'http/protbuf', 'HTTP_PROTOBUF', 'gzipp', '10s', '10000ms', 'PT10.500S', '1m30s500ms', 'h2c'],
    ...['http://localhost:4318', 'localhost:4317', 'collector1:4317', '10.0.0.17:4317', 'grpc,http/protobuf'],
  ])('not %s', (word) => expect(isOutOfPlace(word)).toBe(false));
});
