import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { layerSettings, type SettingSources } from '../../src/settings/settings.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

let directory = '';

beforeAll(() => {
  directory = temporaryDirectory('layers');
});

const file = (name: string, content: string): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};

const layered = (change: Partial<SettingSources>): ReturnType<typeof layerSettings> =>
  layerSettings({ environment: {}, envFiles: [], flags: {}, ...change });

test('flags win over env files, later files over earlier ones, files over the environment', () => {
  const first = file('first.env', `${ENDPOINT}=http://first:1`);
  const second = file('second.env', `\n${ENDPOINT}=http://second:1`);
  const { environment } = layered({
    environment: { [ENDPOINT]: 'http://environment:1' },
    envFiles: [first, second],
    flags: { endpoint: 'http://flag:1' },
  });
  expect(environment.get(ENDPOINT)).toEqual({
    value: 'http://flag:1',
    source: { kind: 'flag', name: '--endpoint' },
    shadowed: [
      {
        value: 'http://second:1',
        source: { kind: 'file', name: ENDPOINT, path: second, line: 2 },
        outcome: 'shadowed',
      },
      {
        value: 'http://first:1',
        source: { kind: 'file', name: ENDPOINT, path: first, line: 1 },
        outcome: 'shadowed',
      },
      { value: 'http://environment:1', source: { kind: 'env', name: ENDPOINT }, outcome: 'shadowed' },
    ],
  });
});

test('only variables that are read are looked at', () => {
  const { environment } = layered({ environment: { PATH: '/bin', OTEL_SERVICE_NAME: 'shop' } });
  expect([...environment.keys()]).toEqual(['OTEL_SERVICE_NAME']);
});

test('headers of flags are added to those that won below', () => {
  const path = file('headers.env', 'OTEL_EXPORTER_OTLP_HEADERS=from=file');
  const { environment } = layered({
    environment: { OTEL_EXPORTER_OTLP_HEADERS: 'from=environment' },
    envFiles: [path],
    flags: { header: ['more=yes'] },
  });
  expect(environment.get('OTEL_EXPORTER_OTLP_HEADERS')?.value).toBe('from=file,more=yes');
});

test('another process stands in for the environment', () => {
  const source = { kind: 'process', name: ENDPOINT, pid: 7 } as const;
  const { environment } = layered({
    environment: { [ENDPOINT]: 'http://mine:1', OTEL_SERVICE_NAME: 'mine' },
    process: { values: { [ENDPOINT]: { value: 'http://theirs:1', source } } },
  });
  expect([...environment]).toEqual([[ENDPOINT, { value: 'http://theirs:1', source, shadowed: [] }]]);
});

test('notes of all files are kept', () => {
  const { notes } = layered({ envFiles: [file('a', 'x'), file('b', 'y')] });
  expect(notes).toHaveLength(2);
});
