import { chmodSync, cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCertificates } from '../lab/certificates.ts';
import { cli, diagnose, runDoctor } from '../lab/doctor.ts';
import { startHttp, startOtlpHttp } from '../lab/endpoints/http.ts';
import { withNamespaces } from '../lab/namespace.ts';
import { describeWith, requirePart } from '../lab/parts.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';
import { type Launch, type LaunchOptions, launch, type RunningProcess, run } from '../lab/process.ts';
import { startIn } from '../lab/start-in.ts';

const CANARY = 'CANARY-5f1d7c';

const waiting = 'console.log("up"); setInterval(() => {}, 1000)';

/** A Node process that does nothing, and what is seen of it while it lives. */
const withProcess = async <T>(
  options: LaunchOptions & { readonly binds?: Readonly<Record<string, string>> },
  body: (process: RunningProcess) => Promise<T>,
  start: Launch = launch,
): Promise<T> => {
  const running = start(process.execPath, ['-e', waiting], options);
  try {
    await running.waitForOutput(/up/);
    return await body(running);
  } finally {
    await running.stop();
  }
};

const settings = (endpoint: string): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_HEADERS: `api-key=${CANARY}`,
  OTHER_SECRET: CANARY,
});

describe.skipIf(process.platform !== 'linux')('otel-doctor --pid', () => {
  test('diagnoses with the environment and the SDK of the process, not with ours', async () => {
    const endpoint = await startOtlpHttp('protobuf');
    const run = await withProcess({ environment: settings(`http://127.0.0.1:${endpoint.port}`) }, ({ pid }) =>
      diagnose({
        args: ['--pid', String(pid)],
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SERVICE_NAME: 'ours' },
      }).then((done) => ({ ...done, pid })),
    );
    await endpoint.stop();
    expect(run).toMatchObject({
      exitCode: 0,
      schemaErrors: [],
      report: {
        verdict: 'healthy',
        sdk: { name: 'js', chosenBy: 'process' },
        limits: expect.arrayContaining([expect.stringContaining(`Process ${run.pid} was read as it was`)]),
      },
    });
    expect(run.report?.targets[0]?.settings[0]).toMatchObject({
      name: 'endpoint',
      source: { kind: 'process', name: 'OTEL_EXPORTER_OTLP_ENDPOINT', pid: run.pid },
    });
    expect(endpoint.requests().some(({ headers }) => headers['api-key'] === CANARY)).toBe(true);
    expect(run.stdout + run.stderr).not.toContain(CANARY);
  });

  test('finds a relative certificate in the directory of the process', async () => {
    const { root, valid } = await createCertificates();
    const directory = temporaryDirectory('cwd');
    writeFileSync(join(directory, 'ca.pem'), root.certificate);
    const endpoint = await startHttp(
      { status: 200, headers: { 'content-type': 'application/x-protobuf' } },
      { tls: valid },
    );
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://localhost:${endpoint.port}`,
      OTEL_EXPORTER_OTLP_CERTIFICATE: 'ca.pem',
    };
    const { report } = await withProcess({ environment, directory }, ({ pid }) =>
      diagnose({ args: ['--pid', String(pid)] }),
    );
    await endpoint.stop();
    expect(report?.verdict).toBe('healthy');
  });

  test('lets --sdk win over the language of the process', async () => {
    const port = await closedPort();
    const { report, exitCode } = await withProcess(
      { environment: settings(`http://127.0.0.1:${port}`) },
      ({ pid }) => diagnose({ args: ['--pid', String(pid), '--sdk', 'go', '--timeout', '3s'] }),
    );
    expect(report?.sdk).toMatchObject({ name: 'go', chosenBy: 'flag' });
    expect(exitCode).toBe(1);
  });

  test.each([
    ['nonsense', '--pid takes the number of a process, not "nonsense"'],
    ['4194305', 'there is no process 4194305, or it has ended'],
  ])('says in one line that %s is no process', async (pid, message) => {
    const run = await runDoctor({ args: ['--pid', pid] });
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: `otel-doctor: ${message}\n` });
  });
});

