import { describe, expect, it } from 'vitest';
import type { AnyValue } from '../../src/receiver/otlp.ts';
import { batchOf, logsOf, metricsOf, type Sender } from './builders.ts';
import { collectionOf, factsOf, onlyFacts } from './kit.ts';

const labelsOf = (...sent: readonly (readonly [source: string | null, sender: Sender])[]) => {
  const collection = collectionOf();
  for (const [source, sender] of sent) collection.take(batchOf([{ ...sender, spans: [{}] }]), source);
  return collection.facts().map(({ service }) => service.label);
};

describe('whose telemetry it is', () => {
  it('is told by source, name, namespace and language, and by nothing else', () => {
    const collection = collectionOf();
    const take = (source: string | null, sender: Sender): void =>
      collection.take(batchOf([{ ...sender, spans: [{}] }]), source);
    take('a', {});
    take('a', { resource: { 'service.instance.id': 'one', 'telemetry.sdk.version': '2' } });
    take('b', {});
    take('a', { language: 'go' });
    take('a', { resource: { 'service.namespace': 'staging' } });
    take('a', { service: null });
    take('a', { service: '' });
    expect(
      collection.facts().map(({ id, source, service }) => [id, source, service.name, service.spans]),
    ).toEqual([
      ['s1', 'a', 'shop', 2],
      ['s2', 'b', 'shop', 1],
      ['s3', 'a', 'shop', 1],
      ['s4', 'a', 'shop', 1],
      ['s5', 'a', null, 1],
      ['s6', 'a', '', 1],
    ]);
  });

  it('is named by what tells services apart', () => {
    expect(labelsOf(['a', {}], ['b', { service: 'stock' }])).toEqual(['shop', 'stock']);
    expect(labelsOf(['a', {}], ['b', {}], ['b', { service: 'stock' }])).toEqual([
      'a/shop',
      'b/shop',
      'stock',
    ]);
    expect(labelsOf([null, {}], [null, { language: 'go' }])).toEqual(['shop (python)', 'shop (go)']);
    expect(labelsOf([null, { service: null, language: null }], [null, { service: 'x' }])).toEqual([
      'unknown',
      'x',
    ]);
  });

  it('is counted by signal, scope, kind and transport', () => {
    const collection = collectionOf();
    collection.take(
      batchOf([{ spans: [{ trace: 1, kind: 'server' }, { trace: 1 }, { trace: 2, kind: 77 }] }], {
        transport: 'grpc',
      }),
      null,
    );
    collection.take(batchOf([{ scope: 'opentelemetry.instrumentation.flask', spans: [{ trace: 2 }] }]), null);
    collection.take(metricsOf({ scope: 'of metrics', points: [{}, {}] }), null);
    collection.take(logsOf({ records: [{}, {}, {}] }), null);
    const { service } = onlyFacts(collection);
    expect(service).toMatchObject({
      spans: 4,
      traces: 2,
      metricPoints: 2,
      logRecords: 3,
      language: 'python',
    });
    expect(service.transports).toEqual(['grpc', 'http/protobuf']);
    expect(service.scopes).toEqual([
      { name: 'shop', version: '1.0', library: false, spans: 3 },
      { name: 'opentelemetry.instrumentation.flask', version: '1.0', library: true, spans: 1 },
    ]);
    expect(service.kinds).toMatchObject({ server: 1, internal: 2, unspecified: 1 });
    expect(collection.totals()).toMatchObject({
      requests: 4,
      spans: 4,
      metricPoints: 2,
      logRecords: 3,
      traces: 2,
    });
  });
});

