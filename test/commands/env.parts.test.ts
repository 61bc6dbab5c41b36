import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { Session } from '../../src/commands/shared/session.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeSession } from '../kit/session.ts';
import { diagnose, runDoctor } from '../lab/doctor.ts';
import { describeWith, requirePart } from '../lab/parts.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';
import { launch } from '../lab/process.ts';

const run = async (argv: readonly string[], change: Partial<Session> = {}) => {
  const session = fakeSession(change);
  await main(argv, session);
  return session;
};

const env = async (argv: readonly string[], change: Partial<Session> = {}) => {
  const session = await run(['env', ...argv, '--format', 'json'], change);
  expect([session.status(), session.err()]).toEqual([0, '']);
  return JSON.parse(session.out()).sdks;
};

/** A directory of a project with these files. */
const project = (files: Readonly<Record<string, string>>): string => {
  const directory = temporaryDirectory('project');
  mkdirSync(join(directory, '.git'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
};

const python = { 'requirements.txt': 'opentelemetry-sdk==1.27.0\n' };
const both = { ...python, 'go.mod': 'module a\nrequire go.opentelemetry.io/otel v1.38.0\n' };

describe('otel-doctor env', () => {
  test('takes settings from the environment, files and flags', async () => {
    const file = join(temporaryDirectory('env'), 'a.env');
    writeFileSync(file, 'OTEL_EXPORTER_OTLP_COMPRESSION=gzip\nOTEL_EXPORTER_OTLP_TIMEOUT=3000\n');
    const environment = { OTEL_EXPORTER_OTLP_TIMEOUT: '5', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
    const [only] = await env(
      ['--env-file', file, '--endpoint', 'http://a:1', '--header', 'k=v', '--sdk', 'js'],
      {
        environment,
      },
    );
    expect(only).toMatchObject({
      sdk: 'js',
      signals: {
        logs: {
          ...{ protocol: 'http/json', url: 'http://a:1/v1/logs', compression: 'gzip', timeoutMs: 3000 },
          headers: { k: '***' },
        },
      },
    });
  });

  test('reveals header values only when it is told to', async () => {
    const environment = { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20CANARY' };
    for (const format of ['text', 'json']) {
      const argv = ['env', '--sdk', 'all', '--format', format];
      expect((await run(argv, { environment })).out()).not.toContain('CANARY');
      expect((await run([...argv, '--reveal'], { environment })).out()).toContain('Bearer CANARY');
    }
  });

  test('is the only command that reveals', async () => {
    const session = await run(['--reveal']);
    expect([session.status(), session.out()]).toEqual([2, '']);
    expect(session.err()).toContain('reveal');
  });

  test('shows what each SDK makes of an endpoint without a scheme', async () => {
    const sdks: readonly {
      sdk: string;
      signals: { traces: { sends: boolean; why: string; connect: unknown } };
    }[] = await env(['collector:4317', '--protocol', 'grpc', '--sdk', 'all']);
    const traces = Object.fromEntries(sdks.map(({ sdk, signals }) => [sdk, signals.traces]));
    for (const sdk of ['python', 'js'])
      expect(traces[sdk]).toMatchObject({
        sends: true,
        connect: { host: 'collector', port: 4317, tls: true },
      });
    expect(traces['java']).toMatchObject({ sends: false, why: 'endpoint/scheme-missing' });
  });

  test('says of a certificate that is not there what the SDK does about it', async () => {
    const argv = [
      'env',
      'https://a:4318',
      '--certificate',
      '/nonexistent.pem',
      '--protocol',
      'http/protobuf',
    ];
    const [py, js] = await Promise.all(['python', 'js'].map((sdk) => run([...argv, '--sdk', sdk])));
    expect(py?.out()).toContain('nothing (tls/ca-file-unreadable)');
    expect(js?.out()).toContain('(not used by this SDK here)');
  });

  test('reads a configuration file for the SDKs that do', async () => {
    const file = join(temporaryDirectory('config'), 'otel.yaml');
    const exporter =
      '{otlp_http: {endpoint: "http://cfg:4318/v1/traces", headers: [{name: k, value: CANARY}]}}';
    writeFileSync(
      file,
      `file_format: "1.0"\ntracer_provider: {processors: [{batch: {exporter: ${exporter}}}]}\n`,
    );
    const sdks = await env(['--sdk', 'all'], { environment: { OTEL_CONFIG_FILE: file } });
    const of = (name: string) => sdks.find(({ sdk }: { sdk: string }) => sdk === name).signals.traces;
    expect(of('python')).toMatchObject({ url: 'http://cfg:4318/v1/traces', headers: { k: '***' } });
    expect(of('go').url).toBe('https://localhost:4318/v1/traces');
  });

  test.each([
    [['--sdk', 'cobol'], /--sdk takes .*, not "cobol"/],
    [['--format', 'short'], /--format takes text or json, not "short"/],
    [['--pid', 'x'], /--pid takes the number of a process/],
    [['--sdk'], /--sdk wants a value/],
    [['--only', 'tls'], /only/],
  ])('takes nothing else: %s', async (argv, message) => {
    const session = await run(['env', ...argv]);
    expect(session.err()).toMatch(message);
    expect([session.status(), session.out()]).toEqual([2, '']);
  });

  test('`all` is for this command alone', async () => {
    expect((await run(['--sdk', 'all'])).status()).toBe(2);
  });

  test.skipIf(process.platform !== 'linux')('reads a running process', async () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://theirs:4318' };
    const running = launch(process.execPath, ['-e', 'console.log("up"); setInterval(() => 0, 1e6)'], {
      environment,
    });
    await running.waitForOutput(/up/);
    const [only] = await env(['--pid', String(running.pid)], { directory: project(python) });
    await running.stop();
    expect(only).toMatchObject({ sdk: 'js', signals: { traces: { url: 'http://theirs:4318/v1/traces' } } });
  });
});

describe('the SDK of the project', () => {
  test('is used and named where nobody says which', async () => {
    const session = await run(['env'], { directory: project(python) });
    expect(session.out()).toContain('What the settings mean to python');
    expect(session.out().replace(/\n/g, ' ')).toContain(
      'read as python does, because of requirements.txt (opentelemetry-sdk 1.27.0)',
    );
  });

  test('yields to the flag', async () => {
    const session = await run(['env', '--sdk', 'go'], { directory: project(python) });
    expect(session.out()).toContain('mean to go');
    expect(session.out()).not.toContain('requirements.txt');
  });

  test('is not guessed where there are several', async () => {
    const session = await run(['env'], { directory: project(both) });
    expect(session.out()).toContain('mean by the specification');
    expect(session.out().replace(/\n/g, ' ')).toContain('python (requirements.txt), go (go.mod)');
  });

  test('is used by a diagnosis, which says so', async () => {
    const argv = ['--endpoint', 'http://127.0.0.1:9', '--offline', '--format', 'json'];
    const report = async (files: Readonly<Record<string, string>>): Promise<Report> =>
      JSON.parse((await run(argv, { directory: project(files) })).out());
    const [one, several] = [await report(python), await report(both)];
    expect(one.sdk).toEqual({ name: 'python', chosenBy: 'project', version: '1.27.0' });
    expect(one.targets[0]?.protocol).toBe('grpc');
    expect(one.limits).toContainEqual(expect.stringContaining('because of requirements.txt'));
    expect(several.sdk).toEqual({ name: 'spec', chosenBy: 'default', version: null });
    expect(several.limits).toContainEqual(expect.stringContaining('several languages alike'));
  });
});

describe('the built command line', () => {
  test('looks in its working directory', async () => {
    const port = await closedPort();
    const args = ['--endpoint', `http://127.0.0.1:${port}`, '--timeout', '3s'];
    const [here, nowhere] = await Promise.all([
      diagnose({ args, directory: project(python) }),
      diagnose({ args }),
    ]);
    expect(here.schemaErrors).toEqual([]);
    expect(here.report?.sdk).toEqual({ name: 'python', chosenBy: 'project', version: '1.27.0' });
    expect(nowhere.report?.sdk).toEqual({ name: 'spec', chosenBy: 'default', version: null });
  });

  test('writes the table', async () => {
    const { stdout, exitCode } = await runDoctor({ args: ['env', '--sdk', 'all'], format: 'text' });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^SDK +PROTOCOL +SENDS TO\nspec /);
  });
});

describeWith(['python'], 'the built command', () => {
  test('reads a process of Python', async () => {
    const running = launch(requirePart('python'), [
      '-c',
      'import time; print("up", flush=True); time.sleep(60)',
    ]);
    await running.waitForOutput(/up/);
    const { stdout } = await runDoctor({ args: ['env', '--pid', String(running.pid)], format: 'json' });
    await running.stop();
    expect(JSON.parse(stdout).sdks[0].sdk).toBe('python');
  });
});