describeWith(['python'], 'otel-doctor --pid of a process of Python', () => {
  test('takes the defaults of Python', async () => {
    const code = 'import time; print("up", flush=True); time.sleep(60)';
    const running = launch(requirePart('python'), ['-c', code]);
    await running.waitForOutput(/up/);
    const { report } = await diagnose({ args: ['--pid', String(running.pid), '--timeout', '3s'] });
    await running.stop();
    expect(report?.sdk).toMatchObject({ name: 'python', chosenBy: 'process' });
    expect(report?.targets[0]).toMatchObject({ protocol: 'grpc', url: 'http://localhost:4317' });
    expect(report?.limits).toContain(`No OTEL_ variable was set when process ${running.pid} was started.`);
  });
});

describeWith(['ip'], 'otel-doctor --pid as root', () => {
  test('tries everything from the network of the process', () =>
    withNamespaces(1, async ([namespace]) => {
      const start = namespace?.launch ?? launch;
      const endpoint = await startIn(start, { kind: 'otlp-http', encoding: 'protobuf', port: 4318 });
      const environment = settings('http://localhost:4318');
      const inside = await withProcess(
        { environment },
        ({ pid }) => diagnose({ args: ['--pid', String(pid)] }),
        start,
      );
      const outside = await runDoctor({ args: ['--timeout', '4s'], environment });
      await endpoint.stop();
      expect(inside).toMatchObject({ exitCode: 0, schemaErrors: [], report: { verdict: 'healthy' } });
      expect(inside.stdout + inside.stderr).not.toContain(CANARY);
      expect(outside.stdout).toMatch(/node\s+\(pid \d+\)\s+holds\s+port\s+4318\s+in\s+another\s+network/);
    }));

  test('passes the exit status and the streams of the inner run on', () =>
    withNamespaces(1, ([namespace]) =>
      withProcess(
        { environment: settings('http://localhost:4318') },
        async ({ pid }) => {
          const unhealthy = await diagnose({ args: ['--pid', String(pid), '--timeout', '4s'] });
          expect(unhealthy).toMatchObject({ exitCode: 1, report: { verdict: 'unhealthy' } });
          const wrong = await runDoctor({ args: ['--pid', String(pid), '--header', 'nonsense'] });
          expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
          expect(wrong.stderr).toMatch(/^otel-doctor: --header takes .*\n$/);
        },
        namespace?.launch,
      ),
    ));

  test('looks names up as the process does', () =>
    withNamespaces(1, async ([namespace]) => {
      const start = namespace?.launch ?? launch;
      const endpoint = await startIn(start, { kind: 'otlp-http', encoding: 'protobuf', port: 4318 });
      const hosts = join(temporaryDirectory('hosts'), 'hosts');
      writeFileSync(hosts, '127.0.0.1 localhost collector.only-there\n');
      const { report } = await withProcess(
        { environment: settings('http://collector.only-there:4318'), binds: { '/etc/hosts': hosts } },
        ({ pid }) => diagnose({ args: ['--pid', String(pid)] }),
        start,
      );
      await endpoint.stop();
      expect(report?.verdict).toBe('healthy');
    }));

  test('goes on from here where nsenter is not there, and says so', () =>
    withNamespaces(1, ([namespace]) =>
      withProcess(
        { environment: settings('http://localhost:4318') },
        async ({ pid }) => {
          const environment = { PATH: '/nonexistent' };
          const { report } = await diagnose({ args: ['--pid', String(pid), '--timeout', '4s'], environment });
          expect(report?.limits).toContainEqual(
            expect.stringContaining(
              `Process ${pid} has a network of its own, and the doctor may not enter it`,
            ),
          );
        },
        namespace?.launch,
      ),
    ));

  test("says that another user's process may not be read", async () => {
    const copy = temporaryDirectory('nobody');
    cpSync(dirname(cli), copy, { recursive: true });
    await run('chmod', ['-R', 'a+rX', copy]);
    chmodSync(copy, 0o755);
    await withProcess({ environment: settings('http://localhost:4318') }, async ({ pid }) => {
      const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups'];
      const args = [...nobody, process.execPath, join(copy, 'cli.js'), '--pid', String(pid)];
      expect(await run('setpriv', args)).toMatchObject({
        exitCode: 2,
        stdout: '',
        stderr: `otel-doctor: the environment of process ${pid} may not be read: run as its user or as root\n`,
      });
    });
  });
});
