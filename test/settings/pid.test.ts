import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeLayers } from '../../src/resolve/layers.ts';
import { readFileBelow } from '../../src/settings/file-states.ts';
import { readPid } from '../../src/settings/pid.ts';
import { layerSettings } from '../../src/settings/settings.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { procTree, type RecordedProcess } from '../processes/proc-tree.ts';

const recorded = (process: RecordedProcess, text = '42') =>
  readPid(text, { platform: 'linux', root: procTree({ 42: process }) });

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

describe('a process as a source of settings', () => {
  test('gives its variables, with itself as their source', () => {
    const { layer, sdk } = recorded({
      executable: '/usr/bin/python3.12',
      environment: { [ENDPOINT]: 'http://c:4317', HOME: '/root' },
    });
    expect(layer.values).toEqual({
      [ENDPOINT]: { value: 'http://c:4317', source: { kind: 'process', name: ENDPOINT, pid: 42 } },
    });
    expect(sdk?.name).toBe('python');
  });

  test('counts instead of our own environment, below files and flags', () => {
    const { layer } = recorded({ environment: { [ENDPOINT]: 'http://theirs:4318' } });
    const sources = {
      environment: { [ENDPOINT]: 'http://ours:1', OTEL_SERVICE_NAME: 'ours' },
      process: layer,
    };
    const plain = layerSettings({ ...sources, envFiles: [], flags: {} }).environment;
    expect([...plain.keys()]).toEqual([ENDPOINT]);
    expect(plain.get(ENDPOINT)?.value).toBe('http://theirs:4318');
    const flagged = layerSettings({ ...sources, envFiles: [], flags: { endpoint: 'http://flag:4318' } });
    expect(flagged.environment.get(ENDPOINT)).toMatchObject({
      value: 'http://flag:4318',
      shadowed: [{ value: 'http://theirs:4318', source: { kind: 'process', pid: 42 } }],
    });
  });

  test('has system properties over its variables when it is a JVM', () => {
    const { layer, sdk } = recorded({
      executable: '/usr/bin/java',
      command: ['java', '-Dotel.exporter.otlp.endpoint=http://property:4317', '-jar', 'a.jar'],
      environment: { [ENDPOINT]: 'http://variable:4317' },
    });
    expect(mergeLayers([layer]).get(ENDPOINT)).toMatchObject({
      value: 'http://property:4317',
      source: { kind: 'process', name: '-Dotel.exporter.otlp.endpoint', pid: 42 },
    });
    expect(sdk?.name).toBe('java');
  });

  test('has no SDK when its language is not known', () => {
    expect(recorded({}).sdk).toBeNull();
  });

  test('says what cannot be seen', () => {
    expect(recorded({ environment: { [ENDPOINT]: 'x' } }).notes).toHaveLength(1);
    expect(recorded({}).notes).toEqual([
      expect.stringContaining('Process 42 was read as it was started'),
      'No OTEL_ variable was set when process 42 was started.',
    ]);
  });

  test.each([
    ['abc', '--pid takes the number of a process, not "abc"'],
    ['', '--pid takes the number of a process, not ""'],
    ['0', '--pid takes the number of a process, not "0"'],
    ['-1', '--pid takes the number of a process, not "-1"'],
    ['1e3', '--pid takes the number of a process, not "1e3"'],
    ['../42', '--pid takes the number of a process, not "../42"'],
    ['43', 'there is no process 43, or it has ended'],
  ])('refuses %j in one line', (text, message) => {
    expect(() => recorded({}, text)).toThrow(expect.objectContaining({ code: 'USAGE', message }));
  });

  test('is refused where the doctor cannot look', () => {
    expect(() => readPid('42', { platform: 'win32' })).toThrow('--pid works on Linux and macOS only');
  });

  test('is refused where the system does not let it look', () => {
    const run = (tool: string, args: readonly string[]): string =>
      tool === 'ps' ? (args.includes('ppid=,comm=') ? '1 /bin/app\n' : '/bin/app\n') : '';
    expect(() => readPid('42', { platform: 'darwin', run })).toThrow(
      'the environment of process 42 may not be read: run as its user or as root',
    );
  });
});

describe('the files of a process', () => {
  test('start at its directory', () => {
    const directory = temporaryDirectory('cwd');
    writeFileSync(join(directory, 'ca.pem'), 'theirs');
    const { readFile } = recorded({ directory });
    expect(readFile('ca.pem')?.toString()).toBe('theirs');
    expect(readFile(join(directory, 'ca.pem'))?.toString()).toBe('theirs');
    expect(readFile('missing.pem')).toBeNull();
  });

  test('are below its own root, also where links lead', () => {
    const root = temporaryDirectory('root');
    mkdirSync(join(root, 'etc/ssl'), { recursive: true });
    mkdirSync(join(root, 'data'));
    writeFileSync(join(root, 'data/ca.pem'), 'theirs');
    writeFileSync(join(root, 'outside'), 'theirs too');
    symlinkSync('/data/ca.pem', join(root, 'etc/ssl/absolute.pem'));
    symlinkSync('../../data', join(root, 'etc/ssl/relative'));
    symlinkSync('loop', join(root, 'loop'));
    expect(readFileBelow(root, '/etc/ssl/absolute.pem')?.toString()).toBe('theirs');
    expect(readFileBelow(root, '/etc/ssl/relative/ca.pem')?.toString()).toBe('theirs');
    expect(readFileBelow(root, '/../../../outside')?.toString()).toBe('theirs too');
    expect(readFileBelow(root, '/loop')).toBeNull();
    expect(readFileBelow(null, join(root, 'outside'))?.toString()).toBe('theirs too');
  });
});
