import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { settingsBeside } from '../../src/settings/beside.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const directoryWith = (files: Readonly<Record<string, string>>): string => {
  const directory = temporaryDirectory('beside');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
};

const environment = (set: Readonly<Record<string, string>> = {}) => mergeLayers([environmentLayer(set)]);

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

test.each([
  ['.env', `A=b\n${ENDPOINT}=http://x:4318\n`, 2, 'otel-doctor --env-file .env'],
  ['.env.local', `export ${ENDPOINT}="http://x:4318"\n`, 1, 'otel-doctor --env-file .env.local'],
  ['prod.env', `${ENDPOINT}=http://x:4318\r\n`, 1, 'otel-doctor --env-file prod.env'],
  [
    'compose.yaml',
    `services:\n  a:\n    environment:\n      ${ENDPOINT}: http://x:4318\n`,
    4,
    'otel-doctor scan compose.yaml',
  ],
  [
    'docker-compose.dev.yml',
    `x:\n  - "${ENDPOINT}=http://x"\n`,
    2,
    'otel-doctor scan docker-compose.dev.yml',
  ],
  ['.vscode/launch.json', `{ "env": {\n "${ENDPOINT}": "http://x:4318" } }`, 2, null],
  ['Properties/launchSettings.json', `{ "${ENDPOINT}": "http://x:4318" }`, 1, null],
])('%s is named with what it sets', (path, text, line, command) => {
  expect(settingsBeside(directoryWith({ [path]: text }), environment(), [])).toEqual([
    { path, line, variables: [ENDPOINT], command },
  ]);
});

test.each([
  ['what is set already', '.env', `${ENDPOINT}=http://y:4318\n`],
  ['an example', '.env.example', 'OTEL_LOG_LEVEL=debug\n'],
  ['a comment', 'compose.yaml', '# OTEL_LOG_LEVEL: debug\n'],
  ['an empty value', '.env', 'OTEL_LOG_LEVEL=\n'],
  ['what is passed through from here', 'compose.yaml', 'x:\n  - OTEL_LOG_LEVEL\n'],
  ['variables of others', '.env', 'PORT=80\nMY_OTEL_LOG_LEVEL=x\n'],
  ['another file', 'notes.txt', 'OTEL_LOG_LEVEL=debug\n'],
])('%s is not told', (_, path, text) => {
  const set = environment({ [ENDPOINT]: 'http://x:4318' });
  expect(settingsBeside(directoryWith({ [path]: text }), set, [])).toEqual([]);
});

test('a file that is in use is not told', () => {
  const directory = directoryWith({ '.env': 'OTEL_LOG_LEVEL=debug\n' });
  expect(settingsBeside(directory, environment(), ['./.env'])).toEqual([]);
});

test('no value is told', () => {
  const directory = directoryWith({ '.env': 'OTEL_EXPORTER_OTLP_HEADERS=authorization=CANARY\n' });
  const told = settingsBeside(directory, environment(), []);
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain('CANARY');
});

test('a name that a shell would take apart is quoted', () => {
  const directory = directoryWith({
    '.env.a b': 'OTEL_LOG_LEVEL=debug\n',
    '.env.x-y': 'OTEL_LOG_LEVEL=debug\n',
  });
  expect(settingsBeside(directory, environment(), []).map(({ command }) => command)).toEqual([
    'otel-doctor --env-file .env.x-y',
  ]);
});

test('what is no regular file, or too large, or not there is passed over', () => {
  const directory = directoryWith({ '.env.big': `OTEL_LOG_LEVEL=${'x'.repeat(300_000)}\n` });
  symlinkSync('/dev/zero', join(directory, '.env'));
  mkdirSync(join(directory, '.env.local'));
  expect(settingsBeside(directory, environment(), [])).toEqual([]);
  expect(settingsBeside(join(directory, 'gone'), environment(), [])).toEqual([]);
});

test('of many files the first few are read', () => {
  const files = Array.from({ length: 30 }, (_, at) => [`.env.stage${at}`, 'OTEL_LOG_LEVEL=debug\n'] as const);
  expect(settingsBeside(directoryWith(Object.fromEntries(files)), environment(), [])).toHaveLength(8);
});
