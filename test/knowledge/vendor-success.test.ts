import { expect, test } from 'vitest';
import { isVendorSuccess } from '../../src/knowledge/vendors/fact.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

const at = (host: string) => sampleTarget({ host, port: 443, secure: true });

test.each([
  ['otlp.datadoghq.com', 202, true],
  ['otlp.datadoghq.com', 404, false],
  ['otlp.datadoghq.com.example.com', 202, false],
  ['collector.example.com', 202, false],
])('%s with %i: %s', (host, status, success) => expect(isVendorSuccess(at(host), status)).toBe(success));
