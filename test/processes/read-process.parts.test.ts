import { describe, expect, test } from 'vitest';
import type { RunningProcess } from '../../src/model/process.ts';
import { readEnvironment, readProcess } from '../../src/processes/read-process.ts';
import { isRead } from '../../src/resolve/variables.ts';
import { describeWith, requirePart } from '../lab/parts.ts';
import { launch } from '../lab/process.ts';
import { procTree, type RecordedProcess } from './proc-tree.ts';

const found = (pid: number, root?: string): RunningProcess => {
  const read = readProcess(pid, isRead, root);
  if ('unread' in read) throw new Error(`process ${pid}: ${read.unread}`);
  return read.value;
};

const recorded = (process: RecordedProcess): RunningProcess => found(42, procTree({ 42: process }));

describe('a recorded process', () => {
  test('is read with what was asked for and nothing else', () => {
    const read = recorded({
      name: 'python3.11',
      parent: 7,
      command: ['/usr/bin/python3', 'app.py', '--token', 'CANARY-1'],
      environment: { OTEL_SERVICE_NAME: 'shop', AWS_SECRET: 'CANARY-2', HTTPS_PROXY: 'http://proxy:3128' },
      executable: '/usr/bin/python3.11',
      directory: '/srv/shop',
    });
    expect(read).toEqual({
      pid: 42,
      parent: 7,
      name: 'python3.11',
      program: 'python3 app.py',
      arguments: ['/usr/bin/python3', 'app.py', '--token', '***'],
      environment: { value: { OTEL_SERVICE_NAME: 'shop', HTTPS_PROXY: 'http://proxy:3128' } },
      properties: [],
      directory: { value: '/srv/shop' },
      executable: { value: '/usr/bin/python3.11' },
      language: 'python',
      network: { whose: 'own', id: 'net:[4026531833]' },
      fileRoot: null,
    });
    expect(JSON.stringify(read)).not.toContain('CANARY');
  });

  test('may have a network and files of its own', () => {
    const read = recorded({ network: 'net:[4026532200]', mounts: 'mnt:[4026532201]' });
    expect(read.network).toEqual({ whose: 'other', id: 'net:[4026532200]' });
    expect(read.fileRoot).toMatch(/\/42\/root$/);
  });

  test('may have any name, and values of any form', () => {
    const read = recorded({
      name: 'a) S 1 (\u001b[31mb',
      parent: 3,
      command: ['npm start \u001b[31m'],
      environment: { OTEL_A: 'x=y\nz', OTEL_B: '' },
    });
    expect(read).toMatchObject({ name: 'a) S 1 (?[31mb', parent: 3, program: 'a) S 1 (?[31mb' });
    expect(read.arguments).toEqual(['npm start ?[31m']);
    expect(read.environment).toEqual({ value: { OTEL_A: 'x=y\nz', OTEL_B: '' } });
  });

  test('gives the system properties of a JVM under the variables that they stand for', () => {
    const read = recorded({
      command: ['java', '-Dotel.exporter.otlp.endpoint=http://c:4317', '-Dother=1', '-jar', 'shop.jar'],
      environment: { JAVA_TOOL_OPTIONS: '-javaagent:/otel/agent.jar "-Dotel.service.name=my shop"' },
      executable: '/usr/lib/jvm/bin/java',
    });
    expect(read).toMatchObject({ language: 'java-agent', program: 'java shop.jar' });
    expect(read.properties).toEqual([
      { variable: 'OTEL_SERVICE_NAME', written: '-Dotel.service.name', value: 'my shop' },
      {
        variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
        written: '-Dotel.exporter.otlp.endpoint',
        value: 'http://c:4317',
      },
    ]);
    expect(read.environment).toEqual({ value: {} });
  });

  test('is gone when it is not there, or has ended and waits', () => {
    const root = procTree({ 42: { state: 'Z' } });
    expect(readProcess(41, isRead, root)).toEqual({ unread: 'gone' });
    expect(readProcess(42, isRead, root)).toEqual({ unread: 'gone' });
    expect(readEnvironment(41, isRead, root)).toEqual({ unread: 'gone' });
  });
});

describe('a real process', () => {
  test('of Node', async () => {
    const running = launch(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)'], {
      environment: { OTEL_SERVICE_NAME: 'real', SECRET: 'CANARY' },
      directory: '/tmp',
    });
    await running.waitForOutput(/up/);
    const read = found(running.pid);
    await running.stop();
    expect(read).toMatchObject({
      name: 'node',
      program: 'node',
      parent: process.pid,
      language: 'js',
      environment: { value: { OTEL_SERVICE_NAME: 'real' } },
      directory: { value: '/tmp' },
      network: { whose: 'own' },
      fileRoot: null,
    });
    expect(readProcess(running.pid, isRead)).toEqual({ unread: 'gone' });
  });
});

describeWith(['python'], 'a real process of Python', () => {
  test('is read', async () => {
    const code = 'import time; print("up", flush=True); time.sleep(60)';
    const running = launch(requirePart('python'), ['-c', code]);
    await running.waitForOutput(/up/);
    expect(found(running.pid).language).toBe('python');
    await running.stop();
  });
});
