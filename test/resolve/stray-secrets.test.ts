import { describe, expect, test } from 'vitest';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { strayValues } from '../../src/resolve/stray-secrets.ts';

const wordsOf = (name: string, value: string): readonly string[] =>
  strayValues(mergeLayers([environmentLayer({ [name]: value })])).words;

const PREFIX = 'OTEL_EXPORTER_OTLP_';
const TOKEN = 'pq7zk29wvQ7cAn4rYx81Lm0Pq';

describe('a token that was pasted into the wrong variable is a secret', () => {
  test.each([
    ['ENDPOINT', TOKEN],
    ['ENDPOINT', `Bearer ${TOKEN}`],
    ['ENDPOINT', `http://${TOKEN}:4318/v1/traces`],
    ['ENDPOINT', 'sk-ab12cd34ef56'],
    ['PROTOCOL', TOKEN],
    ['LOGS_PROTOCOL', `token=${TOKEN}`],
    ['COMPRESSION', 'k3y5Cnry8Q2z9W1x'],
    ['TIMEOUT', 'ab12cd34'],
    ['CERTIFICATE', TOKEN],
    ['CERTIFICATE', 'Zk29/WvQ7+cAn4rYx81/Lm0Pq3St6UvWx9YzAb2C'],
    ['CLIENT_KEY', `"${TOKEN}"`],
  ])('%s=%s', (name, value) => {
    const [found = ''] = wordsOf(PREFIX + name, value);
    expect(found.length).toBeGreaterThan(7);
    expect(value).toContain(found);
  });
});

describe('a value that is wrong, and that the reader needs to see, is none', () => {
  test.each([
    ['ENDPOINT', 'localhost:4317'],
    ['ENDPOINT', 'otel-collector-7d9f8b6c5-x2x9z'],
    ['ENDPOINT', 'https://otlp-gateway-prod-eu-west-0.grafana.net/otlp'],
    ['ENDPOINT', 'http://3f2a9b8c7d6e:4318'],
    ['ENDPOINT', 'https://abc12345.live.dynatrace.com/api/v2/otlp'],
    ['PROTOCOL', 'gprc'],
    ['PROTOCOL', 'http/protbuf'],
    ['PROTOCOL', 'http://localhost:4318'],
    ['COMPRESSION', 'gzipp'],
    ['TIMEOUT', '10s'],
    ['TIMEOUT', '10000ms'],
    ['CERTIFICATE', '/etc/ssl/my-ca.pem'],
    ['CERTIFICATE', 'certs/ca-2024-3f2a9b8c.crt'],
    ['CERTIFICATE', 'my-ca.pem'],
    ['CERTIFICATE', 'C:\\certs\\ca2024x509v3'],
    ['CERTIFICATE', '/nix/store/0a1b2c3d4e5f6g7h8i9j-cacert/etc/ca-bundle'],
  ])('%s=%s', (name, value) => expect(wordsOf(PREFIX + name, value)).toEqual([]));

  test.each([
    ['OTEL_SERVICE_NAME', 'auth_service_v2'],
    ['OTEL_SERVICE_NAME', 'checkout-7d9f8b6c5-x2x9z'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'service.instance.id=c4a4a12f-0e1d-42c3-b4a5-968778695a4b'],
    ['OTEL_TRACES_SAMPLER', 'parentbased_traceidratio'],
    [
      'OTEL_TRACES_SAMPLER_ARG',
      'endpoint=http://localhost:14250,pollingIntervalMs=5000,initialSamplingRate=0.25',
    ],
    ['OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION', 'base2_exponential_bucket_histogram'],
  ])('%s=%s', (name, value) => expect(wordsOf(name, value)).toEqual([]));
});
