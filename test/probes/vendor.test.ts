import { describe, expect, test } from 'vitest';
import { holdersAmong } from '../../src/probes/vendor.ts';

const holder = (name: string | null, network: 'own' | 'other') => ({ name, network });

describe('who holds a port', () => {
  test('is asked in the network of this process first', () => {
    expect(holdersAmong([holder('otelcol', 'other'), holder('jaeger', 'own')])).toEqual(['jaeger']);
  });

  test('may be in a container, to which the port is handed on', () => {
    expect(holdersAmong([holder('docker-proxy', 'own'), holder('jaeger', 'other')])).toEqual([
      'docker-proxy',
      'jaeger',
    ]);
  });

  test('may be nobody that can be named', () => {
    expect(holdersAmong([holder(null, 'own')])).toEqual([]);
    expect(holdersAmong([holder(null, 'own'), holder('otelcol', 'other')])).toEqual([]);
  });
});
