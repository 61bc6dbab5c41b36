import { describe, expect, it } from 'vitest';
import { batchOf, logsOf, metricsOf, spanId } from './builders.ts';
import { collectionOf, factsOf, onlyFacts } from './kit.ts';

const LIBRARY = 'opentelemetry.instrumentation.flask';

describe('attribute names', () => {
  it('are counted on everything that has attributes', () => {
    const collection = collectionOf();
    collection.take(
      batchOf([
        {
          scopeAttributes: { 'on.scope': 1n },
          spans: [
            {
              id: 5,
              name: 'first',
              attributes: { 'on.span': 1n },
              events: [{ name: 'e', attributes: { 'on.event': 1n } }],
              links: [{ attributes: { 'on.link': 1n } }],
            },
            { name: 'second', attributes: { 'on.span': 1n } },
          ],
        },
      ]),
      null,
    );
    collection.take(logsOf({ records: [{ attributes: { 'on.log': 'x' } }] }), null);
    collection.take(metricsOf({ points: [{ 'on.point': 'x' }, { 'on.point': 'y' }] }), null);
    const { names } = onlyFacts(collection).attributes;
    expect(names.map(({ name, on, count, scope }) => [on, name, count, scope])).toEqual([
      ['resource', 'service.name', 3, ''],
      ['resource', 'telemetry.sdk.language', 3, ''],
      ['scope', 'on.scope', 1, 'shop'],
      ['span', 'on.span', 2, 'shop'],
      ['event', 'on.event', 1, 'shop'],
      ['link', 'on.link', 1, 'shop'],
      ['log record', 'on.log', 1, 'shop'],
      ['data point', 'on.point', 2, 'shop'],
    ]);
    const sampled = names.filter(({ sample }) => sample !== null);
    expect(sampled.map(({ on, sample }) => [on, sample?.name, sample?.spanId])).toEqual(
      ['span', 'event', 'link'].map((on) => [on, 'first', spanId(5)]),
    );
  });

  it('of libraries and of own code are told apart', () => {
    const collection = collectionOf();
    const attributes = { 'http.status_code': 200n };
    collection.take(
      batchOf([{ scope: LIBRARY, spans: [{ attributes }, { attributes }] }, { spans: [{ attributes }] }]),
      null,
    );
    const names = onlyFacts(collection).attributes.names.filter(({ on }) => on === 'span');
    expect(names.map(({ library, count, scope }) => [library, count, scope])).toEqual([
      [true, 2, LIBRARY],
      [false, 1, 'shop'],
    ]);
  });

  it('keep what is wrong with them', () => {
    const names = factsOf([{ attributes: { '': 1n, 'Order ID\n': 1n } }]).attributes.names;
    expect(names.filter(({ on }) => on === 'span').map(({ name }) => name)).toEqual(['', 'Order ID\n']);
  });

  it('are bounded in number and length', () => {
    const collection = collectionOf();
    for (let batch = 0; batch < 100; batch += 1) {
      const spans = Array.from({ length: 50 }, (_, index) => ({
        attributes: { [`key.${batch}.${index}`]: 1n },
      }));
      collection.take(batchOf([{ spans: [...spans, { attributes: { ['long'.repeat(1_000)]: 1n } }] }]), null);
    }
    const { names, omitted } = onlyFacts(collection).attributes;
    expect(names).toHaveLength(2_000);
    expect(omitted).toBe(2_000);
    const long = names.filter(({ name }) => name.startsWith('longlong'));
    expect(long.map(({ name, count }) => [name.length, count])).toEqual([[200, 100]]);
  });

  it('above the bound still tell requests', () => {
    const names = Object.fromEntries(Array.from({ length: 2_100 }, (_, index) => [`key.${index}`, 1n]));
    const url = 'http://localhost:4318/v1/traces';
    const { exporterSpans } = factsOf([
      { attributes: names },
      { kind: 'client', attributes: { 'http.method': 'POST', 'http.url': url } },
    ]);
    expect(exporterSpans.groups.map(({ called }) => called)).toEqual([`POST ${url}`]);
  });
});

describe('what was dropped', () => {
  it('is grouped by what, on what, name and scope', () => {
    const lossy = {
      name: 'import',
      attributes: { a: 1n, b: 2n },
      dropped: { attributes: 3, events: 2, links: 1 },
      events: [{ name: 'row', dropped: 4 }, { name: 'row', dropped: 1 }, { name: 'kept' }],
      links: [{ dropped: 5 }],
    };
    const { dropped } = factsOf([lossy, lossy, { name: 'other' }]).attributes;
    expect(
      dropped.map(({ what, on, name, items, dropped: lost, kept }) => [what, on, name, items, lost, kept]),
    ).toEqual([
      ['attributes', 'span', 'import', 2, 6, 2],
      ['events', 'span', 'import', 2, 4, 3],
      ['links', 'span', 'import', 2, 2, 1],
      ['attributes', 'event', 'row', 4, 10, 0],
      ['attributes', 'link', 'import', 2, 10, 0],
    ]);
    expect(dropped[0]).toMatchObject({ scope: 'shop', sample: { name: 'import' } });
  });

  it('is seen on resources, scopes and log records', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ droppedResource: 2, droppedScope: 3, spans: [{}] }]), null);
    collection.take(logsOf({ records: [{ dropped: 7 }, { dropped: 1 }] }), null);
    expect(onlyFacts(collection).attributes.dropped).toEqual([
      {
        what: 'attributes',
        on: 'resource',
        name: 'shop',
        scope: '',
        items: 1,
        dropped: 2,
        kept: 2,
        sample: null,
      },
      {
        what: 'attributes',
        on: 'scope',
        name: 'shop',
        scope: 'shop',
        items: 1,
        dropped: 3,
        kept: 0,
        sample: null,
      },
      {
        what: 'attributes',
        on: 'log record',
        name: 'shop',
        scope: 'shop',
        items: 2,
        dropped: 8,
        kept: 0,
        sample: null,
      },
    ]);
  });

  it('is put together when names have no end', () => {
    const spans = Array.from({ length: 1_000 }, (_, index) => ({
      name: `GET /${index}`,
      dropped: { attributes: 1 },
    }));
    const { dropped } = factsOf(spans).attributes;
    expect(dropped).toHaveLength(201);
    expect(dropped.at(-1)).toMatchObject({ name: '', scope: '', items: 800, dropped: 800 });
  });
});
