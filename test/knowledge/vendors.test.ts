import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VENDORS } from '../../src/knowledge/vendors/index.ts';
import {
  findVendor,
  type Meaning,
  type Recognition,
  readAnswer,
  recogniseVendor,
  successStatuses,
} from '../../src/knowledge/vendors/lookup.ts';
import type { AnswerSeen, Vendor } from '../../src/knowledge/vendors/types.ts';
import { AREAS } from '../../src/model/check.ts';
import { PROTOCOLS, SIGNALS } from '../../src/model/signal.ts';
import { HOSTS, LEDGER, SERVICES, STRANGERS } from './vendor-ledger.ts';

const byId = (id: string): Vendor => {
  const vendor = VENDORS.find((candidate) => candidate.id === id);
  if (vendor === undefined) throw new Error(`no vendor ${id}`);
  return vendor;
};

const read = (id: string, seen: AnswerSeen): Meaning | null => readAnswer(byId(id), seen);

const recognised = (host: string): Recognition | null => recogniseVendor(host, 443, '/');

/** Every object within a value that says whether it is verified. */
const marked = (value: unknown): readonly { readonly verified: boolean }[] => {
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return [];
  const own = 'verified' in value ? [value as { readonly verified: boolean }] : [];
  return [...own, ...Object.values(value).flatMap(marked)];
};

