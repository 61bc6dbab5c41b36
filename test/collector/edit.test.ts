import { describe, expect, it } from 'vitest';
import { editConfiguration, type KeyEdit } from '../../src/collector/edit.ts';

const BLOCK = `exporters:
  otlp/tempo:
    endpoint: tempo:4318   # where traces go
    tls:
      insecure: true
  debug:
service:
  pipelines:
    traces:
      exporters: [debug, otlp/tempo]
    logs:
      exporters:
        - debug
`;

const edited = (text: string, ...edits: readonly KeyEdit[]): string | null => editConfiguration(text, edits);

describe('a value', () => {
  it('is put in place of another, and the comment behind it stays', () => {
    const edit = { keys: ['exporters', 'otlp/tempo', 'endpoint'], value: 'tempo:4317' };
    expect(edited(BLOCK, edit)).toBe(BLOCK.replace('tempo:4318', 'tempo:4317'));
  });
  it('is added behind the first key, with those around it', () => {
    const edit = { keys: ['exporters', 'otlp/tempo', 'compression'], value: 'none' };
    expect(edited(BLOCK, edit)).toContain('# where traces go\n    compression: none\n    tls:\n');
  });
  it('is added with the keys above it', () => {
    const text = 'exporters:\n  otlp:\n    endpoint: a:1\n';
    const edit = { keys: ['exporters', 'otlp', 'tls', 'insecure'], value: true };
    expect(edited(text, edit)).toBe(
      'exporters:\n  otlp:\n    endpoint: a:1\n    tls:\n      insecure: true\n',
    );
  });
  it('is added below a key that has none', () => {
    const edit = { keys: ['exporters', 'debug', 'verbosity'], value: 'detailed' };
    expect(edited(BLOCK, edit)).toContain('  debug:\n    verbosity: detailed\nservice:');
  });
  it('is added in braces', () => {
    const edit = { keys: ['exporters', 'otlp', 'tls', 'insecure'], value: true };
    expect(edited('exporters: {otlp: {endpoint: "a:1"}}\n', edit)).toBe(
      'exporters: {otlp: {endpoint: "a:1", tls: {insecure: true}}}\n',
    );
  });
  it('is put into quotes where YAML would take it for something else', () => {
    const edit = { keys: ['exporters', 'otlp/tempo', 'endpoint'], value: '[::1]:4317' };
    expect(edited(BLOCK, edit)).toContain('endpoint: "[::1]:4317"');
  });
  it('is not put where a reference to another place stands', () => {
    const text = 'a: &a {endpoint: x}\nexporters:\n  otlp: *a\n';
    expect(edited(text, { keys: ['exporters', 'otlp', 'endpoint'], value: 'y' })).toBeNull();
  });
});

describe('a key', () => {
  it('is taken out with what is empty without it', () => {
    const edit = { keys: ['exporters', 'otlp/tempo', 'tls', 'insecure'], value: null };
    expect(edited(BLOCK, edit)).toBe(BLOCK.replace('    tls:\n      insecure: true\n', ''));
  });
  it('is taken out of braces with its comma', () => {
    const text = 'exporters: {otlp: {endpoint: x, compression: gzip}}\n';
    expect(edited(text, { keys: ['exporters', 'otlp', 'compression'], value: null })).toBe(
      'exporters: {otlp: {endpoint: x}}\n',
    );
    expect(edited(text, { keys: ['exporters', 'otlp', 'endpoint'], value: null })).toBe(
      'exporters: {otlp: {compression: gzip}}\n',
    );
  });
  it('that is not there leaves the text as it is', () => {
    expect(edited(BLOCK, { keys: ['exporters', 'otlp/tempo', 'proxy_url'], value: null })).toBe(BLOCK);
  });
  it('is given another name wherever it is named', () => {
    const after = edited(
      BLOCK,
      { keys: ['service', 'pipelines', 'traces', 'exporters'], item: 'otlphttp/tempo', of: 'otlp/tempo' },
      { keys: ['exporters', 'otlp/tempo'], rename: 'otlphttp/tempo' },
    );
    expect(after).toBe(BLOCK.replaceAll('otlp/tempo', 'otlphttp/tempo'));
  });
});

describe('an item', () => {
  it('is added to a list in brackets and to one of lines', () => {
    const item = 'otlp/tempo';
    expect(
      edited(BLOCK, { keys: ['service', 'pipelines', 'traces', 'exporters'], item, of: null }),
    ).toContain('exporters: [debug, otlp/tempo, otlp/tempo]');
    expect(edited(BLOCK, { keys: ['service', 'pipelines', 'logs', 'exporters'], item, of: null })).toContain(
      '        - debug\n        - otlp/tempo\n',
    );
  });
});

it('changes nothing in what is no YAML', () => {
  expect(edited('exporters: [', { keys: ['exporters'], value: 'x' })).toBeNull();
});
