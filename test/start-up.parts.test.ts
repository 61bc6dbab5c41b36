import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startReceiver } from '../src/receiver/receiver.ts';
import { temporaryDirectory } from './lab/ports.ts';
import { run } from './lab/process.ts';

const CLI = join(import.meta.dirname, '../dist/cli.js');

/** Notes which parts of the package are read and which of Node's modules are loaded, and tells at the end. */
const HOOK = `
const fs = require('node:fs');
const read = fs.readFileSync;
const parts = [];
fs.readFileSync = (...given) => {
  const name = /dist.([\\w-]+)\\.cjs$/.exec(String(given[0]))?.[1];
  if (name) parts.push(name);
  return read(...given);
};
require('node:module').syncBuiltinESMExports();
process.on('exit', () => {
  const builtins = process.moduleLoadList.filter((id) => /^NativeModule (http2|https|tls)$/.test(id));
  process.stderr.write('LOADED ' + JSON.stringify({ parts, builtins: builtins.map((id) => id.slice(13)) }) + '\\n');
});
`;

const hook = join(temporaryDirectory('hook'), 'hook.cjs');

beforeAll(() => writeFileSync(hook, HOOK));

const loadedBy = async (...args: readonly string[]): Promise<{ parts: string[]; builtins: string[] }> => {
  const { stderr } = await run(process.execPath, ['--require', hook, CLI, ...args], {
    environment: { PATH: process.env['PATH'] ?? '' },
  });
  return JSON.parse(/LOADED (.*)/.exec(stderr)?.[1] ?? '{}');
};

/** What is loaded decides how fast a run starts; times are for the benchmark. */
describe('a run loads', () => {
  test('nothing for --version', async () => {
    expect((await loadedBy('--version')).parts).toEqual([]);
  });

  test('the part with all checks for their list', async () => {
    expect((await loadedBy('checks')).parts).toEqual(['main', 'checks']);
  });

  test('the part of a command that not every run needs, and no other', async () => {
    const file = join(temporaryDirectory('files'), 'app.env');
    writeFileSync(file, 'OTEL_SERVICE_NAME=shop\n');
    expect((await loadedBy('scan', file)).parts).toEqual(['main', 'scan']);
    expect((await loadedBy('explain', 'connection refused')).parts).toEqual(['main', 'checks', 'explain']);
    expect((await loadedBy('explain', 'endpoint/path-doubled')).parts).toEqual(['main', 'checks', 'page']);
  });

  test('no exporter where nothing can be sent', async () => {
    const { parts, builtins } = await loadedBy('localhost:1');
    expect(parts).toEqual(['main', 'exporter-traces-protobuf']);
    expect(builtins).not.toContain('http2');
  });

  test('the exporter that it uses and no other', async () => {
    const receiver = await startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0 });
    const http = await loadedBy(`http://127.0.0.1:${receiver.httpPort}`);
    expect(http).toEqual({ parts: ['main', 'exporter-traces-protobuf'], builtins: [] });
    const json = await loadedBy(`http://127.0.0.1:${receiver.httpPort}`, '--protocol', 'http/json');
    expect(json).toEqual({ parts: ['main', 'exporters-http'], builtins: [] });
    const grpc = await loadedBy(`http://127.0.0.1:${receiver.grpcPort}`, '--protocol', 'grpc');
    expect(grpc.parts).toEqual(['main', 'exporters-grpc']);
    await receiver.stop();
  });
});