describe('the entries', () => {
  test('are seventy at least, each once, as the research listed them', () => {
    expect(VENDORS.length).toBeGreaterThanOrEqual(70);
    expect(VENDORS.map(({ id }) => id).sort()).toEqual(Object.keys(LEDGER).sort());
  });

  test.each(VENDORS.map((vendor) => [vendor.id, vendor] as const))('%s is complete', (_, vendor) => {
    expect(vendor.sources.length).toBeGreaterThan(0);
    expect(vendor.sources.every((source) => source.trim().length > 5)).toBe(true);
    expect(URL.canParse(vendor.docs)).toBe(true);
    for (const answer of vendor.answers) {
      expect(answer.source).not.toBe('');
      expect(AREAS.some((area) => answer.code === null || answer.code.startsWith(`${area}/`))).toBe(true);
    }
    for (const { url, protocols } of vendor.endpoints) {
      expect(URL.canParse(url), url).toBe(true);
      expect(protocols.some((protocol) => vendor.transports[protocol].taken !== false)).toBe(true);
    }
    for (const header of vendor.headers) {
      expect(header.assignment).toMatch(/^[a-z0-9_-]+=[^\s,;"\\]+$/);
      expect(decodeURIComponent(header.assignment)).toBe(`${header.name.toLowerCase()}=${header.value}`);
    }
  });

  test('do not say that a signal without a path or a refused protocol is taken there', () => {
    for (const vendor of VENDORS)
      for (const signal of SIGNALS)
        if (vendor.signals[signal].taken === false) expect(vendor.paths[signal], vendor.id).toBeUndefined();
  });

  test('hold patterns that remember nothing', () => {
    const patterns = VENDORS.flatMap(({ hosts, marks, answers }) => [
      ...hosts.map(({ pattern }) => pattern),
      ...marks.paths,
      ...answers.flatMap(({ on }) => [on.text, on.log]),
    ]).filter((pattern) => pattern !== undefined);
    expect(patterns.every(({ global, sticky }) => !global && !sticky)).toBe(true);
    expect(VENDORS.flatMap(({ hosts }) => hosts).every(({ pattern }) => pattern.source.startsWith('^'))).toBe(
      true,
    );
  });
});

/** What a topic of doubt is about. */
const partsByTopic = (vendor: Vendor): Readonly<Record<string, readonly unknown[]>> => ({
  limits: vendor.limits,
  headers: vendor.headers,
  ports: vendor.ports,
  hosts: vendor.hosts,
  paths: Object.values(vendor.paths).flat(),
  'credential-answers': vendor.answers.filter(({ code }) => code?.startsWith('auth/')),
  ...Object.fromEntries(SIGNALS.map((signal) => [`${signal}-path`, vendor.paths[signal] ?? []])),
  ...Object.fromEntries(PROTOCOLS.map((protocol) => [protocol, [vendor.transports[protocol]]])),
});

describe('nothing is verified that the research did not vouch for', () => {
  test.each(Object.entries(LEDGER))('%s', (id, [confidence, ...doubts]) => {
    const vendor = byId(id);
    expect(vendor.confidence).toBe(confidence);
    expect(vendor.unverified.map(({ topic }) => topic)).toEqual(expect.arrayContaining(doubts));
    const wholly = confidence === 'secondary' || confidence === 'unverified' || doubts.includes('service');
    if (wholly) expect(marked(vendor).filter(({ verified }) => verified)).toEqual([]);
    const topics = partsByTopic(vendor);
    const inDoubt = doubts.flatMap((topic) => topics[topic] ?? []);
    expect(marked(inDoubt).filter(({ verified }) => verified)).toEqual([]);
  });

  test('what is not known is not verified', () => {
    const claims = VENDORS.flatMap(({ transports, transportsBySignal, signals }) => [
      ...Object.values(transports),
      ...Object.values(signals),
      ...Object.values(transportsBySignal).flatMap((said) => Object.values(said)),
    ]);
    expect(claims.filter(({ taken, verified }) => taken === null && verified)).toEqual([]);
  });

  test('single items of which the research was not sure', () => {
    const port = (id: string, number: number) => byId(id).ports.find((known) => known.port === number);
    expect(port('dash0', 4317)?.verified).toBe(false);
    expect(port('aspire-dashboard', 4317)?.verified).toBe(false);
    expect(byId('grafana-cloud').transports.grpc).toEqual({ taken: false, verified: false });
    expect(byId('victoriametrics').transports.grpc.verified).toBe(false);
    expect(byId('tempo').limits.find(({ of }) => of.includes('receiver'))?.verified).toBe(false);
    expect(JSON.stringify(byId('dynatrace').traps)).not.toContain('apps.dynatrace');
  });

  test('most of what the primary entries say is verified', () => {
    const all = VENDORS.filter(({ confidence }) => confidence === 'primary').flatMap(marked);
    expect(all.filter(({ verified }) => verified).length / all.length).toBeGreaterThan(0.7);
  });
});

describe('recognising a vendor', () => {
  const hosted = VENDORS.filter(({ hosts }) => hosts.some(({ match }) => match === 'exact'));

  test('every vendor with hosts of its own has some here', () => {
    expect(hosted.map(({ id }) => id).sort()).toEqual(Object.keys(HOSTS).sort());
  });

  test.each(Object.entries(HOSTS))('%s by its hosts, and by no look-alike', (id, hosts) => {
    for (const host of hosts) {
      for (const spelt of [host, host.toUpperCase(), `${host}.`])
        expect(recognised(spelt), spelt).toMatchObject({ vendor: { id }, by: 'host' });
      const [first = '', ...rest] = host.split('.');
      const domain = host.split('.').slice(-2).join('.');
      const lookAlikes = [
        `${host}.example.com`,
        `evil-${host}.example.com`,
        host.replaceAll('.', '-'),
        host.replace(domain, `evil${domain}`),
        `${first}.${rest.join('x')}`,
        `user@${host}`,
      ];
      for (const other of lookAlikes.filter((candidate) => candidate !== host))
        expect(findVendor(other, 443, '/')?.id, other).not.toBe(id);
    }
  });

  test.each(
    VENDORS.flatMap(({ id, hosts }) => hosts.map(({ pattern, match }) => [id, pattern, match] as const)),
  )('%s: %s matches something here', (id, pattern, match) => {
    const service = id === 'jaeger-v1' ? 'jaeger-v2' : id;
    const services = SERVICES.filter(([named]) => named === service).map(([, host]) => host);
    const known = match === 'exact' ? (HOSTS[id] ?? []) : services;
    expect(known.some((host) => pattern.test(host))).toBe(true);
  });

  test.each(SERVICES)('%s at %s:%i%s', (id, host, port, path) => {
    expect(findVendor(host, port, path)?.id).toBe(id);
    expect(recogniseVendor(host, port, path)?.verified).toBe(false);
  });

  test.each(STRANGERS)('none at %s:%i%s', (host, port, path) => {
    expect(findVendor(host, port, path)).toBeNull();
  });
});

describe('reading an answer', () => {
  const examples = VENDORS.flatMap((vendor) =>
    vendor.answers.flatMap((answer) =>
      answer.example === null ? [] : [[vendor.id, answer.meaning, vendor, answer] as const],
    ),
  );

  test.each(examples)('%s: %s', (_, meaning, vendor, { example, code, verified, on }) => {
    if (example === null) return;
    expect(readAnswer(vendor, example)).toMatchObject({ vendor: vendor.id, meaning, code, verified });
    if (example.transport === 'log' || on.text === undefined) return;
    const inLog = readAnswer(vendor, {
      transport: 'log',
      status: null,
      body: `export failed: ${example.body}`,
    });
    if (!on.text.source.startsWith('^')) expect(inLog?.code).toBe(code);
  });

  test('another text under the same status is not it', () => {
    expect(read('prometheus', { transport: 'http', status: 404, body: 'not found' })).toBeNull();
    expect(read('loki', { transport: 'http', status: 200, body: 'no org id' })).toBeNull();
    expect(read('honeycomb', { transport: 'http', status: 503, body: '' })).toBeNull();
  });

  test('a credential that was not sent is missing, not rejected', () => {
    const refused = { transport: 'http', status: 401, body: '' } as const;
    expect(read('langfuse', { ...refused, sent: [] })?.code).toBe('auth/missing');
    expect(read('langfuse', { ...refused, sent: ['authorization'] })?.code).toBe('auth/rejected');
  });

  test('a header that was sent is not called missing', () => {
    const refused = { transport: 'http', status: 403, body: '' } as const;
    expect(read('dash0', refused)?.code).toBe('auth/tenant-missing');
    expect(read('dash0', { ...refused, sent: ['dash0-dataset'] })).toBeNull();
  });

  test('the text may stand in a header of the answer', () => {
    const headers = { 'grpc-message': 'ApiKey prefix not found' };
    const seen = { transport: 'grpc', status: 16, body: '', headers } as const;
    expect(read('elastic-motlp', seen)?.code).toBe('auth/rejected');
  });

  test('no endpoint and no answer is too odd', () => {
    const seen = fc.record({
      transport: fc.constantFrom('http', 'grpc', 'log'),
      status: fc.option(fc.integer({ min: 0, max: 599 })),
      body: fc.string({ unit: 'binary' }),
    });
    const odd = fc.property(fc.string(), fc.nat(65535), fc.webPath(), seen, (host, port, path, answer) => {
      recogniseVendor(host, port, path);
      for (const vendor of VENDORS) readAnswer(vendor, answer);
    });
    expect(() => fc.assert(odd, { numRuns: 50 })).not.toThrow();
  });

  test('success is not always 200', () => {
    expect(successStatuses(byId('datadog-otlp-intake'))).toEqual([200, 202]);
    expect(successStatuses(byId('datadog-otlp-intake'), 'metrics')).toEqual([200]);
    expect(successStatuses(byId('fluent-bit'))).toEqual([200, 201]);
    expect(successStatuses(byId('otel-collector'))).toEqual([200]);
  });
});