describe('resource attributes', () => {
  const resourceOf = (resource: Readonly<Record<string, AnyValue>>) =>
    Object.fromEntries(factsOf([{}], { resource }).service.resource.map(({ key, value }) => [key, value]));

  it('become text, whatever they are', () => {
    expect(
      resourceOf({
        a: true,
        b: 7n,
        c: 0.5,
        d: ['x', 1n],
        e: { values: [{ key: 'k', value: 'v' }] },
        f: new Uint8Array(3),
        g: null,
        h: 'two\u001b[31m\nlines\u202e',
      }),
    ).toMatchObject({
      a: 'true',
      b: '7',
      c: '0.5',
      d: '[x, 1]',
      e: '{k: v}',
      f: '(3 bytes)',
      g: '',
      h: 'two [31m lines ',
    });
  });

  it('show no secrets', () => {
    const shown = resourceOf({
      'app.api_key': 'abc123',
      'db.password': 'abc123',
      'auth.token': 'abc123',
      'process.command_args': ['app', '--password', 'abc123'],
      'process.command_line': 'app --password abc123',
      'db.url': 'postgres://me:abc123@db/shop?sslkey=abc123',
    });
    expect(JSON.stringify(shown)).not.toContain('abc123');
    expect(shown).toMatchObject({
      'process.command_args': '***',
      'db.url': 'postgres://***@db/shop?sslkey=***',
    });
    expect(resourceOf({ 'git.author': 'me' })['git.author']).toBe('me');
  });

  it('are those of the latest export, at most 64 and none too long', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`key.${index}`, 'x'.repeat(10_000)]),
    );
    const collection = collectionOf();
    collection.take(batchOf([{ spans: [{}], resource: many }]), null);
    const { resource } = onlyFacts(collection).service;
    expect(resource).toHaveLength(64);
    expect(Math.max(...resource.map(({ value }) => value.length))).toBe(200);
    collection.take(
      batchOf([{ spans: [{}], resource: { 'telemetry.sdk.version': '2.0', 'telemetry.distro.name': 'd' } }]),
      null,
    );
    const { service } = onlyFacts(collection);
    expect(service.resource).toHaveLength(4);
    expect(service).toMatchObject({ sdkVersion: '2.0', distro: 'd' });
  });

  it('nested without end are cut', () => {
    let nested: AnyValue = 'deep';
    for (let depth = 0; depth < 1_000; depth += 1) nested = [nested, nested];
    expect(resourceOf({ nested })['nested']).toMatch(/^\[\[\[\[\[\.\.\.\]/);
  });
});

describe('services without end', () => {
  it('are counted and not kept', () => {
    const collection = collectionOf({ maxServices: 50 });
    for (let index = 0; index < 100_000; index += 1)
      collection.take(batchOf([{ service: `service ${index}`, spans: [{ trace: index + 1 }] }]), null);
    expect(collection.facts()).toHaveLength(50);
    expect(collection.totals()).toMatchObject({
      services: 50,
      servicesOmitted: 99_950,
      spans: 100_000,
      traces: 50,
    });
  });

  it('do not keep those out that are known', () => {
    const collection = collectionOf({ maxServices: 1 });
    for (const service of ['shop', 'stock', 'shop'])
      collection.take(batchOf([{ service, spans: [{}] }]), null);
    expect(onlyFacts(collection).service).toMatchObject({ name: 'shop', spans: 2 });
  });

  it('cannot hide in scopes either', () => {
    const collection = collectionOf();
    for (let index = 0; index < 1_000; index += 1)
      collection.take(batchOf([{ scope: `scope ${index}`, spans: [{}] }]), null);
    expect(onlyFacts(collection).service.scopes).toHaveLength(200);
  });
});

describe('exports without anything in them', () => {
  it('are counted, and make no service', () => {
    const collection = collectionOf();
    collection.take(batchOf([]), null);
    collection.take(batchOf([{ spans: [] }]), null);
    collection.take(metricsOf({ points: [] }, { bytes: 7 }), null);
    expect(collection.facts()).toEqual([]);
    expect(collection.totals()).toMatchObject({ requests: 3, emptyRequests: 3, services: 0, bytes: 2_007 });
  });
});
