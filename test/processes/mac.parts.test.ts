import { describe, expect, test } from 'vitest';
import { parseLsof } from '../../src/processes/mac-listeners.ts';
import { openMachine } from '../../src/processes/machine.ts';
import { runTool } from '../../src/processes/run-tool.ts';
import { isRead } from '../../src/resolve/variables.ts';
import { describeWith } from '../lab/parts.ts';
import { launch } from '../lab/process.ts';

// Output as the manual pages of macOS describe it. None of this ran on macOS.

const command = '/opt/homebrew/bin/node server.js --token CANARY-1';
const variables = 'OTEL_SERVICE_NAME=my shop SECRET=CANARY-2 OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318';

const outputs: Readonly<Record<string, string>> = {
  'ps -o ppid=,comm= -p 42': '    1 /opt/homebrew/bin/node\n',
  'ps ww -o command= -p 42': `${command}\n`,
  'ps eww -o command= -p 42': `${command} ${variables}\n`,
  'ps -o ppid=,comm= -p 43': '    1 /usr/libexec/other\n',
  'ps ww -o command= -p 43': '/usr/libexec/other\n',
  'ps eww -o command= -p 43': '/usr/libexec/other\n',
  'ps axww -o pid=,command=': `   42 ${command}\n   43 /usr/libexec/other\n`,
  'ps axeww -o pid=,command=': `   42 ${command} ${variables}\n   43 /usr/libexec/other\n`,
  'lsof -a -p 42 -d cwd -Fn': 'p42\nfcwd\nn/Users/me/shop\n',
  'lsof -nP -iTCP -sTCP:LISTEN -Fpcn':
    'p42\ncnode\nf23\nn*:4318\nf24\nn127.0.0.1:4317\np50\ncother\nf3\nn[::1]:9\n',
};

const machine = openMachine(isRead, {
  platform: 'darwin',
  run: (tool, args) => outputs[[tool, ...args].join(' ')] ?? '',
});

describe('a process of macOS', () => {
  test('is read from ps and lsof', () => {
    expect(machine?.read(42)).toEqual({
      value: {
        pid: 42,
        parent: 1,
        name: 'node',
        program: 'node server.js',
        arguments: ['/opt/homebrew/bin/node', 'server.js', '--token', '***'],
        environment: {
          value: { OTEL_SERVICE_NAME: 'my shop', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' },
        },
        properties: [],
        directory: { value: '/Users/me/shop' },
        executable: { value: '/opt/homebrew/bin/node' },
        language: 'js',
        network: { whose: 'own', id: null },
        fileRoot: null,
      },
    });
  });

  test('may hide its environment', () => {
    expect(machine?.read(43)).toMatchObject({ value: { environment: { unread: 'not-permitted' } } });
  });

  test('may not be there', () => {
    expect(machine?.read(44)).toEqual({ unread: 'gone' });
  });

  test('is read together with all the others', () => {
    const environments = machine?.environments();
    expect([...(environments?.keys() ?? [])]).toEqual([42, 43]);
    expect(environments?.get(42)).toMatchObject({ value: { OTEL_SERVICE_NAME: 'my shop' } });
  });

  test('holds ports', () => {
    const common = { network: 'own', pid: 42, name: 'node' };
    expect(machine?.listeners([4317, 4318])).toEqual([
      { port: 4318, address: '0.0.0.0', scope: 'all', ...common },
      { port: 4317, address: '127.0.0.1', scope: 'loopback', ...common },
    ]);
  });
});

test('other systems are not looked at', () => {
  expect(openMachine(isRead, { platform: 'win32' })).toBeNull();
});

describeWith(['lsof'], 'the lsof of this machine', () => {
  test('writes what is expected of it', async () => {
    const code = `const server = require('node:net').createServer();
      server.listen(0, '127.0.0.1', () => console.log('up', server.address().port))`;
    const running = launch(process.execPath, ['-e', code]);
    await running.waitForOutput(/up \d+\n/);
    const port = Number(running.stdout().slice(3));
    const text = runTool('lsof', ['-nP', '-a', '-p', String(running.pid), '-iTCP', '-sTCP:LISTEN', '-Fpcn']);
    await running.stop();
    expect(parseLsof(text ?? '')).toEqual([
      { port, address: '127.0.0.1', scope: 'loopback', network: 'own', pid: running.pid, name: 'node' },
    ]);
  });
});

test('a tool that is missing says nothing', () => {
  expect(runTool('otel-doctor-no-such-tool', [])).toBeNull();
});
