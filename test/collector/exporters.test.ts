import { describe, expect, it } from 'vitest';
import { settingText } from '../../src/collector/command.ts';
import { type Configuration, readConfiguration } from '../../src/collector/configuration.ts';
import { type CollectorExporter, exportersOf } from '../../src/collector/exporters.ts';
import type { Target } from '../../src/model/target.ts';
import { mergeLayers } from '../../src/resolve/layers.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { collector } from '../../src/resolve/sdks/collector.ts';

interface Given {
  readonly over?: readonly string[];
  readonly set?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

const read = (
  text: string,
  { over = [], set = [], environment = {}, files = {} }: Given = {},
): Configuration =>
  readConfiguration({
    texts: [
      { path: 'base.yaml', text },
      ...over.map((more, index) => ({ path: `over-${index}.yaml`, text: more })),
      ...set.map((more) => ({ path: '--set', text: settingText(more), linesMatch: false })),
    ],
    lookup: (name) => environment[name],
    fileAt: (path) => (files[path] === undefined ? null : { path, text: files[path] }),
  });

const exportersIn = (text: string, given: Given = {}): readonly CollectorExporter[] => {
  const { root } = read(text, given);
  return root === null ? [] : exportersOf(root, 'base.yaml', (path) => given.files?.[path] ?? null);
};

const service = (id: string, signals: readonly string[] = ['traces']): string =>
  `service:\n  pipelines:\n${signals.map((signal) => `    ${signal}: {receivers: [otlp], exporters: [${id}]}\n`).join('')}`;

const one = (
  id: string,
  settings: string,
  given: Given & { readonly more?: string } = {},
): CollectorExporter => {
  const text = `${given.more ?? ''}exporters:\n  ${id}: ${settings}\n${service(id)}`;
  const [first] = exportersIn(text, given);
  if (first === undefined) throw new Error('no exporter was read');
  return first;
};

/** What the Collector makes of it, with the headers that it sends. */
const sent = (
  exporter: CollectorExporter,
): Target & { readonly values: Readonly<Record<string, string>> } => {
  const { resolution, secrets } = resolve(mergeLayers([exporter.layer]), collector, exporter.signals);
  const [target] = resolution.targets;
  if (target === undefined) throw new Error('it has no target');
  const own = Object.entries(secrets.targets[target.id]?.headers ?? {});
  return { ...target, values: Object.fromEntries(own.map(([name, value]) => [name, value.reveal()])) };
};

describe('an exporter over gRPC', () => {
  it.each([
    ['tempo:4317', '{}', true],
    ['tempo:4317', '{insecure: true}', false],
    ['http://tempo:4317', '{}', true],
    ['http://tempo:4317', '{insecure: true}', false],
    ['https://tempo:4317', '{insecure: true}', true],
    ['tempo:4317', '{insecure: true, ca_file: /ca.pem}', true],
  ])('%s with tls %s', (endpoint, tls, secure) => {
    const target = sent(one('otlp', `{endpoint: "${endpoint}", tls: ${tls}}`));
    expect(target).toMatchObject({
      protocol: 'grpc',
      host: 'tempo',
      port: 4317,
      secure,
      sends: true,
      faults: [],
    });
  });

  it.each(['tempo', 'http://tempo:4317/v1/traces', 'tempo:x', ''])('does not start with %s', (endpoint) => {
    expect(sent(one('otlp_grpc', `{endpoint: "${endpoint}"}`)).sends).toBe(false);
  });

  it('compresses, and waits 5 seconds, unless it is told otherwise', () => {
    expect(sent(one('otlp', '{endpoint: "a:1"}'))).toMatchObject({ encoding: 'gzip', exportTimeoutMs: 5000 });
    expect(sent(one('otlp', '{endpoint: "a:1", compression: none, timeout: 1m30s}'))).toMatchObject({
      encoding: 'none',
      exportTimeoutMs: 90_000,
    });
  });
});

describe('an exporter over HTTP', () => {
  it.each([
    ['{endpoint: "http://a:4318"}', '/v1/traces'],
    ['{endpoint: "http://a:4318/"}', '/v1/traces'],
    ['{endpoint: "http://a:4318/otlp"}', '/otlp/v1/traces'],
    ['{traces_endpoint: "http://a:4318/x"}', '/x'],
    ['{endpoint: "http://b:1", traces_endpoint: "http://a:4318/x"}', '/x'],
  ])('%s asks for %s', (settings, path) => {
    const target = sent(one('otlphttp', settings));
    expect(target).toMatchObject({
      protocol: 'http/protobuf',
      host: 'a',
      secure: false,
      exportTimeoutMs: 30_000,
    });
    expect(target.paths.traces).toBe(path);
  });

  it('sends JSON where it is told so', () => {
    expect(sent(one('otlp_http', '{endpoint: "http://a:1", encoding: json}')).protocol).toBe('http/json');
  });

  it('sends nothing without a scheme', () => {
    expect(sent(one('otlphttp', '{endpoint: "a:4318"}')).sends).toBe(false);
  });

  it('asks its own proxy alone', () => {
    const exporter = one('otlphttp', '{endpoint: "http://a:1", proxy_url: "http://proxy:3128"}');
    expect(exporter.ownProxy).toBe(true);
    expect(sent(exporter).proxy).toMatchObject({ host: 'proxy', port: 3128 });
  });
});

describe('headers', () => {
  it.each([
    ['{a: one, B: "two, three"}', { a: 'one', b: 'two, three' }],
    ['[{name: a, value: one}]', { a: 'one' }],
    ['{a: "1=2;3%"}', { a: '1=2;3%' }],
  ])('%s', (headers, values) => {
    expect(sent(one('otlp', `{endpoint: "a:1", headers: ${headers}}`)).values).toEqual(values);
  });

  it('come from an extension, which wins', () => {
    const more = 'extensions:\n  basicauth/x: {client_auth: {username: u, password: p:w}}\n';
    const settings =
      '{endpoint: "a:1", headers: {Authorization: mine, x: y}, auth: {authenticator: basicauth/x}}';
    const { values } = sent(one('otlp', settings, { more }));
    expect(values).toEqual({ authorization: `Basic ${btoa('u:p:w')}`, x: 'y' });
  });

  it.each([
    ['{token: t}', { authorization: 'Bearer t' }],
    ['{token: t, scheme: ""}', { authorization: 't' }],
    ['{tokens: [one, two], header: X-Key, scheme: Key}', { 'x-key': 'Key one' }],
    ['{filename: /run/token}', { authorization: 'Bearer from-a-file' }],
  ])('come from a bearer token %s', (extension, values) => {
    const more = `extensions:\n  bearertokenauth: ${extension}\n`;
    const settings = '{endpoint: "a:1", auth: {authenticator: bearertokenauth}}';
    const exporter = one('otlp', settings, { more, files: { '/run/token': 'from-a-file\n' } });
    expect(sent(exporter).values).toEqual(values);
    expect(exporter.authentication?.wantsTls).toBe(true);
  });

  it('of a request that is handled are not known', () => {
    const more =
      'extensions:\n  headers_setter: {headers: [{key: X-Org, from_context: org}, {key: X-Team, value: blue}]}\n';
    const exporter = one('otlp', '{endpoint: "a:1", auth: {authenticator: headers_setter}}', { more });
    expect(sent(exporter).values).toEqual({ 'x-team': 'blue' });
    expect(exporter.notes.join()).toContain('X-Org');
  });
});

describe('a configuration', () => {
  const text = `exporters:\n  otlp: {endpoint: "\${env:HOST}:\${PORT:-4317}", headers: {x: "\${env:KEY}"}}\n${service('otlp')}`;

  it('takes variables and defaults, and tells what is not set', () => {
    const given = { environment: { HOST: 'tempo' } };
    const [exporter] = exportersIn(text, given);
    expect(exporter && sent(exporter)).toMatchObject({ host: 'tempo', port: 4317 });
    expect(read(text, given).unset).toEqual([
      { name: 'KEY', at: expect.objectContaining({ path: 'base.yaml', line: 2 }) },
    ]);
  });

  it('leaves a token of digits as it is written', () => {
    const [exporter] = exportersIn(text, { environment: { HOST: 'tempo', KEY: '007' } });
    expect(exporter && sent(exporter).values).toEqual({ x: '007' });
  });

  it('is merged in order, and every value keeps its file', () => {
    const over = ['exporters: {otlp: {endpoint: "other:1"}}\n'];
    const [exporter] = exportersIn(text, { over, set: ['exporters.otlp.compression=none'] });
    expect(exporter && sent(exporter)).toMatchObject({ host: 'other', port: 1, encoding: 'none' });
    expect(exporter?.layer.values['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']?.source).toMatchObject({
      kind: 'file',
      path: 'over-0.yaml',
      line: 1,
    });
    expect(exporter?.layer.values['OTEL_EXPORTER_OTLP_TRACES_COMPRESSION']?.source.kind).toBe('flag');
  });

  it('takes files, whole and in the middle of a text', () => {
    const files = { '/host': 'tempo\n', '/tls': 'insecure: true\n' };
    const asked = `exporters:\n  otlp: {endpoint: "\${file:/host}:4317", tls: "\${file:/tls}"}\n${service('otlp')}`;
    const [exporter] = exportersIn(asked, { files });
    expect(exporter && sent(exporter)).toMatchObject({ host: 'tempo', secure: false });
  });

  it('gives an exporter the signals of its pipelines', () => {
    const [exporter] = exportersIn(
      `exporters: {otlp: {endpoint: "a:1"}, debug: {}}\n${service('otlp', ['traces/a', 'logs'])}`,
    );
    expect(exporter?.signals).toEqual(['traces', 'logs']);
  });

  it('keeps certificates that stand in it', () => {
    const exporter = one('otlp', '{endpoint: "a:1", tls: {ca_pem: PEM}}');
    expect([...exporter.embedded]).toEqual([['exporters.otlp.tls.ca_pem', 'PEM']]);
    expect(sent(exporter).files.certificate).toBe('exporters.otlp.tls.ca_pem');
  });

  it('asks the certificate for another name, or for nothing', () => {
    const named = one('otlp', '{endpoint: "a:1", tls: {server_name_override: b}}');
    expect(sent(named).verifies).toEqual({ name: 'b', nothing: false });
    const blind = one('otlp', '{endpoint: "a:1", tls: {insecure_skip_verify: true}}');
    expect(sent(blind).verifies).toEqual({ name: null, nothing: true });
  });
});
